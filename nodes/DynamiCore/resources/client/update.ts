import type { Endpoint, Operation } from '../../../runtime/operation';
import { dynamiCoreRequest } from '../../transport';
import { clientIdField } from './clientId';
import { emailField, firstnameField, lastnameField, morePii, morePiiField, rfcField } from './pii';

const endpoint: Endpoint = { method: 'PUT', path: '/private/clients', effect: 'write' };

export const update: Operation = {
	name: 'Update',
	action: 'Update a client',
	description: 'Change the data of a client; fields that are not added stay as they are',
	endpoints: [endpoint],
	howToCheck: 'Use Get Many with the client’s ID to see its data.',
	properties: [
		clientIdField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [emailField, firstnameField, lastnameField, morePiiField, rfcField],
		},
	],

	async execute(item) {
		const { morePii: more, ...known } = item.collection('updateFields');
		const pii = { ...morePii(more), ...known };
		if (Object.keys(pii).length === 0) {
			throw item.invalid('updateFields', 'is empty', 'Add at least one field to change.');
		}
		const body = { id: item.text('clientId'), pii };
		const clients = await dynamiCoreRequest(item.context, endpoint, { body });
		return clients.map((json) => ({ json }));
	},
};
