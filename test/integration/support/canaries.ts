import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

/** Recognisable, and with characters that addresses, forms, JSON and Base64 each write in their own way. */
const canary = (name: string) => `canary-${name}/"9Zq+ñ=${randomUUID()}`;
/** What goes into a header has to be ASCII. */
const inHeader = (name: string) => canary(name).replace('ñ', 'n');

/** One for each field of a credential, and each parameter, that holds a secret; and for what is made or got with them. */
export const secrets = {
	apiKey: inHeader('key'),
	apiToken: inHeader('token'),
	secretKey: canary('secret'),
	clientKey: inHeader('client'),
	mensatekUser: inHeader('user'),
	mensatekToken: canary('mensatek'),
	password: canary('password'),
	session: canary('session'),
	webhookSecret: canary('webhook'),
	reportPassword: canary('report'),
	urlSecret: `canary-url-${randomUUID()}`,
	signerToken: canary('signer'),
	otpToken: canary('otp'),
	code: canary('code'),
	satPassword: canary('sat'),
	privateKey: Buffer.from(canary('efirma-key')).toString('base64'),
	linkSignature: `canary-link-${randomUUID()}`,
	loginInAddress: `canary-address-${randomUUID()}`,
};
type Name = keyof typeof secrets;

/** The credentials of a provider that lives at `url`, by type. */
export function credentialsAt(url: string): Record<string, IDataObject> {
	const { apiKey, apiToken, clientKey, secretKey, mensatekUser, mensatekToken, password } = secrets;
	const functions = { creditsFunction: 'GetCredits', pdfFunction: 'GetPdf' };
	return {
		keynuaApi: { environment: 'custom', baseUrl: url, apiKey, apiToken },
		dynamiCoreApi: { baseUrl: url, clientKey, secretKey, scheme: 'Ictineo' },
		mensatekApi: { baseUrl: url, apiUser: mensatekUser, apiToken: mensatekToken, ...functions },
		firmafyApi: { baseUrl: url, user: 'user@example.com', password, idShow: 'show' },
	};
}

/** The names of the secrets that the text holds, in any spelling. */
export function found(text: string): string[] {
	const names = Object.keys(secrets) as Name[];
	// However often JSON was written into JSON: without its backslashes it is the text again.
	const bare = text.replaceAll('\\', '');
	return names.filter((name) =>
		spellings(secrets[name]).some((spelling) => text.includes(spelling) || bare.includes(spelling)),
	);
}

/** In plain text, as JSON within JSON, in an address, in a form, in Base64 at each of its three beginnings, in hex. */
function spellings(secret: string): string[] {
	const inJson = JSON.stringify(secret).slice(1, -1);
	const inForm = new URLSearchParams({ s: secret }).toString().slice('s='.length);
	const base64 = [0, 1, 2].map((before) =>
		Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
			.toString('base64')
			.slice(4, -4),
	);
	const hex = Buffer.from(secret).toString('hex');
	return [
		secret,
		inJson,
		JSON.stringify(inJson).slice(1, -1),
		secret.replaceAll('ñ', 'u00f1'),
		encodeURIComponent(secret),
		inForm,
		...base64,
		hex,
	];
}

/** What a person enters into a node's own fields stands in the workflow: that copy is left out, and nothing else. */
export function shown(execution: unknown): string {
	return JSON.stringify(execution, (key, value: unknown) =>
		['workflowData', 'node', 'parameters'].includes(key) && typeof value === 'object' ? undefined : value,
	);
}

/** A text as an n8n expression, with the provider's mood behind it. */
export const withMood = (secret: string) => `={{ ${JSON.stringify(secret)} + $json.mood }}`;
