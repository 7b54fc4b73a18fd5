import type { Endpoint, Operation } from '../../../runtime/operation';
import { dynamiCoreRequest } from '../../transport';

const endpoint: Endpoint = { method: 'GET', path: '/v1/catalog/fields/product', effect: 'read' };

export const getProductFields: Operation = {
	name: 'Get Product Fields',
	action: 'Get product fields',
	description: 'Get the product types of your company with the fields of each',
	endpoints: [endpoint],
	properties: [],

	async execute(item) {
		const entries = await dynamiCoreRequest(item.context, endpoint);
		return entries.map((json) => ({ json }));
	},
};
