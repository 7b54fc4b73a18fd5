import type { Operation } from '../../../runtime/operation';
import { returnAllFields, wantedCount } from '../../../runtime/form/limit';
import { contractField } from '../../locators';
import { contractShower, signingLinksField, simplifyField } from '../../simplify';
import { contractWithItems, getContract } from './contractItems';

const [returnAll, limit] = returnAllFields;

export const get: Operation = {
	name: 'Get',
	action: 'Get a contract',
	description: 'Get a contract with its signers, documents and items (the steps of its signing)',
	endpoints: [getContract],
	properties: [
		contractField,
		{ ...returnAll, hint: 'This is about the contract’s items, the steps of its signing' },
		limit,
		signingLinksField,
		simplifyField,
		{
			displayName: 'Include Values',
			name: 'includeValues',
			type: 'boolean',
			default: true,
			displayOptions: { show: { simplify: [false] } },
			description: 'Whether each item comes with its value, such as the link to a photo or to the signed PDF',
		},
	],

	async execute(item) {
		const shown = await contractShower(item);
		// The simplified version explains why a step failed, and that is in the step's value.
		const withValues = item.boolean('simplify') || item.boolean('includeValues');
		const contract = await contractWithItems(
			item.context,
			item.text('contractId'),
			wantedCount(item),
			withValues,
		);
		return [{ json: shown(contract) }];
	},
};
