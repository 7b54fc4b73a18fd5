import type { Resource } from '../../../runtime/operation';
import { create } from './create';

export const productType: Resource = {
	name: 'Product Type',
	value: 'productType',
	description: 'The kinds of products that your company offers, each with its fields',
	operations: { create },
};
