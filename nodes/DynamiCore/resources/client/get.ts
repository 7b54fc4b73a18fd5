import type { Endpoint, Operation } from '../../../runtime/operation';
import { theOne } from '../../belonging';
import { clientField } from '../../ids';
import { dynamiCoreRequest } from '../../transport';

const endpoint: Endpoint = { method: 'GET', path: '/private/clients', effect: 'read' };

export const get: Operation = {
	name: 'Get',
	action: 'Get a client',
	description: 'Get the data of a client',
	endpoints: [endpoint],
	properties: [clientField],

	async execute(item) {
		const id = item.text('clientId');
		const clients = await dynamiCoreRequest(item.context, endpoint, { query: { id } });
		const [client] = theOne(item.context, clients, { what: 'client', id });
		if (client) return [{ json: client }];
		throw item.invalidInput(
			`DynamiCore has no client with the ID ${id}`,
			'Check the ID, and that the credential belongs to the same company.',
		);
	},
};
