import type { Endpoint, Operation } from '../../../runtime/operation';
import { wantedCount } from '../../../runtime/pages';
import { dynamiCoreRequest } from '../../transport';

const endpoint: Endpoint = { method: 'GET', path: '/private/clients', effect: 'read' };

export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many clients',
	description: 'Get many clients of your company, or the one with an ID',
	endpoints: [endpoint],
	properties: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			displayOptions: { show: { returnAll: [false] } },
			description: 'Max number of results to return',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Client ID',
					name: 'id',
					type: 'string',
					default: '',
					description: 'Only the client with this ID',
				},
			],
		},
	],

	/** The endpoint has no paging: it gives everything, and the limit is kept here. */
	async execute(item) {
		const wanted = wantedCount(item);
		const clients = await dynamiCoreRequest(item.context, endpoint, { query: item.collection('filters') });
		return clients.slice(0, wanted).map((json) => ({ json }));
	},
};
