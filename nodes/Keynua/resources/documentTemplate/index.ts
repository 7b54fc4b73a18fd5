import type { Resource } from '../../../runtime/operation';
import { fill } from './fill';
import { get } from './get';
import { getMany } from './getMany';

export const documentTemplate: Resource = {
	name: 'Document Template',
	value: 'documentTemplate',
	description: 'PDFs with fields to fill in, made in Keynua’s web app',
	operations: { getMany, get, fill },
};
