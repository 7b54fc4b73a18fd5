import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/**
 * User, password and id_show of a Firmafy account. The node logs in with them by itself: Firmafy has no keys, but
 * sessions, whose token goes into the form of each call. The nodes test it.
 */
export class FirmafyApi implements ICredentialType {
	name = 'firmafyApi';

	displayName = 'Firmafy API';

	icon: Icon = { light: 'file:../icons/firmafy.svg', dark: 'file:../icons/firmafy.dark.svg' };

	documentationUrl = 'https://esign-kyc.example/blob/main/docs/credentials.md#firmafy-api';

	properties: INodeProperties[] = [
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. firmas@company.es',
			description:
				'The user (usuario) with which you log in to Firmafy. Firmafy’s support has to allow it the API.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The password of that user',
		},
		{
			displayName: 'Account ID (id_show)',
			name: 'idShow',
			type: 'string',
			default: '',
			required: true,
			description: 'The public key (id_show) of your account: see Configuración in Firmafy’s panel',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.firmafy.com',
			required: true,
			description: 'Leave as it is, unless you use a sandbox or a proxy',
		},
	];
}
