/** The time of the played Firmafy. It can be put forward, so that nobody has to wait for what takes hours. */
export class Clock {
	private ahead = 0;

	/** Milliseconds since 1970. */
	now(): number {
		return Date.now() + this.ahead;
	}

	advance(milliseconds: number): void {
		this.ahead += milliseconds;
	}

	reset(): void {
		this.ahead = 0;
	}

	/** The same moment in ISO 8601, for the page. */
	iso(): string {
		return new Date(this.now()).toISOString();
	}

	/** As Firmafy writes moments: `2021-02-09 16:02:34`. The zone is not documented; a Spanish company's is assumed. */
	text(at = this.now()): string {
		return spanishTime.format(at);
	}
}

const spanishTime = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Madrid',
	dateStyle: 'short',
	timeStyle: 'medium',
});
