import type { Endpoint, Operation } from '../../../runtime/operation';
import { signerTokenField } from '../../signer';
import { asSigner } from './auth';

const endpoint: Endpoint = {
	method: 'POST',
	path: '/send-otp/v1/details',
	effect: 'read',
	withoutCredential: true,
};

export const getDetails: Operation = {
	name: 'Get Details',
	action: 'Get the details of a one time code',
	description: 'See whether a code was sent, how, when another may be asked for, and how many tries are left',
	endpoints: [endpoint],
	properties: [signerTokenField],

	async execute(item) {
		return [{ json: await asSigner(item, endpoint) }];
	},
};
