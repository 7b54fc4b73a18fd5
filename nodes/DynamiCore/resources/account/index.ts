import type { Resource } from '../../../runtime/operation';
import { create } from './create';
import { get } from './get';
import { getPayments } from './getPayments';
import { getTransactions } from './getTransactions';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	description: 'The products that a client has with you, such as a loan, and what moves on them',
	operations: { get, create, getTransactions, getPayments },
};
