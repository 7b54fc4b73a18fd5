import type { Endpoint, Operation } from '../../../runtime/operation';
import { keynuaRequest } from '../../transport';

const endpoint: Endpoint = {
	method: 'GET',
	path: '/identity-verification/v1/{verificationId}',
	effect: 'read',
};

export const get: Operation = {
	name: 'Get',
	action: 'Get an identity verification',
	description: 'Get an identity verification with its status, its steps and the data read from the document',
	endpoints: [endpoint],
	properties: [
		{
			displayName: 'Verification ID',
			name: 'verificationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 88b93325-82c4-40aa-9606-f49c757382ae',
			description: 'ID of the verification, as the output of Create and of the Keynua Trigger shows it',
		},
	],

	async execute(item) {
		const path = { verificationId: item.text('verificationId') };
		return [{ json: await keynuaRequest(item.context, endpoint, { path }) }];
	},
};
