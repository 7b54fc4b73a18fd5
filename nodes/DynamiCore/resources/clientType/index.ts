import type { Resource } from '../../../runtime/operation';
import { create } from './create';

export const clientType: Resource = {
	name: 'Client Type',
	value: 'clientType',
	description: 'The kinds of clients that your company knows, each with its fields',
	operations: { create },
};
