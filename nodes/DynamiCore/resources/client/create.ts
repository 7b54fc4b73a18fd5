import type { Endpoint, Operation } from '../../../runtime/operation';
import { dynamiCoreWrite } from '../../transport';
import { clientTypeField } from './clientType';
import {
	emailField,
	firstnameField,
	lastnameField,
	morePii,
	morePiiField,
	piiJsonField,
	rfcField,
	typeFields,
} from './pii';

const endpoint: Endpoint = { method: 'POST', path: '/private/clients', effect: 'write' };

export const create: Operation = {
	name: 'Create',
	action: 'Create a client',
	description: 'Create a client of a client type that your company has defined',
	endpoints: [endpoint],
	howToCheck: 'Use Get Many to see whether a client with this RFC exists.',
	properties: [
		{ ...clientTypeField, required: true },
		{ ...firstnameField, required: true },
		{ ...lastnameField, required: true },
		{ ...rfcField, required: true },
		{ ...emailField, required: true },
		typeFields('getNewClientFields'),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				morePiiField,
				piiJsonField,
				{
					displayName: 'Status',
					name: 'status',
					type: 'string',
					default: 'Active',
					description: 'Status of the client in DynamiCore, such as Active',
				},
			],
		},
	],

	async execute(item) {
		const { status, ...more } = item.collection('additionalFields');
		const body = {
			client_type: item.text('clientType'),
			...(status !== undefined && { status }),
			pii: {
				...morePii(item, more),
				firstname: item.text('firstname'),
				lastname: item.text('lastname'),
				rfc: item.text('rfc').toUpperCase(),
				email: item.text('email'),
			},
		};
		return await dynamiCoreWrite(item.context, endpoint, { body });
	},
};
