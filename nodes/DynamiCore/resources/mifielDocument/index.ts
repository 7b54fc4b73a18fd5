import type { Resource } from '../../../runtime/operation';
import { create } from './create';
import { deleteDocument } from './delete';
import { get } from './get';

export const mifielDocument: Resource = {
	name: 'Mifiel Document',
	value: 'mifielDocument',
	description: 'Documents that people sign with Mifiel',
	operations: { get, create, delete: deleteDocument },
};
