import type { Endpoint, Operation } from '../../../runtime/operation';
import { signerToken, signerTokenField } from '../../signer';
import { keynuaRequest } from '../../transport';
import { itemValues, itemValuesField } from './itemValues';
import { otpTokenField, otpTokenOf } from './otpToken';
import { pendingEndpoint } from './pendingItems';

/** "Enviar información de firma". */
const endpoint: Endpoint = {
	method: 'PUT',
	path: '/contracts/v2/sign/batch',
	effect: 'write',
	answersWith: 'ok',
	withoutCredential: true,
};

export const submitItems: Operation = {
	name: 'Submit Items',
	action: 'Submit the items of a signer',
	description: 'Sign for a person: send what they gave on your own signing page',
	endpoints: [endpoint, pendingEndpoint],
	howToCheck: 'Get the pending items: those that arrived are no longer among them.',
	properties: [signerTokenField, itemValuesField, otpTokenField],

	async execute(item) {
		const token = signerToken(item);
		const otp = otpTokenOf(item);
		const items = await itemValues(item, token);
		const body = { token, items, ...otp.body };
		const values = { body, secrets: () => [token, ...otp.secrets] };
		return [{ json: await keynuaRequest(item.context, endpoint, values) }];
	},
};
