/** The sandbox's time: the real one, moved forward when it is told to, so that nobody has to wait for an expiry. */
export class Clock {
	private ahead = 0;

	/** Milliseconds since 1970. */
	now(): number {
		return Date.now() + this.ahead;
	}

	iso(): string {
		return new Date(this.now()).toISOString();
	}

	advance(seconds: number): void {
		this.ahead += seconds * 1000;
	}

	reset(): void {
		this.ahead = 0;
	}
}
