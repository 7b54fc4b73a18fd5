import type { Endpoint, Operation } from '../../../runtime/operation';
import { contractField } from '../../locators';
import { keynuaRequest } from '../../transport';

const endpoint: Endpoint = {
	method: 'DELETE',
	path: '/contracts/v1/{contractId}',
	effect: 'write',
	answersWith: 'deletedAt',
};

export const deleteContract: Operation = {
	name: 'Delete',
	action: 'Delete a contract',
	description:
		'Delete a contract that is not finished. Keynua gives the credit back only when nobody has begun to sign.',
	endpoints: [endpoint],
	howToCheck: 'Get the contract: its status is “deleted” when it was done.',
	properties: [contractField],

	async execute(item) {
		const id = item.text('contractId');
		const { deletedAt } = await keynuaRequest(item.context, endpoint, { path: { contractId: id } });
		return [{ json: { id, deleted: true, deletedAt } }];
	},
};
