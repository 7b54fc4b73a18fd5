import { createHash } from 'node:crypto';
import type { Changes } from '../changes';
import { type Check, number, numberText, oneOf, openObject, shape, text, textLike } from '../check';
import { badRequest, Refusal } from '../refusal';
import type { Clients } from './clients';
import type { DynamiCoreReadings } from './switches';
import type { Timelines } from './timelines';

type KeyType = 'ciec' | 'efirma';

/** An invoice (CFDI) as the sandbox makes them up: the documents show none. */
export interface Invoice {
	uuid: string;
	client: number;
	type: 'issued' | 'received';
	rfc: string;
	total: number;
	currency: string;
	date: string;
}

interface Sync {
	client: number;
	start: string;
	end: string;
	arrivesAt: number;
}

/** "Its execute is async": the data of a sync is there a little later. */
const syncDuration = 3000;
const oneDay = 24 * 60 * 60 * 1000;

/** The documented end of a period, 2021-11-31, is no date of the calendar; only real ones are taken. */
const day: Check<string> = (value, name) => {
	const text = textLike(/^\d{4}-\d\d-\d\d$/, 'a date such as 2021-01-31')(value, name);
	const date = new Date(`${text}T00:00:00Z`);
	if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
		throw badRequest(`${name} must be a date of the calendar`);
	}
	return text;
};

const base64 = textLike(
	/^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
	'a file in Base64',
);
const required = text({ empty: false });
const clientNumber = number({ min: 1, integer: true });

const checkCiec = shape(
	{ client: clientNumber, type: oneOf('ciec'), pas: required },
	{ key: text(), cer: text() },
);
const checkSync = shape({ client: clientNumber, start: day, end: day }, {});
const checkQuery = shape(
	{ client: numberText({ min: 1, integer: true }) },
	{
		start: day,
		end: day,
		limit: numberText({ min: 1, integer: true }),
		page: numberText({ min: 1, integer: true }),
	},
);

/** "Get SAT" shows these on a GET, all or none. */
const dataUri = (kind: string) =>
	textLike(
		new RegExp(`^data:application/${kind};base64,[A-Za-z0-9+/]+=*$`),
		`data:application/${kind};base64,…`,
	);
const certificate = dataUri('x-x509-ca-cert');
const privateKey = dataUri('x-iwork-keynote-sffkey');
const efirma = { client: clientNumber, type: oneOf('efirma'), pas: required };
/** "File of type key in Base64": plain, or as the sample of the other endpoint has it. */
const checkEfirma = {
	plain: shape({ ...efirma, key: base64, cer: base64 }, {}),
	dataUri: shape({ ...efirma, key: privateKey, cer: certificate }, {}),
};
const checkGetSat = shape(
	{
		cer: certificate,
		key: privateKey,
		pas: required,
		rfc: required,
		type: oneOf('efirma'),
	},
	{},
);

/** What the tax office (SAT) knows of clients: nothing without their keys. */
export class Sat {
	private readonly keys = new Map<number, KeyType>();
	private readonly invoices = new Map<number, Map<string, Invoice>>();
	private syncs: Sync[] = [];

	constructor(
		private readonly clients: Clients,
		private readonly timelines: Timelines,
		private readonly changes: Changes,
	) {}

	/** "Load Keys" and "Sync Data" share their path, and are told apart by their fields. */
	post(body: unknown, files: DynamiCoreReadings['keyFiles']): object {
		const given = openObject(body, '');
		if (given.start !== undefined || given.end !== undefined) return this.sync(body);
		return this.loadKeys(body, files);
	}

	private loadKeys(body: unknown, files: DynamiCoreReadings['keyFiles']): object {
		const { type } = openObject(body, '');
		oneOf('ciec', 'efirma')(type, 'type');
		const { client } = type === 'ciec' ? checkCiec(body, '') : checkEfirma[files](body, '');
		this.timelines.note(this.clients.get(client), `got SAT keys (${type})`);
		this.keys.set(client, type as KeyType);
		return { client, type };
	}

	private sync(body: unknown): object {
		const { client, start, end } = checkSync(body, '');
		this.clients.get(client);
		if (start > end) throw badRequest('start must not be after end');
		this.assertKeys(client);
		this.syncs.push({ client, start, end, arrivesAt: Date.now() + syncDuration });
		this.timelines.note(this.clients.get(client), `SAT data from ${start} to ${end} is on its way`);
		this.changes.announce(syncDuration + 1);
		return { client, start, end, status: 'in progress' };
	}

	/** "Get Data": newest first. `total` counts all that fit, not only the page. */
	data(query: unknown): { data: Invoice[]; total: number } {
		const { client, start = '', end = '9999', limit, page = 1 } = checkQuery(query, '');
		this.clients.get(client);
		this.letArrive();
		const all = [...(this.invoices.get(client)?.values() ?? [])]
			.filter(({ date }) => date >= start && date <= end)
			.sort((a, b) => b.date.localeCompare(a.date));
		if (limit === undefined) return { data: page === 1 ? all : [], total: all.length };
		return { data: all.slice((page - 1) * limit, page * limit), total: all.length };
	}

	/** "Get SAT": what the tax office says about the client. */
	taxpayer(clientId: number, query: unknown): object {
		const { pii } = this.clients.get(clientId);
		const hasKeys = Object.keys(openObject(query, '')).length > 0;
		if (hasKeys) checkGetSat(query, '');
		else this.assertKeys(clientId);
		const type = hasKeys ? 'efirma' : this.keys.get(clientId);
		return { client: clientId, rfc: pii.rfc, type, status: 'ACTIVO', regime: '612' };
	}

	/** Lets what is being synced arrive now. Without a client: for those whose time has come. */
	letArrive(client?: number): void {
		const arrives = (sync: Sync) =>
			client === undefined ? sync.arrivesAt <= Date.now() : sync.client === client;
		const arriving = this.syncs.filter(arrives);
		this.syncs = this.syncs.filter((sync) => !arrives(sync));
		arriving.forEach((sync) => this.invoicesOf(sync));
	}

	/** Who has keys, what they have, and what is under way; for the page and the control API. */
	overview(): Array<{ client: number; type: KeyType; invoices: number; syncing: string[] }> {
		this.letArrive();
		return [...this.keys].map(([client, type]) => ({
			client,
			type,
			invoices: this.invoices.get(client)?.size ?? 0,
			syncing: this.syncs
				.filter((sync) => sync.client === client)
				.map(({ start, end }) => `${start} to ${end}`),
		}));
	}

	reset(): void {
		this.keys.clear();
		this.invoices.clear();
		this.syncs = [];
	}

	/** One invoice a day. The same day gives the same invoice, however often it is synced. */
	private invoicesOf({ client, start, end }: Sync): void {
		const known = this.invoices.get(client) ?? new Map<string, Invoice>();
		this.invoices.set(client, known);
		for (let time = Date.parse(start); time <= Date.parse(end); time += oneDay) {
			const invoice = invoiceOf(client, new Date(time).toISOString().slice(0, 10));
			known.set(invoice.uuid, invoice);
		}
		this.timelines.note(this.clients.get(client), `SAT data from ${start} to ${end} is there`);
	}

	private assertKeys(client: number): void {
		if (!this.keys.has(client)) throw new Refusal(409, `Client ${client} has no SAT keys: load them first`);
	}
}

function invoiceOf(client: number, date: string): Invoice {
	const hash = createHash('sha256').update(`${client} ${date}`).digest('hex');
	const uuid = hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
	const seed = parseInt(hash.slice(-6), 16);
	const type = seed % 3 === 0 ? 'received' : 'issued';
	return { uuid, client, type, rfc: 'XAXX010101000', total: (seed % 900_000) / 100, currency: 'MXN', date };
}
