import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { inputFile } from '../../../runtime/files/files';
import { commaSeparated } from '../../../runtime/form/lists';
import type { Item } from '../../../runtime/form/item';

const MAX_DOCUMENTS = 10;
/** "4.5 MB", read as binary megabytes of file content: in base64 that is the 6 MB which Keynua's gateway takes. */
const MAX_TOTAL_BYTES = 4.5 * 1024 * 1024;

interface ContractDocument extends IDataObject {
	name: string;
	base64?: string;
	storageId?: string;
}

/** In the order in which people think of them, not in that of the alphabet. */
const documentFields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'Base64', value: 'base64', description: 'The content of a PDF as base64 text' },
			{ name: 'File', value: 'file', description: 'A PDF that an earlier node put into this item' },
			{
				name: 'Storage ID',
				value: 'storageId',
				description: 'A document that Keynua filled from a document template',
			},
		],
		default: 'file',
		description: 'Where the document comes from',
	},
	{
		displayName: 'Input Data Field Names',
		name: 'inputDataFieldNames',
		type: 'string',
		default: 'data',
		displayOptions: { show: { source: ['file'] } },
		description: 'Name of the binary field with the PDF. Several names are comma-separated.',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Loan agreement.pdf',
		description:
			'Name of the document as signers see it. For files it may stay empty: then the file’s own name is used.',
	},
	{
		displayName: 'Base64',
		name: 'base64',
		type: 'string',
		default: '',
		displayOptions: { show: { source: ['base64'] } },
		description: 'The PDF as base64 text, with or without the beginning “data:application/pdf;base64,”',
	},
	{
		displayName: 'Storage ID',
		name: 'storageId',
		type: 'string',
		default: '',
		displayOptions: { show: { source: ['storageId'] } },
		description:
			'The storageId that the operation Fill of Document Template gave. Several are comma-separated: in an expression, join the list with .join().',
	},
];

/** The form for the documents to sign (Keynua documentation, "Crear un Contrato", `documents`). */
export const documentsField: INodeProperties = {
	displayName: 'Documents',
	name: 'documents',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add document',
	default: {},
	required: true,
	description:
		'The PDF documents to sign: 1 to 10, together at most 4.5 MB, in the order in which signers see them',
	options: [{ displayName: 'Document', name: 'document', values: documentFields }],
};

/** Reads the form into `documents` of the request, and checks Keynua's limits before anything is sent. */
export async function documents(item: Item): Promise<ContractDocument[]> {
	const read = await Promise.all(item.rows('documents').map(async (row) => await documentsOf(item, row)));
	const found = read.flat();
	if (found.length === 0) {
		throw item.invalid('documents', 'is empty', 'Add at least one PDF document with "Add document".');
	}
	if (found.length > MAX_DOCUMENTS) {
		throw item.invalid(
			'documents',
			`holds ${found.length} documents; Keynua takes at most ${MAX_DOCUMENTS}`,
			'Merge some of them into one PDF, or split them over several contracts.',
		);
	}
	const bytes = found.reduce((sum, { base64 = '' }) => sum + decodedLength(base64), 0);
	if (bytes > MAX_TOTAL_BYTES) {
		throw item.invalid(
			'documents',
			`are ${(bytes / 1024 / 1024).toFixed(1)} MB together; Keynua takes at most 4.5 MB`,
			'Use smaller PDFs, or split them over several contracts.',
		);
	}
	return found;
}

async function documentsOf(item: Item, row: IDataObject): Promise<ContractDocument[]> {
	if (row.source === 'base64') return [base64Document(item, row)];
	if (row.source === 'storageId') return storedDocuments(item, row);
	const fields = commaSeparated(row.inputDataFieldNames);
	if (fields.length === 0) {
		throw item.invalid('documents', 'need a name in "Input Data Field Names"', 'It usually is: data');
	}
	return await Promise.all(fields.map(async (field) => await fileDocument(item, field, row.name)));
}

async function fileDocument(item: Item, field: string, name: unknown): Promise<ContractDocument> {
	const file = await inputFile(item, field, 'Documents');
	assertPdf(item, file.content, `the file in "${field}"`);
	return { name: pdfName(name ?? file.name), base64: file.content.toString('base64') };
}

function assertPdf(item: Item, content: Buffer, what: string): void {
	if (content.subarray(0, 1024).includes('%PDF')) return;
	throw item.invalidInput(`"Documents": ${what} is not a PDF`, 'Convert it to PDF first.');
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

function base64Document(item: Item, { base64, name }: IDataObject): ContractDocument {
	const content = String(base64 ?? '')
		.replace(/^data:[^,]*,/, '')
		.replace(/\s+/g, '');
	if (!BASE64.test(content)) {
		throw item.invalid(
			'documents',
			'hold a "Base64" that is empty or no base64 text',
			'Give the PDF as base64 text.',
		);
	}
	const named = requiredName(item, name);
	assertPdf(item, Buffer.from(content.slice(0, 2048), 'base64'), `the base64 text of "${named}"`);
	return { name: named, base64: content };
}

/** Several storage IDs are several documents; their names are numbered from the second on. */
function storedDocuments(item: Item, { storageId, name }: IDataObject): ContractDocument[] {
	const ids = commaSeparated(storageId);
	if (ids.length === 0)
		throw item.invalid(
			'documents',
			'have an empty "Storage ID"',
			'Map the storageId of the filled document.',
		);
	const base = requiredName(item, name);
	return ids.map((id, index) => ({
		name: index === 0 ? base : base.replace(/(\.pdf)$/i, ` (${index + 1})$1`),
		storageId: id,
	}));
}

function requiredName(item: Item, name: unknown): string {
	if (name) return pdfName(name);
	throw item.invalid('documents', 'need a "Name"', 'Only files have a name of their own.');
}

function pdfName(name: unknown): string {
	const text = String(name);
	return /\.pdf$/i.test(text) ? text : `${text}.pdf`;
}

function decodedLength(base64: string): number {
	const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
	return (base64.length * 3) / 4 - padding;
}
