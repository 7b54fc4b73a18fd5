import { inputFiles, multipart } from '../../../runtime/files/files';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { clientField, documentField, documentFieldOf } from '../../ids';
import { dynamiCoreWrite } from '../../transport';

const endpoint: Endpoint = {
	method: 'POST',
	path: '/files/users/upload/{clientId}/{field}',
	effect: 'write',
};

export const uploadDocuments: Operation = {
	name: 'Upload Documents',
	action: 'Upload documents of a client',
	description: 'File one or several documents at a client, all in one field of its data',
	endpoints: [endpoint],
	idField: 'name',
	howToCheck: 'Open the client in DynamiCore and look at its documents.',
	properties: [
		clientField,
		documentFieldOf(
			'The field of the client (pii) under which to file the documents, as its client type defines it',
			'e.g. acta_constitutiva',
		),
		{
			displayName: 'Input Data Field Names',
			name: 'inputDataFieldNames',
			type: 'string',
			default: 'data',
			required: true,
			description:
				'Name of the binary field with the file. Several names are comma-separated and sent together.',
		},
	],

	async execute(item) {
		const path = { clientId: item.text('clientId'), field: documentField(item, 'field') };
		const files = await inputFiles(item, 'inputDataFieldNames');
		return await dynamiCoreWrite(item.context, endpoint, {
			path,
			body: multipart(files, 'file'),
		});
	},
};
