import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { commaSeparated, rowsOf } from '../../../runtime/form/lists';
import type { Item } from '../../../runtime/form/item';
import { email, phone } from '../../people';
import { customFields, customFieldsForm } from './customFields';

/** In the order in which people think of them, not in that of the alphabet. */
const signerFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Manuel Silva',
		description: 'Full name of the person',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'name@email.com',
		description:
			'Where Keynua sends the invitation. Leave empty to invite the person by phone or by yourself.',
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 51987654321',
		description: 'Mobile number with its country prefix. Spaces, dashes and a leading + are taken away.',
	},
	{
		displayName: 'Groups',
		name: 'groups',
		type: 'string',
		default: 'signers',
		description:
			'Groups of the template that the person belongs to, comma-separated. It is “signers” for keynua-peru-default; leave it empty for templates without groups.',
	},
	{
		displayName: 'Prefilled Items',
		name: 'prefilledItems',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add prefilled item',
		default: {},
		description: 'Data that the person then does not have to type, such as their document number',
		options: [
			{
				displayName: 'Item',
				name: 'item',
				values: [
					{
						displayName: 'Target',
						name: 'target',
						type: 'string',
						default: 'documentNumber',
						description:
							'ID of the prefilled item, as Keynua’s Developers section shows it for the template. With template options: documentNumber, or a custom item’s prefilledId.',
					},
					{
						displayName: 'Text',
						name: 'text',
						type: 'string',
						default: '',
						placeholder: 'e.g. 12345678',
						description: 'The value. If the Developers section lists values, use one of them.',
					},
				],
			},
		],
	},
	{
		displayName: 'Validations to Skip',
		name: 'validationsToSkip',
		type: 'multiOptions',
		options: [
			{
				name: 'Expiration Date',
				value: 'expiration-date',
				description: 'Accept an expired identity document',
			},
			{
				name: 'Instructions Grade',
				value: 'instructions-grade',
				description: 'Accept people whom RENIEC lists as illiterate (iletrados)',
			},
		],
		default: [],
		description: 'Checks that Keynua leaves out for this person',
	},
	{
		displayName: 'Terms Table Title',
		name: 'termsTableTitle',
		type: 'string',
		default: '',
		placeholder: 'e.g. Conditions of the loan',
		description: 'Heading of a table shown to this person together with the terms and conditions',
	},
	{
		displayName: 'Terms Table Rows',
		name: 'termsTableRows',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add row',
		default: {},
		description: 'Rows of that table',
		options: [
			{
				displayName: 'Row',
				name: 'row',
				values: [
					{
						displayName: 'Title',
						name: 'title',
						type: 'string',
						default: '',
						placeholder: 'e.g. Interest rate',
						description: 'Left cell, such as “Interest rate”',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 18 % a year',
						description: 'Right cell, such as “18 % a year”',
					},
				],
			},
		],
	},
	...customFieldsForm,
];

/** The form for the people who sign (Keynua documentation, "Usuarios del contrato"). */
export const signersField: INodeProperties = {
	displayName: 'Signers',
	name: 'signers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add signer',
	default: {},
	required: true,
	description: 'The people who take part in the contract',
	options: [{ displayName: 'Signer', name: 'signer', values: signerFields }],
};

/** Reads the form into `users` of the request. */
export function signers(item: Item): IDataObject[] {
	const rows = item.rows('signers');
	if (rows.length === 0)
		throw item.invalid('signers', 'is empty', 'Add at least one person with "Add signer".');
	return rows.map((row, index) => signer(item, row, `Signer ${index + 1}`));
}

function signer(item: Item, row: IDataObject, label: string): IDataObject {
	if (!row.name) throw item.invalidInput(`"${label}" has no "Name"`, 'Fill in the full name of the person.');
	const groups = commaSeparated(row.groups);
	const prefilledItems = rowsOf(row.prefilledItems);
	const validationsToSkip = row.validationsToSkip as string[] | undefined;
	const table = termsTable(row);
	const custom = customFields(item, row, label);
	return {
		name: row.name,
		...(row.email !== undefined && { email: email(item, row.email, `${label}: Email`) }),
		...(row.phone !== undefined && { phone: phone(item, row.phone, `${label}: Phone`) }),
		...(groups.length > 0 && { groups }),
		...(prefilledItems.length > 0 && {
			prefilledItems: prefilledItems.map((entry) => prefilled(item, entry, label)),
		}),
		...(validationsToSkip?.length && { validationsToSkip }),
		...(table && { metadata: { items: { terms: { table } } } }),
		...(custom && { customFieldsInfo: custom }),
	};
}

function prefilled(item: Item, { target, text }: IDataObject, label: string): IDataObject {
	if (target && text !== undefined) return { target, value: { text: String(text) } };
	throw item.invalidInput(
		`"${label}: Prefilled Items" has a row without a target or a text`,
		'Fill both in.',
	);
}

function termsTable(row: IDataObject): IDataObject | undefined {
	const items = rowsOf(row.termsTableRows);
	if (items.length === 0) return undefined;
	return { ...(row.termsTableTitle !== undefined && { title: row.termsTableTitle }), items };
}
