import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { Caller } from '../../../runtime/http/provider';
import { getPending, inputsOf } from './pendingItems';

type Kind = 'documents' | 'file' | 'json' | 'terms' | 'text';

/** In the order in which people think of them, not in that of the alphabet. */
const valueFields: INodeProperties[] = [
	{
		displayName: 'Item ID',
		name: 'itemId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1',
		description: 'The “itemId” that Get Pending Items gave',
	},
	{
		displayName: 'Version',
		name: 'version',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1',
		description:
			'The “version” that Get Pending Items gave. When empty, the current one is looked up right before sending: it grows with each attempt.',
	},
	{
		displayName: 'Kind',
		name: 'kind',
		type: 'options',
		options: [
			{ name: 'Documents', value: 'documents', description: 'The person opened the documents' },
			{ name: 'File', value: 'file', description: 'A photo or video that was uploaded with Upload File' },
			{ name: 'JSON', value: 'json', description: 'A value of another type of item' },
			{ name: 'Terms', value: 'terms', description: 'The person read and accepted the terms' },
			{ name: 'Text', value: 'text', description: 'A text that the person typed' },
		],
		default: 'text',
		description: 'What kind of item it is: its “type” tells',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12345678',
		displayOptions: { show: { kind: ['text'] } },
		description: 'What the person typed, such as their document number',
	},
	{
		displayName: 'Link ID',
		name: 'linkId',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.linkId }}',
		displayOptions: { show: { kind: ['file'] } },
		description: 'The “linkId” that Upload File gave',
	},
	{
		displayName: 'Viewed At',
		name: 'viewedAt',
		type: 'dateTime',
		default: '',
		displayOptions: { show: { kind: ['terms'] } },
		description: 'When the person saw the terms. When empty, it is now.',
	},
	{
		displayName: 'Opened',
		name: 'opened',
		type: 'boolean',
		default: true,
		displayOptions: { show: { kind: ['documents'] } },
		description: 'Whether the person opened the documents',
	},
	{
		displayName: 'Value (JSON)',
		name: 'value',
		type: 'json',
		default: '{}',
		displayOptions: { show: { kind: ['json'] } },
		description: 'The value as Keynua describes it for this type of item',
	},
];

export const itemValuesField: INodeProperties = {
	displayName: 'Items',
	name: 'items',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add item',
	default: {},
	required: true,
	description: 'What the person gave, item by item',
	options: [{ displayName: 'Item', name: 'item', values: valueFields }],
};

/** Reads the form into `items` of the request ("Item Values"). Versions that were left empty are looked up. */
export async function itemValues(item: Item, token: string): Promise<IDataObject[]> {
	const rows = item.rows('items');
	if (rows.length === 0) throw item.invalid('items', 'is empty', 'Add what the person gave with "Add item".');
	const values = rows.map((row, index) => itemValue(item, row, `Item ${index + 1}`));
	if (values.every(({ version }) => version !== undefined)) return values;
	const versions = await currentVersions(item.context, token);
	return values.map((value, index) => ({
		...value,
		version: value.version ?? versionOf(item, versions, value.itemId, `Item ${index + 1}`),
	}));
}

function itemValue(item: Item, row: IDataObject, label: string) {
	return {
		itemId: wholeNumber(item, row.itemId, `${label}: Item ID`),
		version: row.version === undefined ? undefined : wholeNumber(item, row.version, `${label}: Version`),
		value: valueOf(item, row, label),
	};
}

function valueOf(item: Item, row: IDataObject, label: string): IDataObject {
	const { kind = 'text', text, linkId, viewedAt, opened = true, value } = row;
	switch (kind as Kind) {
		case 'documents':
			return { opened };
		case 'terms':
			return { viewedAt: item.instant(viewedAt ?? Date.now(), `${label}: Viewed At`) };
		case 'json':
			return item.parsedObject(value, `${label}: Value (JSON)`);
		case 'file':
			if (linkId !== undefined) return { linkId: String(linkId) };
			throw item.invalidInput(`"${label}: Link ID" is empty`, 'Map the linkId that Upload File gave.');
		default:
			if (text !== undefined) return { text: String(text) };
			throw item.invalidInput(`"${label}: Text" is empty`, 'Fill in what the person typed.');
	}
}

/** A whole number from 0 on, out of a form's cell. `label` names the cell. */
export function wholeNumber(item: Item, value: unknown, label: string): number {
	const text = String(value ?? '').trim();
	if (/^\d{1,9}$/.test(text)) return Number(text);
	throw item.invalidInput(
		`"${label}" is not a whole number: ${text}`,
		'Map the number that Get Pending Items gave.',
	);
}

async function currentVersions(context: Caller, token: string): Promise<Map<number, number>> {
	const inputs = inputsOf(await getPending(context, token));
	return new Map(inputs.map(({ id, version }) => [Number(id), Number(version)]));
}

function versionOf(item: Item, versions: Map<number, number>, itemId: number, label: string): number {
	const version = versions.get(itemId);
	if (version !== undefined) return version;
	throw item.invalidInput(
		`"${label}: Item ID" is ${itemId}, which this person does not have to give (any more)`,
		`Pending are: ${[...versions.keys()].join(', ') || 'none'}.`,
	);
}
