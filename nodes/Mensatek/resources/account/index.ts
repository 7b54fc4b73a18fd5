import type { Resource } from '../../../runtime/operation';
import { getCredits } from './getCredits';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	description: 'Your account at Mensatek',
	operations: { getCredits },
};
