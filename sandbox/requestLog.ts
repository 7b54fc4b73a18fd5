import { shortened, shownHeaders } from './shortened';

const kept = 500;
const previewBytes = 2000;

/** One request that a provider received. Header values are left out: they carry the credentials. */
export interface LogEntry {
	at: string;
	provider: string;
	method: string;
	url: string;
	/** HTTP status of the answer; null while it is under way, 0 when the connection was cut by a fault. */
	status: number | null;
	/** Why the request was refused, or which fault struck it. */
	reason?: string;
	headers: string[];
	/** The first 2 kB of the body. */
	body: string;
}

/** What the page shows of a request beside its entry. */
export interface RequestDetails {
	/** Counts through all requests; it is the name of the request's page. */
	number: number;
	headers: Record<string, string>;
	body: string;
	answer: string;
}

export interface ShownRequest {
	entry: LogEntry;
	details: RequestDetails;
}

type Headers = Record<string, string | string[] | undefined>;

/** The last requests, oldest first. */
export class RequestLog {
	private entries: LogEntry[] = [];
	private details = new WeakMap<LogEntry, RequestDetails>();
	private count = 0;

	begin(request: Pick<LogEntry, 'provider' | 'method' | 'url'>, headers: Headers): LogEntry {
		const names = Object.keys(headers);
		const at = new Date().toISOString();
		const entry: LogEntry = { at, ...request, headers: names, status: null, body: '' };
		this.count += 1;
		this.details.set(entry, { number: this.count, headers: shownHeaders(headers), body: '', answer: '' });
		this.entries.push(entry);
		if (this.entries.length > kept) this.entries.shift();
		return entry;
	}

	/** Keeps what came with the request, and what was answered. Bodies that are no text or bytes are left out. */
	keep(entry: LogEntry, what: 'body' | 'answer', content: unknown): void {
		const details = this.details.get(entry);
		if (details && (Buffer.isBuffer(content) || typeof content === 'string'))
			details[what] = isPdf(content) ? `(a PDF of ${content.length} bytes)` : shortened(content);
	}

	list(): LogEntry[] {
		return this.entries;
	}

	/** For the page, oldest first. */
	shown(): ShownRequest[] {
		return this.entries.flatMap((entry) => {
			const details = this.details.get(entry);
			return details ? [{ entry, details: { ...details, body: details.body || entry.body } }] : [];
		});
	}

	clear(): void {
		this.entries = [];
	}
}

const isPdf = (content: Buffer | string) =>
	Buffer.isBuffer(content) && content.subarray(0, 5).equals(pdfStart);
const pdfStart = Buffer.from('%PDF-');

/** What the log keeps of a body. */
export function preview(body: unknown): string {
	if (!Buffer.isBuffer(body)) return '';
	const start = body.subarray(0, previewBytes).toString('utf8');
	return body.length > previewBytes ? `${start}… (${body.length} bytes)` : start;
}
