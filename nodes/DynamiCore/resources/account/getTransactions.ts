import type { Endpoint, Operation } from '../../../runtime/operation';
import { returnAllFields, wantedCount } from '../../../runtime/form/limit';
import { accountIdField } from '../../ids';
import { dynamiCoreRequest } from '../../transport';

const endpoint: Endpoint = { method: 'GET', path: '/v1/accounts/{accountId}/transactions', effect: 'read' };

export const getTransactions: Operation = {
	name: 'Get Transactions',
	action: 'Get transactions of an account',
	description: 'Get what was booked on an account',
	endpoints: [endpoint],
	properties: [accountIdField, ...returnAllFields],

	async execute(item) {
		const wanted = wantedCount(item);
		const path = { accountId: item.text('accountId') };
		const transactions = await dynamiCoreRequest(item.context, endpoint, { path });
		return transactions.slice(0, wanted).map((json) => ({ json }));
	},
};
