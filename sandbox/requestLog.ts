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

/** The last requests, oldest first. */
export class RequestLog {
	private entries: LogEntry[] = [];

	begin(request: Pick<LogEntry, 'provider' | 'method' | 'url' | 'headers'>): LogEntry {
		const entry: LogEntry = { at: new Date().toISOString(), ...request, status: null, body: '' };
		this.entries.push(entry);
		if (this.entries.length > kept) this.entries.shift();
		return entry;
	}

	list(): LogEntry[] {
		return this.entries;
	}

	clear(): void {
		this.entries = [];
	}
}

/** What the log keeps of a body. */
export function preview(body: unknown): string {
	if (!Buffer.isBuffer(body)) return '';
	const start = body.subarray(0, previewBytes).toString('utf8');
	return body.length > previewBytes ? `${start}… (${body.length} bytes)` : start;
}
