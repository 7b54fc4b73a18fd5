import type { INodeProperties } from 'n8n-workflow';
import { inputFile } from '../../../runtime/files/files';
import type { Item } from '../../../runtime/form/item';
import type { Form } from '../../transport';

/** Firmafy takes the PDF in three ways ("pdf"); exactly one of them is to be sent. */
export const documentFields: INodeProperties[] = [
	{
		displayName: 'Document Source',
		name: 'documentSource',
		type: 'options',
		options: [
			{ name: 'Base64', value: 'base64', description: 'The content of a PDF as base64 text' },
			{ name: 'File', value: 'file', description: 'A PDF that an earlier node put into this item' },
			{ name: 'URL', value: 'url', description: 'A PDF on the internet, which Firmafy fetches' },
		],
		default: 'file',
		description: 'Where the PDF comes from',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'inputDataFieldName',
		type: 'string',
		default: 'data',
		required: true,
		displayOptions: { show: { documentSource: ['file'] } },
		description: 'Name of the binary field with the PDF',
	},
	{
		displayName: 'Base64',
		name: 'pdfBase64',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { documentSource: ['base64'] } },
		description: 'The PDF as base64 text, with or without the beginning “data:application/pdf;base64,”',
	},
	{
		displayName: 'URL',
		name: 'pdfUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://www.company.es/contract.pdf',
		displayOptions: { show: { documentSource: ['url'] } },
		description: 'Public address of the PDF',
	},
	{
		displayName: 'Document Name',
		name: 'documentName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Contract.pdf',
		displayOptions: { show: { documentSource: ['base64', 'url'] } },
		required: true,
		description: 'Name of the document, as signers see it',
	},
];

/** The PDF, as fields of the form or as a part of it. */
export async function document(item: Item): Promise<Form> {
	switch (item.option<'base64' | 'file' | 'url'>('documentSource')) {
		case 'base64':
			return { fields: { pdf_name: pdfName(item), pdf_base64: base64(item) } };
		case 'url':
			return { fields: { pdf_name: pdfName(item), pdf_url: address(item) } };
		default:
			return { file: { part: 'pdf', content: await file(item) } };
	}
}

async function file(item: Item) {
	const found = await inputFile(item, item.text('inputDataFieldName'), item.label('inputDataFieldName'));
	assertPdf(item, found.content, `the file in "${found.field}"`);
	return { ...found, name: withEnding(found.name), mimeType: 'application/pdf' };
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

function base64(item: Item): string {
	const content = item
		.text('pdfBase64')
		.replace(/^data:[^,]*,/, '')
		.replace(/\s+/g, '');
	if (!BASE64.test(content) || content.length % 4 !== 0) {
		throw item.invalid('pdfBase64', 'is no base64 text', 'Give the whole PDF as base64 text.');
	}
	assertPdf(item, Buffer.from(content.slice(0, 2048), 'base64'), '"Base64"');
	return content;
}

function assertPdf(item: Item, content: Buffer, what: string): void {
	if (content.subarray(0, 1024).includes('%PDF')) return;
	throw item.invalidInput(
		`The document to sign must be a PDF, and ${what} is none`,
		'Convert it to PDF first.',
	);
}

function address(item: Item): string {
	const url = item.text('pdfUrl');
	if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
	throw item.invalid('pdfUrl', 'is not a web address', 'It has to begin with https://.');
}

const pdfName = (item: Item) => withEnding(item.text('documentName'));

function withEnding(name: string): string {
	return /\.pdf$/i.test(name) ? name : `${name}.pdf`;
}
