import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { Endpoint } from '../../../runtime/operation';
import { contractField } from '../../locators';
import { isRecord, textOf } from '../../../runtime/text';
import { keynuaRequest } from '../../transport';

/** Approving and declining ask for the same: which contract, and why. */
export function decisionFields(what: string, example: string): INodeProperties[] {
	return [
		contractField,
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			default: '',
			required: true,
			placeholder: `e.g. ${example}`,
			description: `Why the contract is ${what}. It is kept with the contract.`,
		},
	];
}

/**
 * Sends the decision about a contract whose status is `contract_approval` ("Aprobación de un Contrato").
 * Keynua answers with the item of type `contractapproval`: state "s" when approved, "e" when declined.
 */
export async function decide(
	item: Item,
	endpoint: Endpoint,
	decision: 'approved' | 'declined',
): Promise<INodeExecutionData[]> {
	const id = item.text('contractId');
	const body = { contractId: id, message: item.text('message') };
	const answer = await keynuaRequest(item.context, endpoint, { body });
	const state = isRecord(answer.item) ? textOf(answer.item.itemState) : '';
	const opposite = decision === 'approved' ? 'e' : 's';
	if (state !== opposite) return [{ json: { id, ...answer } }];
	const contradicted = item.invalidInput(
		`Keynua answered that the contract was not ${decision}: its step of approval has the state “${state}”`,
		'Get the contract and look at its step “contractapproval”: somebody may have decided before.',
	);
	// Sent once more, it would be decided once more.
	contradicted.context.fate = 'unknown';
	throw contradicted;
}
