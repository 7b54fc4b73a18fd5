import type { INodeProperties } from 'n8n-workflow';
import type { Endpoint, Operation } from '../../../runtime/operation';
import type { Item } from '../../../runtime/form/item';
import { contractField } from '../../locators';
import { signerToken, signerTokenField } from '../../signer';
import { keynuaRequest } from '../../transport';

/** The one endpoint of "OTP" that takes the API keys. */
const endpoint: Endpoint = {
	method: 'POST',
	path: '/send-otp/v1/create-code-as-owner',
	effect: 'write',
	answersWith: 'code',
};

const shownFor = (signerBy: string) => ({ displayOptions: { show: { signerBy: [signerBy] } } });

const userIdField: INodeProperties = {
	displayName: 'Signer ID',
	name: 'userId',
	type: 'string',
	default: '0',
	required: true,
	description: 'ID of the person in the contract, from its “users”: 0 is the first',
};

export const createAsOwner: Operation = {
	name: 'Create as Owner',
	action: 'Create a one time code to send by yourself',
	description: 'Make a one-time code and get it, to send it to the signer by yourself',
	endpoints: [endpoint],
	howToCheck: '“Get Details” tells whether a code was made.',
	properties: [
		{
			displayName: 'Signer By',
			name: 'signerBy',
			type: 'options',
			options: [
				{ name: 'Contract and Signer ID', value: 'owner' },
				{ name: 'Signer Token', value: 'contract' },
			],
			default: 'owner',
			description: 'How you name the person the code is for',
		},
		{ ...contractField, ...shownFor('owner') },
		{ ...userIdField, ...shownFor('owner') },
		{ ...signerTokenField, ...shownFor('contract') },
	],

	async execute(item) {
		const { auth, secrets } = authOf(item);
		const values = { body: { auth }, secrets: () => secrets };
		return [{ json: await keynuaRequest(item.context, endpoint, values) }];
	},
};

/** "OwnerAuth" or "ContractAuth". */
function authOf(item: Item) {
	if (item.option('signerBy') === 'contract') {
		const token = signerToken(item);
		return { auth: { type: 'contract', token }, secrets: [token] };
	}
	const auth = { type: 'owner', contractId: item.text('contractId'), userId: item.text('userId') };
	return { auth, secrets: [] };
}
