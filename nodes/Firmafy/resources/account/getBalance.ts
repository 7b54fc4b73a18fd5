import type { Operation } from '../../../runtime/operation';
import { endpointFor } from '../../provider';
import { firmafyRequest } from '../../transport';

const endpoint = endpointFor('balance', 'read');

export const getBalance: Operation = {
	name: 'Get Balance',
	action: 'Get the balance of an account',
	description: 'Get the signature credits, SMS, megabytes and days that are left',
	endpoints: [endpoint],
	properties: [],

	async execute({ context }) {
		return [{ json: await firmafyRequest(context, endpoint) }];
	},
};
