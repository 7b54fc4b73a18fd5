import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { commaSeparated } from '../runtime/form/lists';
import type { Item } from '../runtime/form/item';

/**
 * The form of "Types of Clients" and "Types of Products". Their tables ask for `pii[lastname]`, the sample sends
 * `template[0][]`: a list whose first entry is the list of fields. What a field may be is not documented, so besides
 * names there is JSON, and `pii` for whom DynamiCore told so.
 */
export const templateFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Persona Fisica',
		description: 'Name of the new type, as your company will see it',
	},
	{
		displayName: 'Template',
		name: 'templateFrom',
		type: 'options',
		options: [
			{ name: 'Using Field Names', value: 'names', description: 'A list of fields, by their names' },
			{ name: 'Using JSON', value: 'json', description: 'For fields with more than a name' },
		],
		default: 'names',
		description: 'How you say which fields the new type has',
	},
	{
		displayName: 'Field Names',
		name: 'fieldNames',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. firstname, lastname, rfc, email',
		displayOptions: { show: { templateFrom: ['names'] } },
		description: 'Names of the fields, comma-separated',
	},
	{
		displayName: 'Template (JSON)',
		name: 'templateJson',
		type: 'json',
		default: '[["firstname", "lastname"]]',
		required: true,
		displayOptions: { show: { templateFrom: ['json'] } },
		description:
			'The template as a JSON list. The documentation shows a list of lists of fields; a plain list is sent as the first of them.',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: [
			{
				displayName: 'Description',
				name: 'description',
				type: 'string',
				default: '',
				description: 'What the type is for',
			},
			{
				displayName: 'Personal Data (JSON)',
				name: 'piiJson',
				type: 'json',
				default: '{}',
				placeholder: '{ "lastname": "Lopez" }',
				description:
					'The object “pii” that the documentation’s table names. Only if DynamiCore told you to send it.',
			},
		],
	},
];

/** The request's body, from the form. */
export function typeBody(item: Item): IDataObject {
	const { description, piiJson } = item.collection('additionalFields');
	return {
		name: item.text('name'),
		...(description !== undefined && { description }),
		template: template(item),
		...(piiJson !== undefined && { pii: item.parsedObject(piiJson, 'Personal Data (JSON)') }),
	};
}

function template(item: Item): unknown[] {
	if (item.option('templateFrom') === 'json') return templateOfJson(item);
	const names = commaSeparated(item.text('fieldNames'));
	if (names.length === 0) throw item.invalid('fieldNames', 'names no field', 'Give at least one name.');
	return [names];
}

function templateOfJson(item: Item): unknown[] {
	const list = item.list('templateJson');
	if (list.length === 0) throw item.invalid('templateJson', 'is an empty list', 'Add at least one field.');
	return list.every((entry) => Array.isArray(entry)) ? list : [list];
}
