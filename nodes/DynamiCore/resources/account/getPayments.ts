import type { Endpoint, Operation } from '../../../runtime/operation';
import { returnAllFields, wantedCount } from '../../../runtime/form/limit';
import { accountIdField } from '../../ids';
import { dynamiCoreRequest } from '../../transport';

const endpoint: Endpoint = { method: 'GET', path: '/v1/accounts/{accountId}/payments', effect: 'read' };

export const getPayments: Operation = {
	name: 'Get Payments',
	action: 'Get payments of an account',
	description: 'Get the payments that came in on an account',
	endpoints: [endpoint],
	properties: [accountIdField, ...returnAllFields],

	async execute(item) {
		const wanted = wantedCount(item);
		const path = { accountId: item.text('accountId') };
		const payments = await dynamiCoreRequest(item.context, endpoint, { path });
		return payments.slice(0, wanted).map((json) => ({ json }));
	},
};
