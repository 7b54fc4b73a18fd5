import type { INodeProperties } from 'n8n-workflow';
import { inputFile } from '../runtime/files/files';
import type { Item } from '../runtime/form/item';

/** Key and certificate of a Mexican e.firma, both in Base64. */
export interface KeyFiles {
	key: string;
	cer: string;
}

export const passwordField: INodeProperties = {
	displayName: 'Password',
	name: 'password',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	description:
		'The password (pas) of the client’s CIEC or e.firma. It is sent to DynamiCore and shown nowhere.',
};

/** Where the two files of an e.firma come from: binary fields of the item, or texts in Base64. */
export function keyFileFields(show: Record<string, string[] | boolean[]>): INodeProperties[] {
	const whenFiles = { show: { ...show, keysFrom: ['files'] } };
	const whenText = { show: { ...show, keysFrom: ['base64'] } };
	return [
		{
			displayName: 'Key Files From',
			name: 'keysFrom',
			type: 'options',
			options: [
				{ name: 'Input Data', value: 'files', description: 'Files in binary fields of the item' },
				{ name: 'Base64 Text', value: 'base64', description: 'Texts that hold the files in Base64' },
			],
			default: 'files',
			displayOptions: { show },
			description: 'Where the private key (.key) and the certificate (.cer) of the e.firma are',
		},
		{
			displayName: 'Private Key Input Data Field Name',
			name: 'keyFileField',
			type: 'string',
			default: 'key',
			required: true,
			displayOptions: whenFiles,
			description: 'Name of the binary field with the private key, a file that ends in .key',
		},
		{
			displayName: 'Certificate Input Data Field Name',
			name: 'cerFileField',
			type: 'string',
			default: 'cer',
			required: true,
			displayOptions: whenFiles,
			description: 'Name of the binary field with the certificate, a file that ends in .cer',
		},
		{
			displayName: 'Private Key (Base64)',
			name: 'keyBase64',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: whenText,
			description: 'The private key file (.key) in Base64, with or without “data:…;base64,” in front',
		},
		{
			displayName: 'Certificate (Base64)',
			name: 'cerBase64',
			type: 'string',
			default: '',
			required: true,
			displayOptions: whenText,
			description: 'The certificate file (.cer) in Base64, with or without “data:…;base64,” in front',
		},
	];
}

/** Reads the two files of the form. */
export async function keyFiles(item: Item): Promise<KeyFiles> {
	if (item.option('keysFrom') === 'base64') {
		return { key: base64(item, 'keyBase64'), cer: base64(item, 'cerBase64') };
	}
	return { key: await fileInBase64(item, 'keyFileField'), cer: await fileInBase64(item, 'cerFileField') };
}

async function fileInBase64(item: Item, name: string): Promise<string> {
	const { content } = await inputFile(item, item.text(name), item.label(name));
	return content.toString('base64');
}

function base64(item: Item, name: string): string {
	const text = item
		.text(name)
		.replace(/^data:[^,]*;base64,/i, '')
		.replace(/\s+/g, '');
	if (text !== '' && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text)) return text;
	throw item.invalid(
		name,
		'is not Base64',
		'Give the content of the file as Base64, or choose "Input Data" and hand the file in.',
	);
}
