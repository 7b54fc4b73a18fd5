import type { Resource } from '../../../runtime/operation';
import { getBalance } from './getBalance';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	description: 'What is left of the plan',
	operations: { getBalance },
};
