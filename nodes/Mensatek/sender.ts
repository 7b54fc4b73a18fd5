import type { IDataObject } from 'n8n-workflow';
import { sameText } from '../runtime/webhook/webhook';

/** The fields of a Mensatek Webhook API credential. */
export interface WebhookCredential extends IDataObject {
	verifyBy?: 'basic' | 'secret' | 'both';
	user?: string;
	password?: string;
	urlSecret?: string;
}

/** What a caller shows for itself. Values are as they arrived, so nothing is sure about their type. */
export interface Caller {
	authorization: unknown;
	secret: unknown;
}

const SHORTEST_SECRET = 16;

/**
 * Mensatek does not sign its reports; it can log in with Basic authentication, and call an address with a secret in it.
 * Every way that the credential asks for has to be right. Values are compared in constant time.
 *
 * @returns why the caller is turned away, or undefined when it is Mensatek
 */
export function refusalReason(
	{ authorization, secret }: Caller,
	credential: WebhookCredential,
): string | undefined {
	const { verifyBy = 'basic', user, password, urlSecret } = credential;
	const login = user && password ? `${user}:${password}` : '';
	if (verifyBy !== 'secret' && !isSame(loginIn(authorization), login))
		return 'user or password is missing or wrong';
	if (verifyBy !== 'basic' && !isSame(secret, urlSecret)) return 'secret in the URL is missing or wrong';
	return undefined;
}

/** An empty expectation is met by nothing: a credential that was not filled in lets nobody in. */
function isSame(given: unknown, expected = ''): boolean {
	return typeof given === 'string' && expected !== '' && sameText(given, expected);
}

/** The `user:password` of a header `Authorization: Basic …`. */
function loginIn(authorization: unknown): string | undefined {
	if (typeof authorization !== 'string') return undefined;
	const [, encoded] = /^Basic +([\w+/=-]+)$/i.exec(authorization) ?? [];
	return encoded && Buffer.from(encoded, 'base64').toString('utf8');
}

/**
 * Only a report can prove a login or a secret. What can be seen beforehand is what would never work, or not be safe.
 * @returns a sentence about it, or undefined when the credential can be used
 */
export function weaknessOf({
	verifyBy = 'basic',
	user,
	password,
	urlSecret,
}: WebhookCredential): string | undefined {
	if (verifyBy !== 'secret' && !(user && password)) return 'Fill in the user and the password';
	if (verifyBy !== 'secret' && user?.includes(':'))
		return 'The user must not have a colon in it: Basic authentication could not tell where the password begins';
	if (verifyBy !== 'basic' && !/^[\w-]+$/.test(urlSecret ?? ''))
		return 'The secret may have letters, digits, dashes and underscores only, so that it fits into a URL';
	if (verifyBy !== 'basic' && String(urlSecret).length < SHORTEST_SECRET)
		return `The secret has to have at least ${SHORTEST_SECRET} characters, so that nobody can guess it`;
	return undefined;
}
