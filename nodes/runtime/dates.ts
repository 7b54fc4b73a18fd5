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
 * The day of the calendar, as `YYYY-MM-DD`, that a date stands for in `timezone`; undefined when it is no date.
 * A date that names only a day is that day everywhere.
 */
export function calendarDay(value: unknown, timezone: string): string | undefined {
	const text = String(value).trim();
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayOf(Date.parse(`${text}T00:00:00Z`), 'UTC', text);
	const millis = epochMillis(value, timezone);
	return millis === undefined ? undefined : dayOf(millis, timezone);
}

/** With `expected`, only that day: JavaScript reads the 31st of November as the 1st of December. */
function dayOf(millis: number, timeZone: string, expected?: string): string | undefined {
	if (Number.isNaN(millis)) return undefined;
	const shown = new Intl.DateTimeFormat('en-US', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	}).formatToParts(millis);
	const part = (type: string) => shown.find((entry) => entry.type === type)?.value ?? '';
	const day = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
	return expected === undefined || day === expected ? day : undefined;
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
