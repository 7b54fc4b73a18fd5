import type { Resource } from '../../../runtime/operation';
import { create } from './create';
import { get } from './get';

export const promissoryNoteIssuer: Resource = {
	name: 'Promissory Note Issuer',
	value: 'promissoryNoteIssuer',
	description: 'People and companies registered with Deceval in Colombia (giradores)',
	operations: { create, get },
};
