import type { Endpoint, Operation } from '../../../runtime/operation';
import { dynamiCoreRequest } from '../../transport';

const endpoint: Endpoint = { method: 'GET', path: '/v1/catalog/fields/client', effect: 'read' };

export const getClientFields: Operation = {
	name: 'Get Client Fields',
	action: 'Get client fields',
	description: 'Get the client types of your company with the fields of each',
	endpoints: [endpoint],
	properties: [],

	async execute(item) {
		const entries = await dynamiCoreRequest(item.context, endpoint);
		return entries.map((json) => ({ json }));
	},
};
