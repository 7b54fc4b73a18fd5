import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

const notAccepted =
	'Mensatek does not accept this API user and token. Correct them before you test again: it blocks callers that repeat wrong calls.';

const notMensatek =
	'What answers at this address is not Mensatek’s API: check the base URL and the credits function';

const refused =
	'Mensatek refused the call for the credits. Check the credits function before you test again: it blocks callers that repeat wrong calls.';

/** What Mensatek's functions are known to answer, besides -1, where `Res` is a number and not a text. */
const REFUSALS = [-2, -3, -4, -5, -6, -7, -8, -9, -10, -50];

function whenBody(key: string, value: unknown, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}

/** API user and API token of a Mensatek account, sent as HTTP Basic (Identity Verification Send API 3.0). */
export class MensatekApi implements ICredentialType {
	name = 'mensatekApi';

	displayName = 'Mensatek API';

	icon: Icon = { light: 'file:../icons/mensatek.svg', dark: 'file:../icons/mensatek.dark.svg' };

	documentationUrl =
		'https://esign-kyc.example/blob/main/docs/credentials.md#mensatek-api';

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

	/**
	 * Asks once for the credits, which Mensatek recommends "as a functioning test". A refusal is a 200 whose `Res` is
	 * negative, or, as in old versions, a bare number or text in place of an object; an answer without `Res` is somebody
	 * else's. A rule knows equality only, so a negative number in a text is told by its first character.
	 */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: '={{ $credentials.baseUrl.replace(/\\/+$/, "") }}',
			url: '=/{{ $credentials.creditsFunction }}',
			body: { Resp: 'JSON' },
		},
		rules: [
			whenBody('constructor.name', 'Number', notAccepted),
			whenBody('constructor.name', 'String', notMensatek),
			whenBody('Res', '-1', notAccepted),
			whenBody('Res', -1, notAccepted),
			whenBody('Res.0', '-', refused),
			...REFUSALS.map((res) => whenBody('Res', res, refused)),
			whenBody('Res', '', notMensatek),
			whenBody('Res', null, notMensatek),
			whenBody('Res', undefined, notMensatek),
		],
	};
}
