import { post, type PostResult } from './post';
import { shortened } from './shortened';

/** What went out for one delivery, as the receiver got it; long files in the body are shortened. */
export interface Wire {
	headers: Record<string, string>;
	body: string;
}

/** Keeps, beside each delivery, what was sent, for the page. */
export class Wires {
	private readonly kept = new WeakMap<object, Wire>();

	constructor(private readonly changed: () => void) {}

	/** Sends a delivery. See `post`. */
	async send(
		delivery: object,
		{ url, headers, body }: { url: string; headers: Record<string, string>; body: string | Buffer },
		signal: AbortSignal,
	): Promise<PostResult> {
		this.kept.set(delivery, { headers, body: shortened(body) });
		this.changed();
		const result = await post(url, headers, body, signal);
		this.changed();
		return result;
	}

	/** Undefined for a delivery that has not gone out yet. */
	of(delivery: object): Wire | undefined {
		return this.kept.get(delivery);
	}
}
