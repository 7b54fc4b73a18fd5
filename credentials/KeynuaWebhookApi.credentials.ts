import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** The secret that Keynua shows when a webhook is created. It proves that a delivery comes from Keynua. */
export class KeynuaWebhookApi implements ICredentialType {
	name = 'keynuaWebhookApi';

	displayName = 'Keynua Webhook API';

	icon: Icon = { light: 'file:../icons/keynua.svg', dark: 'file:../icons/keynua.dark.svg' };

	documentationUrl = 'https://esign-kyc.example/blob/main/docs/credentials.md#keynua-webhook-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The “secret” that Keynua’s Developers section shows when you create the webhook',
		},
	];
}
