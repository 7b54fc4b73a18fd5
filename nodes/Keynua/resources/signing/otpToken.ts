import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';

export const otpTokenField: INodeProperties = {
	displayName: 'OTP Token',
	name: 'otpToken',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	placeholder: 'e.g. eyJ0eXAiOiJKV1Qi…',
	description:
		'The “otpToken” that Verify of One-Time Code gave. Only for contracts that ask for a one-time code.',
};

/** The token as part of the request's body, and what of it must not be shown. */
export function otpTokenOf(item: Item): { body: IDataObject; secrets: string[] } {
	const otpToken = item.optionalText('otpToken');
	return otpToken === undefined ? { body: {}, secrets: [] } : { body: { otpToken }, secrets: [otpToken] };
}
