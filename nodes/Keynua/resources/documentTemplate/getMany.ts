import type { Operation } from '../../../runtime/operation';
import { wantedCount } from '../../../runtime/pages';
import { listEndpoint, listTemplates } from './templates';

export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many document templates',
	description: 'List the document templates that were made in Keynua’s web app',
	endpoints: [listEndpoint],
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
			displayName: 'Organization’s Templates',
			name: 'organizational',
			type: 'boolean',
			default: false,
			description: 'Whether to list the templates of your organization instead of your own',
		},
	],

	async execute(item) {
		const found = await listTemplates(item.context, wantedCount(item), item.boolean('organizational'));
		return found.map((json) => ({ json }));
	},
};
