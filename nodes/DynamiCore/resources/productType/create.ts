import type { Endpoint, Operation } from '../../../runtime/operation';
import { templateFields, typeBody } from '../../template';
import { dynamiCoreWrite } from '../../transport';

const endpoint: Endpoint = { method: 'POST', path: '/v1/products/types', effect: 'write' };

export const create: Operation = {
	name: 'Create',
	action: 'Create a product type',
	description: 'Create a kind of product with the fields that its products have',
	endpoints: [endpoint],
	howToCheck: 'Use Catalog: Get Product Fields to see whether the type is there.',
	properties: templateFields,

	async execute(item) {
		return await dynamiCoreWrite(item.context, endpoint, { body: typeBody(item) });
	},
};
