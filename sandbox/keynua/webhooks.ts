import { randomBytes, randomUUID } from 'node:crypto';
import { badRequest, notFound } from '../refusal';
import { post, type PostResult } from '../post';
import type { Wire, Wires } from '../wires';
import { signPayload, signToken } from './signature';
import type { KeynuaReadings, KeynuaSwitches } from './switches';
import type { ItemState } from './types';

/** The events a person subscribes to in Keynua's portal ("Configuración del Webhook"). */
export const subscriptions = [
	'Created',
	'Started',
	'Finished',
	'Deleted',
	'InputProvided',
	'ItemWorking',
	'ItemSuccess',
	'ItemError',
	'OTPCreated',
	// Only the type ContractUserUpdated is documented, in the newest documents; this is what the others suggest.
	'UserUpdated',
] as const;

export type Subscription = (typeof subscriptions)[number];

const itemEvents: Record<ItemState, Subscription | undefined> = {
	pending: undefined,
	working: 'ItemWorking',
	success: 'ItemSuccess',
	error: 'ItemError',
};

export interface Webhook {
	id: string;
	url: string;
	secret: string;
	events: Subscription[];
	/** "Si tu API necesita unos headers específicos, puedes agregarlo": sent with each delivery. */
	headers: Record<string, string>;
	/** "También puedes desactivar las notificaciones de eventos para las verificaciones de identidad". */
	identityEvents: boolean;
	enabled: boolean;
}

type Settings = Partial<Pick<Webhook, 'secret' | 'events' | 'headers' | 'identityEvents'>>;

/** One POST to a webhook. `status` is null while it waits, 0 when the receiver could not be reached. */
export interface Delivery {
	id: string;
	webhookId: string;
	url: string;
	type: string;
	status: number | null;
	answer: string | null;
	at: string;
	forged: boolean;
}

interface Message {
	type: string;
	event: Subscription;
	payloadText: string;
	/** The signatures of another message, for one that was altered on its way. */
	signedAs?: Record<string, string>;
}

/** How a delivery is forged: signed with another secret, or altered after it was signed. */
export const forgeries = ['secret', 'altered'] as const;

export type Forgery = (typeof forgeries)[number];

/** Long enough for the answer of the API call that caused the event to be on its way first. */
const beforeFirst = 25;
const keptDeliveries = 500;

/** Subscriptions, as in Keynua's portal, and what was sent to them. */
export class Webhooks {
	private webhooks: Webhook[] = [];
	private sent: Delivery[] = [];
	private messages = new Map<string, Message>();
	private queues = new Map<string, Promise<unknown>>();
	private closing = new AbortController();

	constructor(
		private readonly accountId: string,
		private readonly wires: Wires,
		private readonly switches: KeynuaSwitches,
	) {}

	/** Refuses 400 when the address is not https; plain http is let through for this machine only. */
	register(url: string, settings: Settings = {}): Webhook {
		assertAddress(url);
		const { secret = randomBytes(16).toString('hex'), events = [...subscriptions] } = settings;
		const { headers = {}, identityEvents = true } = settings;
		assertHeaders(headers);
		const webhook = { id: randomUUID(), url, secret, events, headers, identityEvents, enabled: false };
		this.webhooks.push(webhook);
		return webhook;
	}

	/** "Habilitar": active only if the address answers HTTP 200 with exactly `KEYNUA`. */
	async enable(id: string): Promise<PostResult & { enabled: boolean }> {
		const webhook = this.get(id);
		const body = JSON.stringify({ type: 'SubscriptionConfirmation' });
		const headers = { ...webhook.headers, 'Content-Type': 'application/json' };
		const result = await post(webhook.url, headers, body, this.closing.signal);
		webhook.enabled = result.status === 200 && result.answer === 'KEYNUA';
		return { enabled: webhook.enabled, ...result };
	}

	list(): Webhook[] {
		return this.webhooks;
	}

	remove(id: string): void {
		this.get(id);
		this.webhooks = this.webhooks.filter((webhook) => webhook.id !== id);
	}

	/** Queues the event for every enabled webhook that subscribed to it. The payload is taken as it is now. */
	emit(type: string, payload: object, itemState?: ItemState): void {
		const event = subscriptionOf(type, itemState);
		if (!event) return;
		const message = { type, event, payloadText: JSON.stringify(asShown(type, payload, this.switches.now)) };
		for (const webhook of this.webhooks) {
			if (!wants(webhook, type, event)) continue;
			void this.queue(webhook, message, false);
			if (this.switches.now.repeats === 'twice') void this.queue(webhook, message, false);
		}
	}

	/** Switches the events of identity verifications on or off. */
	setIdentityEvents(id: string, on: boolean): void {
		this.get(id).identityEvents = on;
	}

	deliveries(): Delivery[] {
		return this.sent;
	}

	/** The same body once more, freshly signed (a duplicate), or forged. */
	async repeat(deliveryId: string, forgery?: Forgery): Promise<Delivery> {
		const delivery = this.sent.find(({ id }) => id === deliveryId);
		const message = this.messages.get(deliveryId);
		if (!delivery || !message) throw notFound(`There is no delivery ${deliveryId}`);
		const again = forgery === 'altered' ? altered(message, this.wires.of(delivery)?.headers) : message;
		return await this.queue(this.get(delivery.webhookId), again, forgery !== undefined);
	}

	/** Of a delivery, for the page. */
	wire(delivery: Delivery): Wire | undefined {
		return this.wires.of(delivery);
	}

	reset(): void {
		this.close();
		this.closing = new AbortController();
		this.webhooks = [];
		this.sent = [];
		this.messages.clear();
		this.queues.clear();
	}

	close(): void {
		this.closing.abort();
	}

	/** One webhook's deliveries go out one at a time, in order. There is no retry: none is documented. */
	private queue(webhook: Webhook, message: Message, forged: boolean): Promise<Delivery> {
		const { signal } = this.closing;
		const delivery = this.record(webhook, message, forged);
		const before = this.queues.get(webhook.id) ?? wait(beforeFirst);
		const own = before.then(() => this.send(webhook, message, delivery, signal));
		this.queues.set(webhook.id, own);
		void own.then(() => {
			if (this.queues.get(webhook.id) === own) this.queues.delete(webhook.id);
		});
		return own;
	}

	private record(webhook: Webhook, message: Message, forged: boolean): Delivery {
		const at = new Date().toISOString();
		const place = { id: randomUUID(), webhookId: webhook.id, url: webhook.url };
		const delivery = { ...place, type: message.type, status: null, answer: null, at, forged };
		this.sent.push(delivery);
		this.messages.set(delivery.id, message);
		if (this.sent.length > keptDeliveries) this.messages.delete(this.sent.shift()?.id ?? '');
		return delivery;
	}

	private async send(
		webhook: Webhook,
		message: Message,
		delivery: Delivery,
		signal: AbortSignal,
	): Promise<Delivery> {
		if (signal.aborted) return delivery;
		const { now } = this.switches;
		const signed = message.signedAs ?? headersOf(message, secretFor(webhook, delivery), now);
		delivery.at = new Date().toISOString();
		const headers = { ...webhook.headers, ...signed };
		const outgoing = { url: webhook.url, headers, body: bodyOf(message, this.accountId, now) };
		return Object.assign(delivery, await this.wires.send(delivery, outgoing, signal));
	}

	private get(id: string): Webhook {
		const webhook = this.webhooks.find((candidate) => candidate.id === id);
		if (!webhook) throw notFound(`There is no webhook ${id}`);
		return webhook;
	}
}

function secretFor({ secret }: Webhook, { forged }: Delivery): string {
	return forged ? `not ${secret}` : secret;
}

/** Another payload under the signatures of the genuine one: SigV2, which does not cover it, is still right. */
function altered(message: Message, signedAs: Record<string, string> | undefined): Message {
	if (!signedAs) throw badRequest('Wait until this delivery has gone out');
	const payload = { ...JSON.parse(message.payloadText), title: 'Altered on the way' };
	return { ...message, payloadText: JSON.stringify(payload), signedAs };
}

function wants({ enabled, events, identityEvents }: Webhook, type: string, event: Subscription): boolean {
	return enabled && events.includes(event) && (identityEvents || !type.startsWith('IdentityVerification'));
}

/** The documented headers of a delivery ("Especificación del Webhook"), without those that are switched off. */
function headersOf(message: Message, secret: string, now: KeynuaReadings): Record<string, string> {
	const { type, event, payloadText } = message;
	const ts = String(Date.now());
	const token = randomBytes(24).toString('hex');
	const signed = now.payloadText === 'spaced' ? spaced(payloadText) : payloadText;
	const v1 = { 'X-Keynua-Webhook-Sig': signPayload(signed, ts, secret) };
	const v2 = {
		'X-Keynua-Webhook-Token': token,
		'X-Keynua-Webhook-SigV2': signToken(token, ts, secret),
	};
	return {
		'Content-Type': 'application/json',
		'X-Keynua-Webhook-Type': now.typeHeader === 'type' ? type : event,
		'X-Keynua-Webhook-TS': ts,
		...(now.signatureV1 === 'sent' ? v1 : {}),
		...(now.signatureV2 === 'sent' ? v2 : {}),
	};
}

const spaced = (text: string) => JSON.stringify(JSON.parse(text), null, 2);

/** The envelope, with the payload written as the reading has it. */
function bodyOf({ type, payloadText }: Message, accountId: string, now: KeynuaReadings): string {
	if (now.payloadText === 'compact') {
		return `{"type":"${type}","accountId":"${accountId}","payload":${payloadText}}`;
	}
	return `{\n  "type": "${type}",\n  "accountId": "${accountId}",\n  "payload": ${spaced(payloadText)}\n}`;
}

/** The events whose samples have no `templateId`. */
const withoutTemplate = ['ContractCreated', 'ContractStarted', 'ContractFinished', 'ContractItemUpdated'];

/** A payload with what the samples show otherwise than the tables. */
function asShown(type: string, payload: object, now: KeynuaReadings): object {
	const noTemplate = now.templateId === 'leftOut' && withoutTemplate.includes(type);
	const noCounts = now.createdCounts === 'zero' && type === 'ContractCreated';
	return {
		...payload,
		...(noTemplate && { templateId: undefined }),
		...(noCounts && { docCount: 0, itemCount: 0 }),
	};
}

/** "Tipos de Eventos Webhook": the table from event types back to the subscription. */
export function subscriptionOf(type: string, itemState?: ItemState): Subscription | undefined {
	if (type.endsWith('ItemUpdated')) return itemState && itemEvents[itemState];
	const name = type.replace(/^(Contract|IdentityVerification)/, '');
	return subscriptions.find((subscription) => subscription === name);
}

/** Headers that HTTP can carry, and none of Keynua's own. */
function assertHeaders(headers: Record<string, string>): void {
	for (const [name, value] of Object.entries(headers)) {
		if (!/^[\w-]+$/.test(name)) throw badRequest(`${name || 'A header'} cannot be the name of a header`);
		if (/^(x-keynua-|content-)/i.test(name)) throw badRequest(`Keynua sets the header ${name} itself`);
		if (!/^[\x20-\x7e]*$/.test(value))
			throw badRequest(`The value of ${name} has characters that no header has`);
	}
}

/** "El API debe ser HTTPS": waived for addresses of this machine, where development receivers run. */
function assertAddress(url: string): void {
	if (!URL.canParse(url)) throw badRequest('url must be an address');
	const { protocol, hostname } = new URL(url);
	const loopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
	if (protocol === 'https:' || (protocol === 'http:' && loopback)) return;
	throw badRequest('url must be https (http only for this machine)');
}

function wait(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
