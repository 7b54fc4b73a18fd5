import type { Endpoint, Operation } from '../../../runtime/operation';
import { signerTokenField } from '../../signer';
import { asSigner } from './auth';

const endpoint: Endpoint = {
	method: 'PUT',
	path: '/send-otp/v1',
	effect: 'write',
	answersWith: 'sent',
	withoutCredential: true,
};

export const send: Operation = {
	name: 'Send',
	action: 'Send a one time code',
	description:
		'Send a one-time code to a signer, the way the template says: by SMS, e-mail, or your webhook (event OTP Created)',
	endpoints: [endpoint],
	howToCheck: '“Get Details” tells whether a code was sent.',
	properties: [signerTokenField],

	async execute(item) {
		return [{ json: await asSigner(item, endpoint, {}) }];
	},
};
