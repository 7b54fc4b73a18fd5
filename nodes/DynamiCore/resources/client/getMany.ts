import type { Endpoint, Operation } from '../../../runtime/operation';
import { returnAllFields, wantedCount } from '../../../runtime/form/limit';
import { theOne } from '../../belonging';
import { dynamiCoreRequest } from '../../transport';

const endpoint: Endpoint = { method: 'GET', path: '/private/clients', effect: 'read' };

export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many clients',
	description: 'Get many clients of your company, or the one with an ID',
	endpoints: [endpoint],
	properties: [
		...returnAllFields,
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
					placeholder: 'e.g. 424',
					description: 'Only the client with this ID',
				},
			],
		},
	],

	async execute(item) {
		const wanted = wantedCount(item);
		const { id } = item.collection('filters');
		const query = { ...(id !== undefined && { id: String(id).trim() }) };
		const found = await dynamiCoreRequest(item.context, endpoint, { query });
		const clients =
			query.id === undefined ? found : theOne(item.context, found, { what: 'client', id: query.id });
		return clients.slice(0, wanted).map((json) => ({ json }));
	},
};
