import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { topLevelValue } from '../runtime/jsonText';
import { markOf } from '../runtime/redeliveries';
import { isRecent, sameText } from '../runtime/webhook';
import { textOf } from '../runtime/text';

export interface Delivery {
	type: string;
	accountId?: string;
	payload: IDataObject;
}

export interface SignedHeaders {
	type?: string;
	timestamp?: string;
	token?: string;
	/** SHA-256 over payload, time stamp and secret: the only one that covers the content. */
	signature?: string;
	/** SHA-256 over token, time stamp and secret. */
	signatureV2?: string;
}

/** Reads Keynua's headers ("Especificación del Webhook"). `headers` has names in lower case, as n8n gives them. */
export function signedHeaders(headers: IDataObject): SignedHeaders {
	const header = (name: string) => headers[`x-keynua-webhook-${name}`] as string | undefined;
	return {
		type: header('type'),
		timestamp: header('ts'),
		token: header('token'),
		signature: header('sig')?.toLowerCase(),
		signatureV2: header('sigv2')?.toLowerCase(),
	};
}

/**
 * When a webhook is enabled in Keynua's portal, Keynua calls the address once and wants the answer `KEYNUA`. That call
 * carries no payload and no signature. It starts nothing, so anybody may have that answer.
 */
export function isActivation(body: string): boolean {
	if (body.trim() === '') return true;
	const parsed = parseObject(body);
	return parsed !== undefined && (parsed.type === 'SubscriptionConfirmation' || !('payload' in parsed));
}

/**
 * Which signatures a delivery must have:
 * - `auto`: every one that is there has to be right, and one has to be there (older webhooks have no V2);
 * - `v1`, `v2`: that one has to be there and right, the other does not matter;
 * - `off`: none. Anybody who knows the address can start the workflow.
 */
export type SignatureMode = 'auto' | 'v1' | 'v2' | 'off';

export interface Rules {
	mode: SignatureMode;
	secret: string;
	/** How old a delivery may be, by its time stamp. Keynua's token is good for 24 hours. */
	maxAgeMs: number;
}

/**
 * Checks a delivery as "Verificar Keynua Signature Webhook" and "… V2" say, and gives its content.
 *
 * Only the first signature covers the content, and the documentation does not say how the payload becomes text. Both
 * readings are accepted: the bytes as they came, and the payload written anew as JSON. What is returned was parsed from
 * the covered text.
 *
 * @param body the raw body
 * @returns the delivery, or why it is refused
 */
export function verify(
	body: string,
	headers: SignedHeaders,
	rules: Rules,
	now = Date.now(),
): Delivery | { refused: string } {
	const { mode } = rules;
	const refused = mode === 'off' ? undefined : refusalOf(headers, rules, now);
	if (refused !== undefined) return { refused };
	const parsed = parseObject(body);
	if (!parsed) return { refused: 'body is not a JSON object' };
	const signature = mode === 'auto' || mode === 'v1' ? headers.signature : undefined;
	const rest = (headers.timestamp ?? '') + rules.secret;
	const payload = signature ? coveredPayload(body, parsed, signature, rest) : parsed.payload;
	if (payload === undefined) return { refused: 'signature does not match' };
	if (!isObject(payload)) return { refused: 'payload is not an object' };
	const type = textOf(parsed.type);
	if (mode !== 'off' && headers.type !== undefined && headers.type !== type)
		return { refused: 'type differs from the header' };
	return { type, accountId: parsed.accountId as string | undefined, payload };
}

/** What can be said against a delivery by its headers alone. */
function refusalOf(headers: SignedHeaders, { mode, secret, maxAgeMs }: Rules, now: number) {
	const { timestamp = '', signature, signatureV2, token = '' } = headers;
	if (mode === 'v1' && !signature) return 'signature is missing';
	if (mode === 'v2' && !signatureV2) return 'signature V2 is missing';
	if (!signature && !signatureV2) return 'signature is missing';
	if (!isRecent(timestamp, maxAgeMs, now)) return 'time stamp is missing or too old';
	const isV2Wrong = signatureV2 && !sameText(signatureV2, sha256(token + timestamp + secret));
	return mode !== 'v1' && isV2Wrong ? 'signature V2 does not match' : undefined;
}

/** The payload, read from the text that the signature covers; undefined when it covers no reading of it. */
function coveredPayload(body: string, parsed: IDataObject, signature: string, rest: string): unknown {
	const readings = [() => topLevelValue(body, 'payload'), () => JSON.stringify(parsed.payload)];
	for (const reading of readings) {
		const text = reading();
		if (text !== undefined && sameText(signature, sha256(text + rest))) return JSON.parse(text);
	}
	return undefined;
}

/**
 * Two deliveries with the same mark are the same event with the same content, however they were signed. Links count
 * without their query, since each time they are signed anew.
 */
export function markOfDelivery({ type, accountId, payload }: Delivery): string {
	return markOf([type, accountId, withoutQueries(payload)]);
}

function withoutQueries(value: unknown): unknown {
	if (typeof value === 'string') return /^https?:\/\//.test(value) ? value.split('?')[0] : value;
	if (Array.isArray(value)) return value.map(withoutQueries);
	if (!isObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutQueries(inner)]));
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

function parseObject(text: string): IDataObject | undefined {
	try {
		const parsed: unknown = JSON.parse(text);
		return isObject(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is IDataObject {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}
