import type { IDataObject } from 'n8n-workflow';
import type { Random } from './random';

export type ProviderName = 'Keynua' | 'Mensatek' | 'Firmafy';

/**
 * - forged: with no proof of who sends it, or a made-up one;
 * - altered: changed after it was signed, or with a secret that is off by one character;
 * - stale: signed longer ago than is accepted, or with the secret from before it was replaced;
 * - other secret: right in all but the secret;
 * - without V1: other content under the headers of a genuine delivery, without the signature that covers the content;
 * - type swapped: a genuine delivery under the name of another event, which no signature covers;
 * - oversized: right, and larger than n8n takes;
 * - garbage: no delivery at all.
 */
export type BadKind =
	| 'forged'
	| 'altered'
	| 'stale'
	| 'other secret'
	| 'without V1'
	| 'type swapped'
	| 'oversized'
	| 'garbage';
export type Kind = 'good' | BadKind;

/** One POST, as it goes over the wire. */
export interface Post {
	url: string;
	headers: Record<string, string>;
	body: string | Buffer;
}

/** A delivery that can be made as often as is needed: a provider signs each redelivery anew. */
export interface Delivery {
	provider: ProviderName;
	kind: Kind;
	/** What the execution it starts is told by: see `keyOf` of its provider. */
	key: string;
	/** Whether it may be answered 200 although it is bad, because the provider's document wants that. */
	mayBeAnswered?: boolean;
	/** Only what the trigger looks up shows that it is bad: it may start an execution that fails in the trigger. */
	failsInTrigger?: boolean;
	post(): Post;
}

/** A provider as it is played by the campaign: what it sends is made from its document. */
export interface Sender {
	name: ProviderName;
	kinds: readonly BadKind[];
	/**
	 * @param number tells deliveries of one campaign apart
	 * @returns the delivery, good or bad in the way of `kind`
	 */
	make(kind: Kind, number: number, random: Random): Delivery;
	/** The key of the delivery that an item of the trigger came from. */
	keyOf(json: IDataObject): string;
}

/** More than the 16 MB that n8n takes by default (N8N_PAYLOAD_SIZE_MAX). */
export const TOO_LARGE = 'x'.repeat(17 * 1024 * 1024);

/** What is no delivery of anybody: cut-off JSON, JSON of another shape, bytes, nothing that fits its content type. */
export function garbage(random: Random): { contentType: string; body: string | Buffer } {
	return random.pick([
		() => ({ contentType: 'application/json', body: '{"type":"ContractFinished","payload":{' }),
		() => ({ contentType: 'application/json', body: '["not", "a", "delivery"]' }),
		() => ({ contentType: 'application/json', body: 'null' }),
		() => ({ contentType: 'application/json', body: random.bytes(300) }),
		() => ({ contentType: 'application/json', body: '['.repeat(20_000) }),
		() => ({ contentType: 'application/json', body: '{"__proto__":{"payload":{}},"constructor":{}}' }),
		() => ({ contentType: 'application/xml', body: '<delivery><open></delivery>' }),
		() => ({ contentType: 'text/plain', body: 'hello' }),
		() => ({ contentType: 'application/octet-stream', body: random.bytes(2_000) }),
		() => ({ contentType: 'application/x-www-form-urlencoded', body: '%%%=%&&&=' }),
		() => ({ contentType: 'multipart/form-data; boundary=none', body: random.bytes(500) }),
		() => ({ contentType: 'multipart/form-data', body: 'no boundary' }),
	])();
}
