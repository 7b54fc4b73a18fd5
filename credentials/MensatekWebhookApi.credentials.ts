import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** What proves that a report comes from Mensatek, which does not sign them: a login, a secret in the address, or both. */
export class MensatekWebhookApi implements ICredentialType {
	name = 'mensatekWebhookApi';

	displayName = 'Mensatek Webhook API';

	icon: Icon = { light: 'file:../icons/mensatek.svg', dark: 'file:../icons/mensatek.dark.svg' };

	documentationUrl = 'https://esign-kyc.example/blob/main/docs/credentials.md#mensatek-webhook-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Verify By',
			name: 'verifyBy',
			type: 'options',
			options: [
				{
					name: 'Basic Authentication',
					value: 'basic',
					description: 'Mensatek logs in with a user and a password that you enter in its panel, too',
				},
				{
					name: 'Secret in the URL',
					value: 'secret',
					description:
						'The URL that you give to Mensatek ends in ?secret=… . It may show up in logs on the way.',
				},
				{ name: 'Both', value: 'both', description: 'The login and the secret have to be right' },
			],
			default: 'basic',
			description: 'How n8n knows that a report comes from Mensatek. Anything else is turned away.',
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { verifyBy: ['basic', 'both'] } },
			description:
				'Make one up, and enter the same in Mensatek’s panel, under Your Data → Configure Account → API',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { verifyBy: ['basic', 'both'] } },
			description: 'Make a long one up, and enter the same in Mensatek’s panel',
		},
		{
			displayName: 'Secret',
			name: 'urlSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { verifyBy: ['secret', 'both'] } },
			description:
				'At least 16 letters, digits, dashes or underscores. In Mensatek’s panel, write ?secret= and this text behind the trigger’s URL.',
		},
	];
}
