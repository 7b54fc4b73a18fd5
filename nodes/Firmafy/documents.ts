import type {
	IBinaryData,
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	IWebhookFunctions,
} from 'n8n-workflow';
import { outputFile } from '../runtime/files/files';
import { readUpTo } from '../runtime/http/streams';
import { documentFields, isLink, type Delivery, type DocumentField, type FilePart } from './delivery';
import { textOf } from '../runtime/text';
import { wholeFile } from '../runtime/files/wholeFile';
import { firmafy } from './provider';
import { firmafyFile } from './transport';

/** No more than this is read from a link; the files of a form are bounded by n8n (N8N_FORMDATA_FILE_SIZE_MAX). */
const MAX_BYTES = 50 * 1024 * 1024;

/** What has become of the documents of a delivery. */
export interface Files {
	binary: IBinaryKeyData;
	/** Which file lies in which binary field. */
	files: IDataObject[];
	/** Which document could not be had, and why. */
	missingFiles: IDataObject[];
}

type Found = { file: IBinaryData } | { reason: string };

/**
 * Makes binary data of the documents that came with a delivery, as n8n deletes the files of a form when it has answered.
 * Links are left to `withLinkedFiles`.
 */
export async function sentFiles(
	context: IWebhookFunctions,
	{ facts, documents }: Delivery,
	wanted: DocumentField[],
): Promise<Files> {
	const result: Files = { binary: {}, files: [], missingFiles: [] };
	for (const name of wanted) {
		const document = documents[name];
		if (!isLink(document)) add(result, name, await fileOf(context, document, fileNameOf(facts, name)));
	}
	return result;
}

/**
 * The first step of the execution: fetches what the delivery has links to, when nobody waits for an answer any more and
 * the delivery cannot get lost. A document that cannot be had does not end the workflow: it is told, and its link stays.
 */
export async function withLinkedFiles(
	context: IExecuteFunctions,
	item: INodeExecutionData,
): Promise<INodeExecutionData> {
	const wanted = context.getNodeParameter('documents', 0, []) as DocumentField[];
	const { files, missingFiles = [], ...facts } = item.json;
	const result = { binary: { ...item.binary }, files, missingFiles } as Files;
	for (const name of wanted.filter((document) => isLink(facts[document]))) {
		if (documentFields[name] in result.binary) continue;
		add(result, name, await fetched(context, String(facts[name]), fileNameOf(facts, name)));
	}
	const missing = result.missingFiles.length > 0 && { missingFiles: result.missingFiles };
	return { ...item, json: { ...facts, files: result.files, ...missing }, binary: result.binary };
}

function add({ binary, files, missingFiles }: Files, name: DocumentField, found: Found): void {
	const field = documentFields[name];
	if ('reason' in found) {
		missingFiles.push({ document: field, reason: found.reason });
		return;
	}
	binary[field] = found.file;
	files.push({ field, fileName: found.file.fileName });
}

async function fileOf(
	context: IWebhookFunctions,
	document: FilePart | string | undefined,
	fileName: string,
): Promise<Found> {
	if (document === undefined) return { reason: 'Firmafy did not send it' };
	if (typeof document !== 'string') return await copied(context, document, fileName);
	const content = Buffer.from(document.replace(/^data:[^,]*,/, ''), 'base64');
	return await stored(context, content, fileName);
}

async function copied(context: IWebhookFunctions, part: FilePart, fileName: string): Promise<Found> {
	if (part.size === 0) return { reason: 'The file is empty' };
	const name = part.originalFilename || fileName;
	const type = part.mimetype || 'application/pdf';
	return { file: await context.nodeHelpers.copyBinaryFile(part.filepath, name, type) };
}

async function fetched(context: IExecuteFunctions, url: string, fileName: string): Promise<Found> {
	let content: Buffer | undefined;
	try {
		content = await wholeFile(
			context,
			firmafy.name,
			async () => await firmafyFile(context, url),
			async (stream) => await readUpTo(stream, MAX_BYTES),
		);
	} catch (error) {
		const { message, description } = error as Error & { description?: string };
		return { reason: [message, description].filter(Boolean).join('. ') };
	}
	if (!content) return { reason: `The file is larger than ${MAX_BYTES / 1024 / 1024} MB` };
	return await stored(context, content, fileName);
}

async function stored(
	context: IExecuteFunctions | IWebhookFunctions,
	content: Buffer,
	fileName: string,
): Promise<Found> {
	if (!content.subarray(0, 1024).includes('%PDF')) return { reason: 'What Firmafy sent is not a PDF' };
	return { file: await outputFile(context, content, fileName, 'application/pdf') };
}

const additions = { docoriginal: '', docsigned: ' (signed)', docaudit: ' (audit)' };

function fileNameOf({ filename, csv }: IDataObject, document: DocumentField): string {
	const name = (textOf(filename) || textOf(csv)).replace(/\.pdf$/i, '');
	return `${name}${additions[document]}.pdf`;
}
