import type { FastifyInstance } from 'fastify';
import type { Wire } from '../wires';
import type { Html } from './html';

/** One provider's part of the page. */
export interface ProviderPage {
	/** Its name for people. */
	title: string;
	/** What it does and for whom, in a sentence. */
	intro: Html;
	/** What the overview counts. */
	counts(): Count[];
	/** The sections of its page, in their order. */
	sections(): Html[];
	/** The pages of single objects, by the first part of their path; each refuses 404 for an unknown id. */
	objects: Record<string, (id: string) => ObjectPage>;
	deliveries?: Deliveries;
	credentials(): CredentialValues[];
	/** The forms of its pages, under `/page/<name>`. See `formRoute`. */
	forms(app: FastifyInstance): void;
}

export interface Count {
	label: string;
	total: number;
	/** How many of them wait for somebody to act. */
	waiting: number;
	/** The id of their section on the provider's page. */
	section: string;
}

export interface ObjectPage {
	title: string;
	body: Html;
}

/** What the provider sends to the receiver's addresses. */
export interface Deliveries {
	/** Oldest first. */
	list(): ShownDelivery[];
	/** In which ways somebody who is not the provider would try to pass for it. */
	forgeries: Forgery[];
	/** How a receiver tells that a delivery is genuine. */
	proof: Html;
	/** Sends one again, as it was or forged in one of the ways. */
	repeat(id: string, forgery?: string): unknown;
}

export interface ShownDelivery {
	id: string;
	at: string;
	event: string;
	url: string;
	/** Null while it waits, 0 when the receiver could not be reached. */
	status: number | null;
	answer: string | null;
	/** What is special about it: forged, to be tried again. */
	note?: string;
	wire?: Wire;
}

export interface Forgery {
	name: string;
	label: string;
	/** What is wrong with it, and what a good receiver does. */
	hint: string;
}

/** The values of one credential in n8n. */
export interface CredentialValues {
	/** n8n's name of the credential type, and the name that people see when they add one. */
	type: string;
	title: string;
	/** What it is called in the examples. */
	name: string;
	/** By the names of n8n's fields. */
	fields: CredentialField[];
	/** What has to be done first, or is to be known. */
	note?: string;
}

export interface CredentialField {
	name: string;
	label: string;
	value: string;
	/** What the drop-down shows for the value, where it is one. */
	option?: string;
}
