/** Long enough for a burst of requests to become one refresh. */
const together = 80;

/** Tells those who look at the page that something is new. Nobody looking: nothing is done. */
export class Changes {
	private readonly listeners = new Set<() => void>();
	private timer?: NodeJS.Timeout;

	/** Calls `listener` soon after each change, until the returned function is called. */
	listen(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Something changes now, or, with a time in milliseconds, by itself later. */
	announce(after = together): void {
		if (after > together) {
			setTimeout(() => this.announce(), after).unref();
			return;
		}
		if (this.timer || this.listeners.size === 0) return;
		this.timer = setTimeout(() => {
			this.timer = undefined;
			this.listeners.forEach((listener) => listener());
		}, after).unref();
	}
}
