import type { Endpoint, Operation } from '../../../runtime/operation';
import { dynamiCoreRequest } from '../../transport';
import { emailField, firstnameField, lastnameField, morePii, morePiiField, rfcField } from './pii';

const endpoint: Endpoint = { method: 'POST', path: '/private/clients', effect: 'write' };

export const create: Operation = {
	name: 'Create',
	action: 'Create a client',
	description: 'Create a client of a client type that your company has defined',
	endpoints: [endpoint],
	howToCheck: 'Use Get Many to see whether a client with this RFC exists.',
	properties: [
		{
			displayName: 'Client Type',
			name: 'clientType',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 17',
			description: 'ID of the client type in DynamiCore',
		},
		{ ...firstnameField, required: true },
		{ ...lastnameField, required: true },
		{ ...rfcField, required: true },
		{ ...emailField, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				morePiiField,
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
		const { morePii: more, status } = item.collection('additionalFields');
		const body = {
			client_type: item.text('clientType'),
			...(status !== undefined && { status }),
			pii: {
				...morePii(more),
				firstname: item.text('firstname'),
				lastname: item.text('lastname'),
				rfc: item.text('rfc').toUpperCase(),
				email: item.text('email'),
			},
		};
		const clients = await dynamiCoreRequest(item.context, endpoint, { body });
		return clients.map((json) => ({ json }));
	},
};
