import { hash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isRecent, sameText } from '../runtime/webhook/webhook';
import { isRecord, isTooDeep, parsedJson, textOf } from '../runtime/text';

export interface Delivery {
	type: string;
	accountId?: string;
	payload: IDataObject;
}

export interface SignedHeaders {
	timestamp?: string;
	token?: string;
	/** SHA-256 over payload, time stamp and secret: the only one that covers the content. */
	signature?: string;
	/** SHA-256 over token, time stamp and secret. */
	signatureV2?: string;
}

/**
 * Reads Keynua's headers ("Especificación del Webhook"). That of the type is not among them: no signature covers it, and
 * the body has the type too. `headers` has names in lower case, as n8n gives them.
 */
export function signedHeaders(headers: IDataObject): SignedHeaders {
	const header = (name: string) => headers[`x-keynua-webhook-${name}`] as string | undefined;
	return {
		timestamp: header('ts'),
		token: header('token'),
		signature: header('sig')?.toLowerCase(),
		signatureV2: header('sigv2')?.toLowerCase(),
	};
}

const CONFIRMATION = 'SubscriptionConfirmation';

/**
 * When a webhook is enabled in Keynua's portal, Keynua calls the address once and wants the answer `KEYNUA`. That call
 * carries no payload and no signature. It starts nothing, so anybody may have that answer.
 */
export function isActivation(body: string): boolean {
	if (body.trim() === '') return true;
	if (body.includes('"payload"') && !body.includes(CONFIRMATION)) return false;
	const parsed = parseObject(body);
	return parsed !== undefined && (parsed.type === CONFIRMATION || !('payload' in parsed));
}

/**
 * Which signatures a delivery must have:
 * - `auto`: V1 has to be there and right, and V2 too where it is there (older webhooks have none). V1 is what covers the
 *   content: were it enough to leave it out, the headers of one genuine delivery would open the way for any content;
 * - `v1`, `v2`: that one has to be there and right, the other does not matter;
 * - `off`: none. Anybody who knows the address can start the workflow.
 *
 * Neither covers `type` and `accountId`.
 */
export type SignatureMode = 'auto' | 'v1' | 'v2' | 'off';

export interface Rules {
	mode: SignatureMode;
	secret: string;
	/** How old a delivery may be, by its time stamp. Keynua's token is good for 24 hours. */
	maxAgeMs: number;
}

interface Refused {
	refused: string;
}

/** What the signatures of a delivery prove. */
export interface Proof {
	/** The JSON text of the payload that a signature covers, and a body that has the rest. */
	covered?: { payload: string; rest: string };
}

/**
 * Checks a delivery as "Verificar Keynua Signature Webhook" and "… V2" say, and gives its content: the payload is parsed
 * from the text that the signature covers.
 *
 * @param body the raw body
 * @returns the delivery, or why it is refused
 */
export function verify(
	body: string,
	headers: SignedHeaders,
	rules: Rules,
	now = Date.now(),
): Delivery | Refused {
	const proof = prove(body, headers, rules, now);
	if ('refused' in proof) return proof;
	const parsed = parseObject(proof.covered?.rest ?? body);
	if (!parsed) return { refused: 'body is not a JSON object' };
	const payload = proof.covered ? parseObject(proof.covered.payload) : parsed.payload;
	if (!isRecord(payload)) return { refused: 'payload is not an object' };
	return { type: textOf(parsed.type), accountId: parsed.accountId as string | undefined, payload };
}

/** Checks the signatures of a delivery, and reads nothing of it. */
export function prove(body: string, headers: SignedHeaders, rules: Rules, now = Date.now()): Proof | Refused {
	const { mode, secret } = rules;
	const refused = mode === 'off' ? undefined : refusalOf(headers, rules, now);
	if (refused !== undefined) return { refused };
	const { signature, timestamp = '' } = headers;
	if (!signature || mode === 'v2' || mode === 'off') return {};
	return coveredPayload(body, (text) => sameText(signature, sha256(text + timestamp + secret)));
}

/** What can be said against a delivery by its headers alone. */
function refusalOf(headers: SignedHeaders, { mode, secret, maxAgeMs }: Rules, now: number) {
	const { timestamp = '', signature, signatureV2, token = '' } = headers;
	if (mode === 'v2' && !signatureV2) return 'signature V2 is missing';
	if (mode !== 'v2' && !signature) return 'signature is missing';
	if (!isRecent(timestamp, maxAgeMs, now)) return 'time stamp is missing or too old';
	const isV2Wrong = signatureV2 && !sameText(signatureV2, sha256(token + timestamp + secret));
	return mode !== 'v1' && isV2Wrong ? 'signature V2 does not match' : undefined;
}

/**
 * The documentation does not say how the payload becomes text. Both readings are accepted: the bytes as they came, and
 * the payload written anew as JSON.
 */
function coveredPayload(body: string, isCovered: (text: string) => boolean): Proof | Refused {
	const cut = cutOut(body);
	if (isCovered(cut.payload)) return { covered: cut };
	const parsed = parseObject(body);
	if (!parsed) return { refused: 'body is not a JSON object' };
	const payload = JSON.stringify(parsed.payload) ?? '';
	return isCovered(payload) ? { covered: { payload, rest: body } } : { refused: 'signature does not match' };
}

/** Of what a body has, the payload alone is an object: it reaches from the first brace inside to the last one. */
function cutOut(body: string): { payload: string; rest: string } {
	const start = body.indexOf('{', body.indexOf('{') + 1);
	const end = body.lastIndexOf('}', body.lastIndexOf('}') - 1) + 1;
	return { payload: body.slice(start, end), rest: `${body.slice(0, start)}null${body.slice(end)}` };
}

/**
 * What tells one delivery from another, however they were signed: for startOnce(). Links count without their query, since
 * each time they are signed anew.
 */
export function toldApart({ type, accountId, payload }: Delivery) {
	const { contractId, identityVerificationId, id, refId, userId } = payload;
	const [item, user] = [payload.item, payload.user] as Array<IDataObject | null | undefined>;
	return {
		event: type,
		object: [contractId, identityVerificationId, id, refId, item?.id, user?.id, userId],
		content: [accountId, withoutQueries(payload)],
	};
}

function withoutQueries(value: unknown): unknown {
	if (typeof value === 'string') return /^https?:\/\//.test(value) ? value.split('?')[0] : value;
	if (Array.isArray(value)) return value.map(withoutQueries);
	if (!isRecord(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutQueries(inner)]));
}

function sha256(text: string): string {
	return hash('sha256', text);
}

function parseObject(text: string): IDataObject | undefined {
	const parsed = parsedJson(text);
	return isRecord(parsed) && !isTooDeep(parsed) ? parsed : undefined;
}
