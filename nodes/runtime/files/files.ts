import type { IBinaryData, IExecuteFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Item } from '../form/item';
import { commaSeparated } from '../form/lists';
import type { FileStream } from '../http/provider';
import { StreamedFile } from './streamedFile';

/** A file that came in with an item. */
export interface InputFile {
	/** The binary field that holds it, such as `data`. */
	field: string;
	name: string;
	mimeType: string;
	content: Buffer;
}

/**
 * The files in the binary fields that the parameter `parameter` lists ("data, annex"), for multipart(). What n8n keeps
 * on disk is read while it is sent, so a large file does not have to fit into memory.
 *
 * @throws an error that names the parameter's label when a field holds no file, or an empty one
 */
export async function inputFiles(item: Item, parameter: string): Promise<StreamedFile[]> {
	const label = item.label(parameter);
	const { getBinaryMetadata, getBinaryStream } = item.context.helpers;
	const streamed = async (field: string) => {
		const { id, fileName, mimeType } = binaryIn(item, field, label);
		if (!id) return inMemory(await inputFile(item, field, label));
		const { fileSize } = await getBinaryMetadata(id);
		if (fileSize === 0) throw emptyFile(item, field, label);
		return new StreamedFile(fileName || field, mimeType, fileSize, async () => await getBinaryStream(id));
	};
	return await Promise.all(commaSeparated(item.text(parameter)).map(streamed));
}

/** The file in one binary field. `label` names the form's field that asked for it. */
export async function inputFile(item: Item, field: string, label: string): Promise<InputFile> {
	const { fileName, mimeType } = binaryIn(item, field, label);
	const content = await item.context.helpers.getBinaryDataBuffer(item.index, field);
	if (content.length === 0) throw emptyFile(item, field, label);
	return { field, name: fileName || field, mimeType, content };
}

function binaryIn(item: Item, field: string, label: string): IBinaryData {
	const binary = item.context.getInputData()[item.index].binary ?? {};
	if (Object.hasOwn(binary, field)) return binary[field];
	const advice =
		Object.keys(binary).length > 0
			? `This item has files in: ${Object.keys(binary).join(', ')}.`
			: 'This item has no files. Put a node before this one that gives a file, such as "Read/Write Files from Disk" or "HTTP Request" with the response format File.';
	throw item.invalidInput(`"${label}": there is no file in the field "${field}"`, advice);
}

function emptyFile(item: Item, field: string, label: string) {
	return item.invalidInput(
		`"${label}": the file in "${field}" is empty`,
		'Check the node that made the file.',
	);
}

/**
 * Makes a file that the person can pass on to other nodes. A stream goes through to n8n's storage piece by piece,
 * so a large file does not have to fit into memory.
 */
export async function outputFile(
	context: IExecuteFunctions | IPollFunctions | IWebhookFunctions,
	content: Buffer | FileStream,
	fileName: string,
	mimeType: string,
): Promise<IBinaryData> {
	// Names come from titles that people write: what no file system takes is replaced.
	// eslint-disable-next-line no-control-regex -- control characters are just what has to go
	const name = fileName.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-').trim() || 'file';
	return await context.helpers.prepareBinaryData(content, name, mimeType);
}

/** A multipart form with files in it. Other fields are added with `form.append`. */
export function multipart(files: Array<InputFile | StreamedFile>, partName: string): FormData {
	const form = new FormData();
	for (const file of files) form.append(partName, file instanceof StreamedFile ? file : inMemory(file));
	return form;
}

/** A Blob of its own would be a copy of the content. */
function inMemory({ content, mimeType, name }: InputFile): StreamedFile {
	return new StreamedFile(name, mimeType, content.length, async () => [content]);
}
