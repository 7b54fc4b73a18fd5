import type { Operation } from '../../../runtime/operation';
import { endpointFor } from '../../provider';
import { firmafyRequest } from '../../transport';

export const balanceEndpoint = endpointFor('balance', 'read', 'credits');

export const getBalance: Operation = {
	name: 'Get Balance',
	action: 'Get the balance of an account',
	description: 'Get the signature credits, SMS, megabytes and days that are left',
	endpoints: [balanceEndpoint],
	properties: [],

	async execute({ context }) {
		return [{ json: await firmafyRequest(context, balanceEndpoint) }];
	},
};
