import { inputFile, type InputFile } from '../../../runtime/files/files';
import type { Item } from '../../../runtime/form/item';
import type { Endpoint, Operation } from '../../../runtime/operation';
import type { UploadLink } from '../../../runtime/files/links';
import { signerToken, signerTokenField } from '../../signer';
import { keynuaRequest, sendToKeynua } from '../../transport';

/** Asks for an address to put a file at. Nothing happens to the contract until the linkId is submitted. */
const endpoint: Endpoint = {
	method: 'POST',
	path: '/contracts/v1/sign/upload',
	effect: 'read',
	answersWith: 'linkId',
	withoutCredential: true,
};

/** "El archivo en binario de no más de 1MB y video de no más de 15 segundos": read as 1 MB for every file. */
const MAX_BYTES = 1024 * 1024;

export const uploadFile: Operation = {
	name: 'Upload File',
	action: 'Upload a file of a signer',
	description: 'Upload a photo or video of a signer, and get the linkId that Submit Items takes',
	endpoints: [endpoint],
	properties: [
		signerTokenField,
		{
			displayName: 'Input Data Field Name',
			name: 'inputDataFieldName',
			type: 'string',
			default: 'data',
			required: true,
			description:
				'Name of the binary field with the photo or video: at most 1 MB, and a video at most 15 seconds long',
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. front.jpg',
			description: 'Name of the file with its extension. When empty, the file’s own name is used.',
		},
	],

	async execute(item) {
		const token = signerToken(item);
		const file = await inputFile(item, item.text('inputDataFieldName'), item.label('inputDataFieldName'));
		const name = checkedName(item, item.optionalText('fileName') ?? file.name);
		checkSize(item, file);
		const values = { body: { token, name }, secrets: () => [token] };
		const answer = await keynuaRequest<Partial<UploadLink> & { linkId: string }>(
			item.context,
			endpoint,
			values,
		);
		const { linkId, url = '', method = 'PUT', headers = {} } = answer;
		await sendToKeynua(item.context, { url, method, headers }, file.content);
		return [{ json: { linkId, fileName: name, size: file.content.length } }];
	},
};

function checkedName(item: Item, name: string): string {
	if (/[^.]\.[A-Za-z0-9]+$/.test(name)) return name;
	throw item.invalidInput(
		`"File Name" has no extension: ${name}`,
		'Keynua tells the kind of file by it: write something like photo.jpg or video.mp4.',
	);
}

function checkSize(item: Item, { content }: InputFile): void {
	if (content.length <= MAX_BYTES) return;
	throw item.invalidInput(
		`"Input Data Field Name": the file has ${(content.length / 1024 / 1024).toFixed(1)} MB; Keynua takes at most 1 MB`,
		'Make a picture smaller first, with the node “Edit Image” for example; record a video again, shorter or in a lower resolution.',
	);
}
