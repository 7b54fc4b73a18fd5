import type { Endpoint, Operation } from '../../../runtime/operation';
import { decide, decisionFields } from './decision';

/** Keynua's curl sample says DELETE; its text and all other samples say POST. */
const endpoint: Endpoint = {
	method: 'POST',
	path: '/contracts/v1/decline-contract',
	effect: 'write',
	answersWith: 'success',
};

export const decline: Operation = {
	name: 'Decline',
	action: 'Decline a contract',
	description: 'Decline a contract that all have signed and that waits for your approval (contract_approval)',
	endpoints: [endpoint],
	howToCheck: 'Get the contract: its status is no longer “contract_approval” when it was done.',
	properties: decisionFields('declined', 'Crédito declinado'),

	async execute(item) {
		return await decide(item, endpoint, 'declined');
	},
};
