import type { Resource } from '../../../runtime/operation';
import { getClientFields } from './getClientFields';
import { getProductFields } from './getProductFields';

export const catalog: Resource = {
	name: 'Catalog',
	value: 'catalog',
	description: 'Which types of clients and products there are, and which fields they have',
	operations: { getClientFields, getProductFields },
};
