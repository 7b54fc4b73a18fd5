import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { currencyOf } from '../../currencies';
import { chosen, clientField } from '../../ids';
import { dynamiCoreWrite } from '../../transport';

const endpoint: Endpoint = { method: 'POST', path: '/v1/accounts', effect: 'write' };

const currencyField: INodeProperties = {
	displayName: 'Currency',
	name: 'currency',
	type: 'resourceLocator',
	default: { mode: 'list', value: '484', cachedResultName: 'MXN: Mexican Peso' },
	required: true,
	description: 'Currency of the account. Its number of ISO 4217 is sent.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a currency…',
			typeOptions: { searchListMethod: 'searchCurrencies', searchable: true },
		},
		{
			displayName: 'By Code',
			name: 'code',
			type: 'string',
			placeholder: 'e.g. MXN or 484',
			hint: 'Three letters or the number of ISO 4217',
		},
	],
};

export const create: Operation = {
	name: 'Create',
	action: 'Create an account',
	description: 'Open an account of a product, such as a loan, for a client',
	endpoints: [endpoint],
	howToCheck: 'Use Get with the client’s ID to see its accounts.',
	properties: [
		clientField,
		{
			...chosen(
				{
					displayName: 'Product',
					name: 'product',
					description:
						'The product, such as a kind of loan. The list has what your company’s catalog calls product types.',
				},
				'searchProductTypes',
				'e.g. 6',
			),
			required: true,
		},
		currencyField,
		{
			displayName: 'Enabled',
			name: 'enabled',
			type: 'boolean',
			default: true,
			description: 'Whether the account is active from the start',
		},
	],

	async execute(item) {
		const body = {
			client_id: item.text('clientId'),
			product: item.text('product'),
			enabled: item.boolean('enabled') ? '1' : '0',
			currency: currencyNumber(item),
		};
		return await dynamiCoreWrite(item.context, endpoint, { body });
	},
};

function currencyNumber(item: Item): string {
	const given = item.text('currency');
	const currency = currencyOf(given);
	if (currency) return currency.number;
	throw item.invalid(
		'currency',
		`is not a currency of ISO 4217: ${given}`,
		'Choose one from the list, or give its code, such as MXN, or its number, such as 484.',
	);
}
