import { type Check, shape, text } from '../check';
import { badRequest } from '../refusal';
import { itemNotifier } from './notifier';
import { fail, provide } from './items';
import { setStatus } from './progress';
import { finish } from './signing';
import type { KeynuaState } from './state';

const required = text({ empty: false });

/** "Aprobar un Contrato", "Declinar un Contrato": the body of both. */
const checkDecision: Check<{ contractId: string; message: string }> = shape(
	{ contractId: required, message: required },
	{},
);

/** What both answer: the state is "s" for approved, "e" for declined. */
interface Decision {
	success: true;
	item: { itemId: number; itemState: 's' | 'e'; itemVersion: number };
}

/**
 * The account decides about a contract that all have signed. Approved, the final PDF is made and the contract is
 * done; declined, it stays in error. Refuses 400 unless the contract is in `contract_approval`, 404 if unknown.
 */
export async function decide(state: KeynuaState, body: unknown, approved: boolean): Promise<Decision> {
	const { contractId, message } = checkDecision(body, '');
	const contract = state.contract(contractId);
	const item = contract.items.find(({ type }) => type === 'contractapproval');
	if (contract.status !== 'contract_approval' || !item) {
		throw badRequest(`The contract is in ${contract.status}, not in contract_approval`);
	}
	const onChange = itemNotifier(state, contract);
	if (approved) {
		setStatus(state, contract, 'working');
		provide(item, { message }, onChange);
		await finish(state, contract);
	} else {
		setStatus(state, contract, 'error');
		// No code is documented for this item; this is the one of the manual approval of other items.
		fail(item, 'ManualApproveRejected', message, onChange);
	}
	return {
		success: true,
		item: { itemId: item.id, itemState: approved ? 's' : 'e', itemVersion: item.version },
	};
}
