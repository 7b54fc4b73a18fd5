import type { IAuthenticateGeneric, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** API user and API token of a Mensatek account, sent as HTTP Basic (Identity Verification Send API 3.0). The nodes test it. */
export class MensatekApi implements ICredentialType {
	name = 'mensatekApi';

	displayName = 'Mensatek API';

	icon: Icon = { light: 'file:../icons/mensatek.svg', dark: 'file:../icons/mensatek.dark.svg' };

	documentationUrl = 'https://esign-kyc.example/blob/main/docs/credentials.md#mensatek-api';

	properties: INodeProperties[] = [
		{
			displayName: 'API User',
			name: 'apiUser',
			type: 'string',
			default: '',
			required: true,
			description: 'In Mensatek’s panel, under Your Data → Configure Account',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In Mensatek’s panel, under Your Data → Configure Account',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.mensatek.com/v7',
			required: true,
			description:
				'Address in front of the names of the functions. The default is that of Mensatek’s API, version 7. Change it if Mensatek gave you another one, or to use a sandbox.',
		},
		{
			displayName: 'Credits Function',
			name: 'creditsFunction',
			type: 'string',
			default: 'GetCreditos',
			required: true,
			description:
				'Name of the function that gives the number of credits. The default is its name in version 7; the credential test calls it.',
		},
		{
			displayName: 'Certificate Function',
			name: 'pdfFunction',
			type: 'string',
			default: 'GetCertificadoVERIFICACION_IDENTIDAD',
			required: true,
			description:
				'Name of the function that gives the certificate. The default is a guess from the names of similar functions: compare it with the API documentation of your account, or ask Mensatek.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			auth: { username: '={{ $credentials.apiUser }}', password: '={{ $credentials.apiToken }}' },
		},
	};
}
