import type { Resource } from '../../../runtime/operation';
import { create } from './create';
import { invalidate } from './invalidate';

export const signatureRequest: Resource = {
	name: 'Signature Request',
	value: 'signatureRequest',
	description: 'Documents that people sign',
	operations: { create, invalidate },
};
