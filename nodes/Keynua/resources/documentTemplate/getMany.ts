import type { Operation } from '../../../runtime/operation';
import { returnAllFields, wantedCount } from '../../../runtime/form/limit';
import { listEndpoint, listTemplates } from './templates';

export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many document templates',
	description: 'List the document templates that were made in Keynua’s web app',
	endpoints: [listEndpoint],
	properties: [
		...returnAllFields,
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
