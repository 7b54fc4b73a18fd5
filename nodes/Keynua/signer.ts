import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../runtime/form/item';
import { tokenIn } from './signingPage';

export const signerTokenField: INodeProperties = {
	displayName: 'Signer Token',
	name: 'signerToken',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	placeholder: 'e.g. eyJ0eXAiOiJKV1Qi… or the signing link',
	description:
		'The token of the person who signs, from “users” of the contract (“userToken” of a verification). The whole signing link will do as well.',
};

/** The signer's token, with which the person can sign: it proves who they are, so it must not be shown. */
export function signerToken(item: Item): string {
	return tokenIn(item.text('signerToken'));
}
