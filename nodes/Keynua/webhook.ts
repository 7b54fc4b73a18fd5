import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { topLevelValue } from '../runtime/jsonText';
import { isRecent, sameText } from '../runtime/webhook';

/** A delivery is as old as its time stamp says; Keynua's token is good for 24 hours. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

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
 * Checks a delivery as "Verificar Keynua Signature Webhook" and "… V2" say, and gives its content.
 *
 * Every signature that is there has to be right, and one has to be there: older webhooks have no V2. Only the first
 * covers the content, and the documentation does not say how the payload becomes text. Both readings are accepted: the
 * bytes as they came, and the payload written anew as JSON. What is returned was parsed from the covered text.
 *
 * @param body the raw body
 * @returns the delivery, or why it is refused
 */
export function verify(
	body: string,
	headers: SignedHeaders,
	secret: string,
	now = Date.now(),
): Delivery | { refused: string } {
	const { timestamp = '', signature, signatureV2, token = '' } = headers;
	if (!signature && !signatureV2) return { refused: 'signature is missing' };
	if (!isRecent(timestamp, MAX_AGE_MS, now))
		return { refused: 'time stamp is missing or older than 24 hours' };
	if (signatureV2 && !sameText(signatureV2, sha256(token + timestamp + secret))) {
		return { refused: 'signature V2 does not match' };
	}
	const parsed = parseObject(body);
	if (!parsed) return { refused: 'body is not a JSON object' };
	const payload = signature ? coveredPayload(body, parsed, signature, timestamp + secret) : parsed.payload;
	if (payload === undefined) return { refused: 'signature does not match' };
	const type = String(parsed.type);
	if (headers.type !== undefined && headers.type !== type) return { refused: 'type differs from the header' };
	return { type, accountId: parsed.accountId as string | undefined, payload: payload as IDataObject };
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

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

function parseObject(text: string): IDataObject | undefined {
	try {
		const parsed: unknown = JSON.parse(text);
		return parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)
			? (parsed as IDataObject)
			: undefined;
	} catch {
		return undefined;
	}
}
