import { randomUUID } from 'node:crypto';
import { type Check, oneOf, shape, text } from '../check';
import { notFound } from '../refusal';
import type { Wire, Wires } from '../wires';
import type { Clock } from './clock';
import { type Body, encode } from './encoding';
import { credentialsAgain } from './fields';
import type { Files } from './files';
import { documentsOf, payloadOf } from './payload';
import type { SignatureRequest } from './records';
import { refusal } from './refusal';
import type { FirmafySwitches } from './switches';

/** 1: signed by all. 2: a signer has signed. 5: a failed delivery is tried again. */
export type EventType = 1 | 2 | 5;

export interface Subscription {
	type: EventType;
	method: 1 | 2;
	url: string;
}

/** One POST. `status` is null while it waits, 0 when the receiver could not be reached. */
export interface Delivery {
	id: string;
	type: EventType;
	csv: string;
	url: string;
	/** 1 for the first try. */
	attempt: number;
	status: number | null;
	answer: string | null;
	at: string;
	/** When the next try is due, in milliseconds since 1970; null when there is none. */
	retryAt: number | null;
	/** Sent by somebody who does not know the secret in the address. */
	forged: boolean;
}

/** "hasta en 2 ocasiones más, cada 30 minutos" */
const retryAfter = 30 * 60 * 1000;
const mostAttempts = 3;
const keptDeliveries = 500;

const required = text({ empty: false });
const oneDigit = (...allowed: string[]): Check<number> => {
	return (value, name) => Number(oneOf(...allowed)(value, name));
};
const checkSubscription = shape(
	{
		action: required,
		token: required,
		id_show: required,
		type: oneDigit('1', '2', '5'),
		method: oneDigit('1', '2'),
		url_webhook: required,
	},
	credentialsAgain,
);

/** The account's subscriptions, and what was sent to them. */
export class Webhooks {
	private subscriptions = new Map<EventType, Subscription>();
	private sent: Delivery[] = [];
	private bodies = new Map<string, Body>();
	private underWay = new Set<Promise<unknown>>();
	private closing = new AbortController();

	constructor(
		private readonly clock: Clock,
		private readonly files: Files,
		private readonly wires: Wires,
		private readonly switches: FirmafySwitches,
	) {}

	/**
	 * `action=webhook`. There is one address per event for the whole account: an earlier name of the action,
	 * `add_edit_webhook`, tells that a further call replaces it. No action takes it away again.
	 */
	subscribe(fields: Record<string, string>): Subscription {
		const { type, method, url_webhook: url } = checkSubscription({ ...fields }, '');
		if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw refusal('url_webhook must be an address');
		return this.enter({ type, method, url } as Subscription);
	}

	/** As it was entered before: Firmafy forgets no address, and a sandbox that was started anew can be told them. */
	enter(subscription: Subscription): Subscription {
		this.subscriptions.set(subscription.type, subscription);
		return subscription;
	}

	list(): Subscription[] {
		return [...this.subscriptions.values()];
	}

	/** Sends an event to its subscription. The content is taken as it is now. */
	emit(type: EventType, request: SignatureRequest): void {
		const subscription = this.subscriptions.get(type);
		if (!subscription) return;
		const delivery = this.record(type, request.csv, subscription.url, 1);
		const { now } = this.switches;
		const content = encode(
			payloadOf(request, now),
			documentsOf(request),
			subscription.method,
			now,
			this.files,
		);
		this.track(
			content.then(async (body) => {
				this.bodies.set(delivery.id, body);
				await this.deliver(delivery, body);
			}),
		);
	}

	deliveries(): Delivery[] {
		return this.sent;
	}

	/** Settles when nothing is being delivered any more. */
	async idle(): Promise<void> {
		while (this.underWay.size > 0) await Promise.all(this.underWay);
	}

	/** Of a delivery, for the page. */
	wire(delivery: Delivery): Wire | undefined {
		return this.wires.of(delivery);
	}

	/** The same body once more, to the address it was for, or to one with another secret in its query (`forged`). */
	async repeat(id: string, forged = false): Promise<Delivery> {
		const delivery = this.sent.find((candidate) => candidate.id === id);
		const body = this.bodies.get(id);
		if (!delivery || !body) throw notFound(`There is no delivery ${id}`);
		const url = forged ? withAnotherSecret(delivery.url) : delivery.url;
		const again = this.record(delivery.type, delivery.csv, url, delivery.attempt);
		again.forged = forged;
		this.bodies.set(again.id, body);
		await this.track(this.deliver(again, body));
		return again;
	}

	/** Makes the tries that are due. */
	async retryDue(): Promise<void> {
		const now = this.clock.now();
		const due = this.sent.filter(({ retryAt }) => retryAt !== null && retryAt <= now);
		await Promise.all(due.map(async (failed) => await this.track(this.retry(failed))));
	}

	reset(): void {
		this.close();
		this.closing = new AbortController();
		this.subscriptions.clear();
		this.sent = [];
		this.bodies.clear();
	}

	close(): void {
		this.closing.abort();
	}

	private async retry(failed: Delivery): Promise<void> {
		const body = this.bodies.get(failed.id);
		failed.retryAt = null;
		const url = this.addressOfRepeats(failed);
		if (!body || !url) return;
		const again = this.record(failed.type, failed.csv, url, failed.attempt + 1);
		this.bodies.set(again.id, body);
		await this.deliver(again, body);
	}

	private async deliver(delivery: Delivery, body: Body): Promise<void> {
		const { signal } = this.closing;
		const headers: Record<string, string> = body.contentType ? { 'Content-Type': body.contentType } : {};
		const outgoing = { url: delivery.url, headers, body: body.bytes };
		Object.assign(delivery, await this.wires.send(delivery, outgoing, signal));
		// "Todas las notificaciones que reciban como respuesta un status http 4xx o 5xx se registran como fallidas."
		const failed = delivery.status === 0 || Number(delivery.status) >= 400;
		if (!failed || delivery.forged || delivery.attempt >= mostAttempts || signal.aborted) return;
		if (!this.addressOfRepeats(delivery)) return;
		delivery.retryAt = this.clock.now() + retryAfter;
		setTimeout(() => void this.retryDue(), retryAfter + 1).unref();
	}

	/** Undefined when nobody is told again. */
	private addressOfRepeats({ url }: Delivery): string | undefined {
		return this.switches.now.repeats === 'always' ? url : this.subscriptions.get(5)?.url;
	}

	private record(type: EventType, csv: string, url: string, attempt: number): Delivery {
		const at = new Date().toISOString();
		const place = { id: randomUUID(), type, csv, url, attempt };
		const delivery: Delivery = { ...place, status: null, answer: null, at, retryAt: null, forged: false };
		this.sent.push(delivery);
		if (this.sent.length > keptDeliveries) this.bodies.delete(this.sent.shift()?.id ?? '');
		return delivery;
	}

	private async track(work: Promise<void>): Promise<void> {
		this.underWay.add(work);
		await work.finally(() => this.underWay.delete(work));
	}
}

/** Firmafy signs nothing: that nobody else knows the whole address is all that a receiver has. */
function withAnotherSecret(address: string): string {
	const url = new URL(address);
	for (const name of new Set(url.searchParams.keys())) url.searchParams.set(name, 'not-the-secret');
	return url.href;
}
