import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { Endpoint } from '../../../runtime/operation';
import { contractField } from '../../locators';
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
export async function decide(item: Item, endpoint: Endpoint): Promise<INodeExecutionData[]> {
	const id = item.text('contractId');
	const body = { contractId: id, message: item.text('message') };
	return [{ json: { id, ...(await keynuaRequest(item.context, endpoint, { body })) } }];
}
