/** The time of the played Firmafy. It can be put forward, so that nobody has to wait for what takes hours. */
export class Clock {
	private ahead = 0;

	constructor(private readonly zone: () => 'spain' | 'utc') {}

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

	/** As Firmafy writes moments: `2021-02-09 16:02:34`. The zone is not documented: a Spanish company's, unless switched. */
	text(at = this.now()): string {
		return formats[this.zone()].format(at);
	}
}

const format = (timeZone: string) =>
	new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
const formats = { spain: format('Europe/Madrid'), utc: format('UTC') };
