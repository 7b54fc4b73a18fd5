import type { Endpoint, Operation } from '../../../runtime/operation';
import { decide, decisionFields } from './decision';

/** Keynua's curl sample says DELETE; its text and all other samples say POST. */
const endpoint: Endpoint = {
	method: 'POST',
	path: '/contracts/v1/approve-contract',
	effect: 'write',
	answersWith: 'success',
};

export const approve: Operation = {
	name: 'Approve',
	action: 'Approve a contract',
	description: 'Approve a contract that all have signed and that waits for your approval (contract_approval)',
	endpoints: [endpoint],
	howToCheck: 'Get the contract: its status is no longer “contract_approval” when it was done.',
	properties: decisionFields('approved', 'Crédito aprobado'),

	async execute(item) {
		return await decide(item, endpoint, 'approved');
	},
};
