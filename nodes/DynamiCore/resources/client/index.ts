import type { Resource } from '../../../runtime/operation';
import { create } from './create';
import { get } from './get';
import { getCreditScore } from './getCreditScore';
import { getMany } from './getMany';
import { getSatData } from './getSatData';
import { update } from './update';
import { uploadDocuments } from './uploadDocuments';

export const client: Resource = {
	name: 'Client',
	value: 'client',
	description: 'The people and companies that you do business with',
	operations: { getMany, get, create, update, uploadDocuments, getSatData, getCreditScore },
};
