const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/;

/**
 * The instant a date stands for, in milliseconds since 1970; undefined when it is no date.
 * A date without a zone is what a clock in `timezone` (an IANA name) shows. Numbers are milliseconds.
 */
export function epochMillis(value: unknown, timezone: string): number | undefined {
	if (typeof value === 'number') return value;
	const text = String(value).trim();
	const millis = WITHOUT_ZONE.test(text) ? wallClockMillis(text, timezone) : Date.parse(text);
	return Number.isNaN(millis) ? undefined : millis;
}

/**
 * The day of a date as `YYYY-MM-DD`; undefined when it is no date, or a day that no calendar has.
 * A date that carries a time zone is the day that a calendar in `timezone` shows then.
 */
export function calendarDay(value: unknown, timezone: string): string | undefined {
	const text = String(value).trim();
	const millis = epochMillis(typeof value === 'number' ? value : text, timezone);
	if (millis === undefined) return undefined;
	const written = WITHOUT_ZONE.test(text) ? text.slice(0, 10) : undefined;
	if (written === undefined) return dayAt(millis, timezone);
	// JavaScript takes the 31st of February for the 3rd of March.
	return new Date(`${written}T00:00:00Z`).toISOString().startsWith(written) ? written : undefined;
}

function dayAt(instant: number, timezone: string): string {
	const shown = new Intl.DateTimeFormat('en-CA', {
		timeZone: timezone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	});
	return shown.format(instant);
}

function wallClockMillis(text: string, timezone: string): number {
	const asIfUtc = Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : 'T00:00:00Z'}`);
	if (Number.isNaN(asIfUtc)) return asIfUtc;
	// The offset at the guess may differ from the offset at the answer around a clock change: correct it once more.
	const guess = asIfUtc - offsetMillis(asIfUtc, timezone);
	return asIfUtc - offsetMillis(guess, timezone);
}

/** How far the zone's clocks are ahead of UTC at that instant. */
function offsetMillis(instant: number, timezone: string): number {
	const shown = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(instant);
	const part = (type: string) => Number(shown.find((entry) => entry.type === type)?.value);
	const wall = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return wall - Math.floor(instant / 1000) * 1000;
}
