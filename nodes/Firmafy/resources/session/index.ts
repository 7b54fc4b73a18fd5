import type { Resource } from '../../../runtime/operation';
import { getToken } from './getToken';

export const session: Resource = {
	name: 'Session',
	value: 'session',
	description: 'The log-in that all other operations do by themselves',
	operations: { getToken },
};
