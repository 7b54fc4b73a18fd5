import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { rowsOf } from '../../../runtime/form/lists';
import type { Item } from '../../../runtime/form/item';

/** In the order in which Keynua's portal shows them. */
const valueFields: INodeProperties[] = [
	{
		displayName: 'Key',
		name: 'key',
		type: 'string',
		default: '',
		description: 'Key of the field, as Keynua’s portal shows it inside “fields”',
	},
	{
		displayName: 'Label',
		name: 'label',
		type: 'string',
		default: '',
		description: 'Label of the field, as Keynua’s portal shows it. May stay empty.',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Number', value: 'number' },
			{ name: 'Text', value: 'string' },
		],
		default: 'string',
		description: 'What kind of value Keynua expects',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		description: 'The value of this person',
	},
];

/** The custom fields of a person's group (`customFieldsInfo`): in Keynua's newest documents. */
export const customFieldsForm: INodeProperties[] = [
	{
		displayName: 'Custom Fields ID',
		name: 'customFieldsId',
		type: 'string',
		default: '',
		description: 'ID of the custom fields of the person’s group, as Keynua’s portal shows it',
	},
	{
		displayName: 'Custom Fields Name',
		name: 'customFieldsName',
		type: 'string',
		default: '',
		description: 'Name that belongs to this ID, as Keynua’s portal shows it',
	},
	{
		displayName: 'Custom Field Values',
		name: 'customFieldValues',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add value',
		default: {},
		description: 'May stay empty when the group has no mandatory field',
		options: [{ displayName: 'Field', name: 'field', values: valueFields }],
	},
	{
		displayName: 'Custom Fields (JSON)',
		name: 'customFieldsInfo',
		type: 'json',
		default: '{}',
		placeholder: '{ "fields": { "amount": { "value": 1000 } } }',
		description:
			'All of it as copied from Keynua’s portal, with your values in “value”, instead of the fields above',
	},
];

/** Reads `customFieldsInfo` of a user; undefined when nothing was filled in. `signer` names the person in errors. */
export function customFields(item: Item, row: IDataObject, signer: string): IDataObject | undefined {
	const { customFieldsId, customFieldsInfo = {}, customFieldsName } = row;
	const copied = item.parsedObject(customFieldsInfo, `${signer}: Custom Fields (JSON)`);
	if (Object.keys(copied).length > 0) return copied;
	const values = rowsOf(row.customFieldValues);
	if (customFieldsId === undefined && customFieldsName === undefined && values.length === 0) return undefined;
	if (customFieldsId === undefined || customFieldsName === undefined) {
		throw item.invalidInput(
			`"${signer}: Custom Fields" need both an ID and a name`,
			'Copy both from Keynua’s portal.',
		);
	}
	const fields = Object.fromEntries(values.map((value) => customField(item, value, signer)));
	return {
		id: String(customFieldsId),
		name: String(customFieldsName),
		...(values.length > 0 && { fields }),
	};
}

function customField(item: Item, row: IDataObject, signer: string): [key: string, field: IDataObject] {
	const { key, label, type, value = '' } = row;
	if (key === undefined) {
		throw item.invalidInput(`"${signer}: Custom Field Values" has a row without a "Key"`, 'Fill it in.');
	}
	const isNumber = type === 'number';
	if (isNumber && (value === '' || !Number.isFinite(Number(value)))) {
		throw item.invalidInput(
			`"${signer}: Custom Field Values": ${String(key)} is not a number: ${String(value)}`,
			'Write digits with a point before the decimals, or choose the type Text.',
		);
	}
	return [
		String(key),
		{ value: isNumber ? Number(value) : String(value), ...(label !== undefined && { label }) },
	];
}
