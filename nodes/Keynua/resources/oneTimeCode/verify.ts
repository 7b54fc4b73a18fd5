import type { Endpoint, Operation } from '../../../runtime/operation';
import { signerTokenField } from '../../signer';
import { asSigner } from './auth';

const endpoint: Endpoint = {
	method: 'POST',
	path: '/send-otp/v1',
	effect: 'write',
	answersWith: 'otpToken',
	withoutCredential: true,
};

export const verify: Operation = {
	name: 'Verify',
	action: 'Verify a one time code',
	description: 'Check the code that a signer typed, and get the otpToken that Submit Items takes',
	endpoints: [endpoint],
	howToCheck: '“Get Details” tells how many tries are left.',
	properties: [
		signerTokenField,
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 55sm9z',
			description: 'The code that the person typed',
		},
	],

	async execute(item) {
		return [{ json: await asSigner(item, endpoint, { code: item.text('code') }) }];
	},
};
