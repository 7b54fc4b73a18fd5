import type { Endpoint, Operation } from '../../../runtime/operation';
import { documentIdField } from '../../ids';
import { dynamiCoreRequest } from '../../transport';

const endpoint: Endpoint = {
	method: 'DELETE',
	path: '/marketplace/apps/mifiel/documents/{documentId}',
	effect: 'write',
};

export const deleteDocument: Operation = {
	name: 'Delete',
	action: 'Delete a mifiel document',
	description: 'Delete a document at Mifiel. Nobody can sign it any more.',
	endpoints: [endpoint],
	idField: 'documentId',
	howToCheck: 'Use Get with the same ID: a deleted document is not found.',
	properties: [documentIdField],

	async execute(item) {
		const documentId = item.text('documentId');
		await dynamiCoreRequest(item.context, endpoint, { path: { documentId } });
		return [{ json: { deleted: true, documentId } }];
	},
};
