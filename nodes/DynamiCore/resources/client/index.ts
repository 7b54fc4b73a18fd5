import type { Resource } from '../../../runtime/operation';
import { create } from './create';
import { getMany } from './getMany';
import { update } from './update';
import { uploadDocuments } from './uploadDocuments';

export const client: Resource = {
	name: 'Client',
	value: 'client',
	description: 'The people and companies that you do business with',
	operations: { create, getMany, update, uploadDocuments },
};
