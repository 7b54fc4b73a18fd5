import type { Endpoint, Operation } from '../../../runtime/operation';
import { signerToken, signerTokenField } from '../../signer';
import { keynuaRequest } from '../../transport';
import { wholeNumber } from './itemValues';
import { otpTokenField, otpTokenOf } from './otpToken';

/** Only in Keynua's documents of 2023 ("Paso 3: actualizar el valor del item"). */
const endpoint: Endpoint = {
	method: 'PUT',
	path: '/contracts/v1/sign',
	effect: 'write',
	answersWith: 'id',
	withoutCredential: true,
};

export const updateItem: Operation = {
	name: 'Update Item (Older)',
	action: 'Update an item of a signer the older way',
	description: 'Send one photo or video of a signer. Keynua replaced this with Submit Items in 2025.',
	endpoints: [endpoint],
	howToCheck: 'Get the contract: the version of the item has grown when it was done.',
	properties: [
		signerTokenField,
		{
			displayName: 'Item ID',
			name: 'itemId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1',
			description: 'ID of the item, from “items” of the contract',
		},
		{
			displayName: 'Version',
			name: 'version',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1',
			description: 'Version of the item, from “items” of the contract',
		},
		{
			displayName: 'Link ID',
			name: 'linkId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. {{ $json.linkId }}',
			description: 'The “linkId” that Upload File gave',
		},
		otpTokenField,
	],

	async execute(item) {
		const token = signerToken(item);
		const otp = otpTokenOf(item);
		const body = {
			token,
			itemId: wholeNumber(item, item.text('itemId'), 'Item ID'),
			version: wholeNumber(item, item.text('version'), 'Version'),
			value: { linkId: item.text('linkId') },
			...otp.body,
		};
		const values = { body, secrets: () => [token, ...otp.secrets] };
		return [{ json: await keynuaRequest(item.context, endpoint, values) }];
	},
};
