import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../refusal';

/** What a request's signature covers, exactly as it went over the wire. */
export interface SignedRequest {
	method: string;
	/** Path and query string as sent, not decoded. */
	url: string;
	/** The raw body; '' for GET and for multipart. */
	body: string;
}

export interface DynamiCoreCredentials {
	clientKey: string;
	secretKey: string;
}

/** The clock window is not documented; five minutes is the sandbox's own. */
const window = 5 * 60 * 1000;

/**
 * The text that is signed ("Authentication", `requestData`): timestamp, method, path, query string and body,
 * without separators, trimmed.
 */
export function signedText(timestamp: string, { method, url, body }: SignedRequest): string {
	const question = url.indexOf('?');
	const path = question < 0 ? url : url.slice(0, question);
	const query = question < 0 ? '' : url.slice(question + 1);
	const signedBody = method === 'GET' ? '' : body;
	// The document's pattern for the path needs a character after the slash.
	return [timestamp, method, path === '/' ? '' : path, query, signedBody].join('').trim();
}

/**
 * The digest of the document's script: HMAC-SHA256 in hex, whose key is the *text* of the secret's SHA-512 in
 * hex. (The prose says SHA-512; only the key is made with it.)
 */
export function digest(message: string, secretKey: string): string {
	const key = createHash('sha512').update(secretKey, 'utf8').digest('hex');
	return createHmac('sha256', key).update(message, 'utf8').digest('hex');
}

/**
 * Verifies `Authorization: <scheme> <clientKey>:<timestamp>:<digest>`.
 * Refuses 401 with the reason: the header's form, the scheme (unless it may be `any`), the key, the clock, the body or the
 * digest. With `unchecked`, body and digest are not looked at.
 */
export function verifySignature(
	header: string | undefined,
	request: SignedRequest,
	credentials: DynamiCoreCredentials,
	scheme: string,
	{ now = Date.now(), unchecked = false } = {},
): void {
	if (!header) throw unauthorized('the request has no Authorization header');
	const parts = /^(\S+) ([^:\s]+):([^:\s]+):([^:\s]+)$/.exec(header);
	if (!parts) throw unauthorized(`Authorization must be "${scheme} <client key>:<timestamp>:<digest>"`);
	const [, word, clientKey, timestamp, given] = parts;
	if (scheme !== 'any' && word !== scheme)
		throw unauthorized(`the scheme word is "${word}", not "${scheme}"`);
	if (clientKey !== credentials.clientKey) throw unauthorized('the client key is unknown');
	assertTime(timestamp, now);
	if (unchecked) return;
	assertCompactJson(request);
	const message = signedText(timestamp, request);
	if (same(given, digest(message, credentials.secretKey))) return;
	throw unauthorized(`the digest is wrong; expected was that of: ${message.slice(0, 300)}`);
}

function assertTime(timestamp: string, now: number): void {
	if (!/^\d+$/.test(timestamp)) throw unauthorized('the timestamp must be digits');
	const difference = Math.abs(now - Number(timestamp));
	if (difference <= window) return;
	const hint = timestamp.length <= 10 ? ' (it must be in milliseconds)' : '';
	throw unauthorized(`the timestamp is more than 5 minutes off${hint}`);
}

/** The script signs `JSON.stringify(JSON.parse(body))`, so only that text can be what was sent and signed. */
function assertCompactJson({ method, body }: SignedRequest): void {
	if (method === 'GET' || body === '' || compact(body) === body) return;
	throw unauthorized('body is not the compact JSON that was signed');
}

function compact(body: string): string | undefined {
	try {
		return JSON.stringify(JSON.parse(body));
	} catch {
		return undefined;
	}
}

function same(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}

function unauthorized(reason: string): Refusal {
	return new Refusal(401, reason);
}
