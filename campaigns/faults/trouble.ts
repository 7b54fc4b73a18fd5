import type { Arriving, Fault } from '../../sandbox/faults';
import { faultFor, type Mix, type Struck } from './mix';

/** One request that the sandbox got, in the order of arrival. */
export interface Seen {
	provider: string;
	/** What it was about: a case, or, where it names none, its path. */
	about: string;
	struck?: Struck;
}

const MARK = /(?:case|late)-\d{6}/;
/** UUIDs, and numbers that stand by themselves. */
const IDS = /[0-9a-f]{8}-[0-9a-f-]{27}|(?<![\w.-])\d+(?![\w.-])/g;

/** Makes the sandbox misbehave, and writes down what it did to which request. */
export class Trouble {
	readonly seen: Seen[] = [];
	/** Called with each request before it is dealt with. */
	onRequest: (seen: Seen) => void = () => {};
	private readonly byCase = new Map<string, Seen[]>();
	private readonly counts = new Map<string, number>();
	private readonly known = new Map<string, string>();
	private isOn = false;

	constructor(
		private readonly seed: number,
		private readonly mix: Mix,
	) {}

	on(): void {
		this.isOn = true;
	}

	off(): void {
		this.isOn = false;
	}

	/** Requests with this ID are about the case from now on. */
	knows(id: string, about: string): void {
		this.known.set(id, about);
	}

	/** All requests about a case. */
	about(key: string): Seen[] {
		return this.byCase.get(key) ?? [];
	}

	readonly misbehave = (request: Arriving): Fault | undefined => {
		if (!this.isOn) return undefined;
		const { provider } = request;
		const about = this.subjectOf(request);
		const nth = (this.counts.get(about) ?? 0) + 1;
		this.counts.set(about, nth);
		const struck = faultFor(this.seed, this.mix, provider, about, nth);
		const seen = { provider, about, struck };
		this.seen.push(seen);
		this.byCase.set(about, [...this.about(about), seen]);
		this.onRequest(seen);
		return struck && { provider, ...struck.fault };
	};

	/** A write carries the mark of its case; a read names something by its ID; what is left is told by its path. */
	private subjectOf({ provider, method, url, body }: Arriving): string {
		const text = `${url} ${body}`;
		const marked = MARK.exec(text)?.[0];
		if (marked) return marked;
		const ids = text.match(IDS) ?? [];
		const known = ids.map((id) => this.known.get(`${provider} ${id}`)).find(Boolean);
		const action = /(?:^|&)action=(\w+)/.exec(body)?.[1] ?? '';
		const [path] = url.split('?');
		return known ?? `${method} ${path.replace(IDS, '*')} ${action}`.trim();
	}
}
