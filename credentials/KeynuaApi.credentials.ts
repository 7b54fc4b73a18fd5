import type { IAuthenticateGeneric, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/**
 * API key and API token of a Keynua account, sent as headers (Keynua documentation, "Autenticación"). The nodes test it
 * (`testedBy`): a web page or another API at a wrong address is no success.
 */
export class KeynuaApi implements ICredentialType {
	name = 'keynuaApi';

	displayName = 'Keynua API';

	icon: Icon = { light: 'file:../icons/keynua.svg', dark: 'file:../icons/keynua.dark.svg' };

	documentationUrl = 'https://esign-kyc.example/blob/main/docs/credentials.md#keynua-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{
					name: 'Production',
					value: 'production',
					description: 'Real contracts and verifications, at api.keynua.com',
				},
				{
					name: 'Staging',
					value: 'staging',
					description: 'Keynua’s test environment (Pruebas), at api.stg.keynua.com',
				},
				{ name: 'Custom', value: 'custom', description: 'Another address, such as a sandbox or a proxy' },
			],
			default: 'production',
			description: 'Where the account lives. Keys of one environment do not work in the other.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:4010/keynua',
			displayOptions: { show: { environment: ['custom'] } },
			description: 'Address that stands in for https://api.keynua.com, without a path of an endpoint',
		},
		{
			displayName: 'Signing Page URL',
			name: 'signingPageUrl',
			type: 'string',
			default: 'https://sign.keynua.com',
			displayOptions: { show: { environment: ['custom'] } },
			description: 'Address that signing links begin with',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The value “Secret” of the API key in Keynua’s Developers section, not its ID',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The value “Secret” of the API token in Keynua’s Developers section, not its ID',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: { 'x-api-key': '={{ $credentials.apiKey }}', authorization: '={{ $credentials.apiToken }}' },
		},
	};
}
