import { randomUUID } from 'node:crypto';
import { badRequest, notFound } from '../refusal';
import type { Wire, Wires } from '../wires';
import type { MensatekReadings, MensatekSwitches } from './switches';

/** "You can configure receiving the requests with basic authentication and in JSON or FORM-DATA format". */
export const reportFormats = ['JSON', 'FORM-DATA'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** What a person enters in the panel, under Your Data -> Configure Account -> API: one address for the account. */
export interface ReportSettings {
	url: string;
	format: ReportFormat;
	user?: string;
	password?: string;
}

/** The fields of a report. Lists and objects are in it as JSON text, as in the documented sample. */
export type Report = Record<string, string>;

/** One POST to the address. `status` is null while it waits, 0 when the receiver could not be reached. */
export interface Delivery {
	id: string;
	at: string;
	report: Report;
	url: string;
	format: ReportFormat;
	forged: boolean;
	status: number | null;
	answer: string | null;
}

/** Long enough for the answer of the API call that caused the report to be on its way first. */
const beforeFirst = 25;
const keptDeliveries = 500;

/** "Real-time reception of statuses in a script on your server". */
export class Reports {
	settings?: ReportSettings;
	private sent: Delivery[] = [];
	private last: Promise<unknown> = Promise.resolve();
	private closing = new AbortController();

	constructor(
		private readonly wires: Wires,
		private readonly switches: MensatekSwitches,
	) {}

	/** Refuses 400 for what is no address. */
	configure(settings: ReportSettings): ReportSettings {
		if (!URL.canParse(settings.url) || !/^https?:/.test(settings.url)) {
			throw badRequest('url must be a web address');
		}
		this.settings = settings;
		return settings;
	}

	switchOff(): void {
		this.settings = undefined;
	}

	/** Queues the report, when an address is configured. */
	emit(report: Report): void {
		if (!this.settings) return;
		void this.queue(report, this.settings, false);
		if (this.switches.now.repeats === 'twice') void this.queue(report, this.settings, false);
	}

	deliveries(): Delivery[] {
		return this.sent;
	}

	/** Of a delivery, for the page. */
	wire(delivery: Delivery): Wire | undefined {
		return this.wires.of(delivery);
	}

	/** The same report once more (a duplicate), or with a wrong user and password (`forged`). */
	async repeat(deliveryId: string, forged: boolean): Promise<Delivery> {
		const delivery = this.sent.find(({ id }) => id === deliveryId);
		if (!delivery || !this.settings) throw notFound(`There is no delivery ${deliveryId}, or no address`);
		return await this.queue(delivery.report, this.settings, forged);
	}

	reset(): void {
		this.close();
		this.closing = new AbortController();
		this.settings = undefined;
		this.sent = [];
		this.last = Promise.resolve();
	}

	close(): void {
		this.closing.abort();
	}

	/** Reports go out one at a time, in order. There is no retry: none is documented. */
	private queue(report: Report, settings: ReportSettings, forged: boolean): Promise<Delivery> {
		const { signal } = this.closing;
		const { url, format } = settings;
		const at = new Date().toISOString();
		const delivery: Delivery = {
			...{ id: randomUUID(), at, report, url, format, forged },
			...{ status: null, answer: null },
		};
		this.sent.push(delivery);
		if (this.sent.length > keptDeliveries) this.sent.shift();
		const own = Promise.all([this.last, wait(beforeFirst)]).then(async () => {
			if (signal.aborted) return delivery;
			const outgoing = { url, ...encoded(report, settings, forged, this.switches.now.reportValues) };
			return Object.assign(delivery, await this.wires.send(delivery, outgoing, signal));
		});
		this.last = own;
		return own;
	}
}

function encoded(
	report: Report,
	{ format, user, password }: ReportSettings,
	forged: boolean,
	values: MensatekReadings['reportValues'],
): { headers: Record<string, string>; body: string } {
	const login = forged ? `${user}:not ${password}` : `${user}:${password}`;
	const authorization: Record<string, string> =
		user === undefined ? {} : { Authorization: `Basic ${Buffer.from(login).toString('base64')}` };
	if (format === 'JSON') {
		return {
			headers: { 'Content-Type': 'application/json', ...authorization },
			body: JSON.stringify(inJson(report, values)),
		};
	}
	const boundary = `----sandbox${randomUUID()}`;
	return {
		headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}`, ...authorization },
		body: multipart(report, boundary),
	};
}

/** The fields that hold the text of an object, as the reading has them. */
function inJson(report: Report, values: MensatekReadings['reportValues']): object {
	if (values === 'text') return report;
	const entries = Object.entries(report).map(([name, value]) => {
		if (!value.startsWith('{')) return [name, value];
		const object = JSON.parse(value);
		return [name, values === 'list' ? [object] : object];
	});
	return Object.fromEntries(entries);
}

function multipart(report: Report, boundary: string): string {
	const parts = Object.entries(report).map(
		([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
	);
	return `${parts.join('')}--${boundary}--\r\n`;
}

function wait(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
