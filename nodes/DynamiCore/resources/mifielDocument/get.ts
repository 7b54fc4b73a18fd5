import type { IDataObject } from 'n8n-workflow';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { theOne, type Asked } from '../../belonging';
import { documentIdField } from '../../ids';
import { dynamiCoreRequest } from '../../transport';

export const documentEndpoint: Endpoint = {
	method: 'GET',
	path: '/marketplace/apps/mifiel/documents/{documentId}',
	effect: 'read',
};

/** A document goes by Mifiel's ID, which Create gives as `reference`. */
export const documentAsked = (id: string): Asked => ({
	what: 'document',
	id,
	idFields: ['id', 'reference'],
});

export const get: Operation = {
	name: 'Get',
	action: 'Get a mifiel document',
	description: 'Get a document at Mifiel, with who has signed and who has not',
	endpoints: [documentEndpoint],
	properties: [
		documentIdField,
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
	],

	async execute(item) {
		const documentId = item.text('documentId');
		const found = await dynamiCoreRequest(item.context, documentEndpoint, { path: { documentId } });
		const documents = theOne(item.context, found, documentAsked(documentId));
		return documents.map((json) => ({ json: item.boolean('simplify') ? simplified(json) : json }));
	},
};

const KEPT = [
	'id',
	'name',
	'state',
	'signed_by_all',
	'signed_at',
	'created_at',
	'expires_at',
	'external_id',
	'has_not_signed',
];
const KEPT_OF_SIGNERS = ['name', 'email', 'tax_id', 'signed', 'widget_id'];

function simplified(document: IDataObject): IDataObject {
	const signers = Array.isArray(document.signers) ? (document.signers as IDataObject[]) : undefined;
	return {
		...picked(document, KEPT),
		...(signers && { signers: signers.map((signer) => picked(signer, KEPT_OF_SIGNERS)) }),
	};
}

function picked(record: IDataObject, names: string[]): IDataObject {
	return Object.fromEntries(names.filter((name) => name in record).map((name) => [name, record[name]]));
}
