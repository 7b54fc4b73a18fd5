import { createHash, createHmac } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { parsedJson, textOf, withoutEndSlashes } from '../runtime/text';

export interface SigningKeys {
	clientKey: string;
	secretKey: string;
	/** The word before the signature: `Ictineo` in the documentation. */
	scheme: string;
}

/** The HTTP Request node says `uri` where everyone else says `url`. */
type RequestOptions = IHttpRequestOptions & { uri?: string };

/** Signs a request with the keys of a credential. */
export function signedWith(
	credentials: ICredentialDataDecryptedObject,
	options: RequestOptions,
): RequestOptions {
	const { clientKey, secretKey, scheme, customScheme } = credentials as Record<string, string>;
	const word = scheme === 'custom' ? customScheme.trim() : scheme;
	return signed(options, { clientKey, secretKey, scheme: word });
}

/**
 * Signs a request as DynamiCore's documentation says in "Authentication", over the very bytes that go on the wire:
 * the query is written into the URL and the body turned into its JSON text here, so that nobody encodes them anew.
 * n8n may call this twice for one request; the second call signs the same bytes with a new time.
 */
export function signed(options: RequestOptions, keys: SigningKeys, now = Date.now()): RequestOptions {
	const target = absoluteUrl(options);
	const body = bodyText(options);
	const hasText = body !== undefined && body !== '';
	const request: RequestOptions = {
		...options,
		url: target,
		...(options.uri !== undefined && { uri: target }),
		...(hasText && { body }),
		headers: {
			...options.headers,
			...(hasText && { 'Content-Type': 'application/json' }),
			Authorization: authorization(options.method ?? 'GET', target, body ?? '', keys, now),
		},
	};
	delete request.baseURL;
	delete request.qs;
	// An empty object would be sent as `{}`, which is not the empty text that was signed.
	if (body === '') delete request.body;
	return request;
}

/**
 * The Authorization header: `<scheme> <client key>:<milliseconds>:<HMAC-SHA256 in hex>`.
 * The HMAC's key is the hex text of the secret's SHA-512, not its bytes.
 *
 * @param url absolute, exactly as it is sent
 * @param body the JSON text as it is sent; ignored for GET
 */
export function authorization(
	method: string,
	url: string,
	body: string,
	keys: SigningKeys,
	now: number,
): string {
	const { path, query } = pathAndQuery(url);
	const message = [now, method, path, query, method === 'GET' ? '' : body].join('').trim();
	const digest = createHmac('sha256', hmacKey(keys.secretKey)).update(message).digest('hex');
	return `${keys.scheme} ${keys.clientKey}:${now}:${digest}`;
}

let latest = { secretKey: '', key: '' };

/** One credential signs request after request, so its key is kept. */
function hmacKey(secretKey: string): string {
	if (latest.secretKey !== secretKey || latest.key === '') {
		latest = { secretKey, key: createHash('sha512').update(secretKey).digest('hex') };
	}
	return latest.key;
}

/** As the documentation cuts the URL: the path needs at least one character after its slash. */
function pathAndQuery(url: string): { path: string; query: string } {
	const [, afterHost = ''] = /^\w+:\/\/[^/?#]*(.*)$/s.exec(url) ?? [];
	const path = /^\/[^?#]+/.exec(afterHost)?.[0] ?? '';
	const mark = url.indexOf('?');
	return { path, query: mark < 0 ? '' : url.slice(mark + 1) };
}

function absoluteUrl({ baseURL = '', url, uri, qs }: RequestOptions): string {
	const target = uri ?? url;
	const isAbsolute = /^https?:\/\//i.test(target);
	const address = new URL(
		isAbsolute ? target : `${withoutEndSlashes(baseURL)}/${target.replace(/^\/+/, '')}`,
	);
	address.hash = '';
	for (const [name, value] of Object.entries(qs ?? {})) {
		const values = (Array.isArray(value) ? value : [value]).filter(
			(entry) => entry !== undefined && entry !== null,
		);
		for (const entry of values) address.searchParams.append(name, textOf(entry));
	}
	return address.href;
}

/** The JSON text of the body; undefined for forms and files, whose body DynamiCore does not sign. */
function bodyText({ body }: RequestOptions): string | undefined {
	if (body === undefined || body === null) return '';
	if (typeof body === 'string') return compact(body);
	const isPlain = Array.isArray(body) || Object.getPrototypeOf(body) === Object.prototype;
	if (!isPlain) return undefined;
	return Object.keys(body as IDataObject).length === 0 ? '' : JSON.stringify(body);
}

/** The documentation signs the JSON parsed and written again, so that is what has to be sent. */
function compact(text: string): string | undefined {
	return text === '' ? '' : JSON.stringify(parsedJson(text));
}
