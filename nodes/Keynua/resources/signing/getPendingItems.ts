import type { Operation } from '../../../runtime/operation';
import { signerToken, signerTokenField } from '../../signer';
import { simplifyField } from '../../simplify';
import { getPending, inputsOf, pendingEndpoint } from './pendingItems';

export const getPendingItems: Operation = {
	name: 'Get Pending Items',
	action: 'Get the pending items of a signer',
	description: 'Get what a person still has to give to sign, with the current version of each item',
	endpoints: [pendingEndpoint],
	properties: [signerTokenField, simplifyField],

	async execute(item) {
		const pending = await getPending(item.context, signerToken(item));
		if (!item.boolean('simplify')) return [{ json: pending }];
		const { id, templateId, userName } = pending;
		const items = inputsOf(pending).map(({ id: itemId, ...input }) => ({ itemId, ...input }));
		return [{ json: { contractId: id, templateId, userName, items } }];
	},
};
