import type { Endpoint, Operation } from '../../../runtime/operation';
import { keynuaRequest } from '../../transport';
import { idTypes } from './idTypes';

/** Reads, though it is a POST ("Consultar girador"). */
/** What Deceval answers is not documented. */
const endpoint: Endpoint = {
	method: 'POST',
	path: '/deceval/v1/obtener-girador',
	effect: 'read',
	mayAnswerNothing: true,
};

export const get: Operation = {
	name: 'Get',
	action: 'Get a promissory note issuer',
	description: 'Look up a person or company that is registered with Deceval (girador)',
	endpoints: [endpoint],
	properties: [
		{
			displayName: 'Kind',
			name: 'idClasePersona',
			type: 'options',
			options: [
				{ name: 'Company (Jurídico)', value: '2' },
				{ name: 'Person (Natural)', value: '1' },
			],
			default: '1',
			description: 'Whether the issuer is a person or a company',
		},
		{
			displayName: 'Document Type',
			name: 'tipoDocumento',
			type: 'options',
			options: idTypes,
			default: '1',
			description: 'Kind of identity document',
		},
		{
			displayName: 'Document Number',
			name: 'numeroDocumento',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 523642456',
			description: 'Number of the identity document',
		},
	],

	async execute(item) {
		const body = {
			idClasePersona: item.text('idClasePersona'),
			tipoDocumento: item.text('tipoDocumento'),
			numeroDocumento: item.text('numeroDocumento'),
		};
		return [{ json: await keynuaRequest(item.context, endpoint, { body }) }];
	},
};
