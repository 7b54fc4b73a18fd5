import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { inputFile, type InputFile } from '../../../runtime/files/files';
import { commaSeparated } from '../../../runtime/form/lists';
import type { Item } from '../../../runtime/form/item';
import type { Form } from '../../transport';

/** In the order in which people think of them, not in that of the alphabet. */
const attachmentFields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'File', value: 'file', description: 'A file that an earlier node put into this item' },
			{ name: 'URL', value: 'url', description: 'A file on the internet, which Firmafy fetches' },
		],
		default: 'file',
		description: 'Where the file comes from',
	},
	{
		displayName: 'Input Data Field Names',
		name: 'inputDataFieldNames',
		type: 'string',
		default: 'data',
		displayOptions: { show: { source: ['file'] } },
		description: 'Name of the binary field with the file. Several names are comma-separated.',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://www.company.es/terms.pdf',
		displayOptions: { show: { source: ['url'] } },
		description: 'Public address of the file',
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Terms.pdf',
		displayOptions: { show: { source: ['url'] } },
		description: 'Name that the recipient sees. When empty, the last part of the address.',
	},
];

export const attachmentsField: INodeProperties = {
	displayName: 'Attachments',
	name: 'attachments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add attachment',
	default: {},
	description: 'Files that go along with the e-mail',
	options: [{ displayName: 'Attachment', name: 'attachment', values: attachmentFields }],
};

interface Linked {
	filename: string;
	url: string;
}

/**
 * Reads the form. One file goes as a part of the form ("file"); several, or such with links among them, as the list
 * that Firmafy's document shows ("array").
 */
export async function attachments(item: Item): Promise<{ list?: IDataObject[]; file?: Form['file'] }> {
	const read = await Promise.all(item.rows('attachments').map(async (row) => await attachmentsOf(item, row)));
	const found = read.flat();
	if (found.length === 0) return {};
	const [only] = found;
	if (found.length === 1 && 'content' in only) return { file: { part: 'attachment', content: only } };
	return { list: found.map(listed) };
}

async function attachmentsOf(item: Item, row: IDataObject): Promise<Array<InputFile | Linked>> {
	if (row.source === 'url') return [linked(item, row)];
	const fields = commaSeparated(row.inputDataFieldNames);
	if (fields.length === 0) {
		throw item.invalid('attachments', 'need a name in "Input Data Field Names"', 'It usually is: data');
	}
	return await Promise.all(fields.map(async (field) => await inputFile(item, field, 'Attachments')));
}

function linked(item: Item, { url, fileName }: IDataObject): Linked {
	const address = String(url ?? '');
	if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
		throw item.invalid(
			'attachments',
			`hold a "URL" that is no web address: ${address}`,
			'It has to begin with https://.',
		);
	}
	return { filename: String(fileName ?? (lastPartOf(address) || 'attachment')), url: address };
}

/** A percent sign that encodes nothing, or nothing of UTF-8, is valid in an address: it stays as it is. */
function lastPartOf(address: string): string {
	const part = new URL(address).pathname.split('/').at(-1) ?? '';
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

function listed(attachment: InputFile | Linked): IDataObject {
	if ('url' in attachment) return { ...attachment };
	return { filename: attachment.name, base64: attachment.content.toString('base64') };
}
