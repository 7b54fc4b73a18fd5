import { writtenOut } from '../text';

/** Years of four digits, in every time zone. Beyond them lie slips, such as microseconds for milliseconds. */
const EARLIEST = Date.UTC(1000, 0, 1);
const LATEST = Date.UTC(9999, 11, 30);

/** ISO 8601, and what JavaScript's own dates and HTTP's look like as text. Whatever else a date may be is a guess. */
const WITH_ZONE =
	/^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)? ?(Z|[+-]\d{2}:?\d{2})|[A-Z][a-z]{2},? [\w :]+ GMT([+-]\d{4})?( \(.*\))?)$/;
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/;

/**
 * The instant a date stands for, in milliseconds since 1970; undefined when it is no date.
 * A date without a zone is what a clock in `timezone` (an IANA name) shows. Numbers are milliseconds. Nothing is guessed:
 * 05/06/2026 is a day in May for some and in June for others.
 */
export function epochMillis(value: unknown, timezone: string): number | undefined {
	const millis = typeof value === 'number' ? value : millisOf(writtenOut(value).trim(), timezone);
	return millis >= EARLIEST && millis <= LATEST ? millis : undefined;
}

/**
 * The day of the calendar, as `YYYY-MM-DD`, that a date stands for in `timezone`; undefined when it is no date.
 * A date that names only a day is that day everywhere.
 */
export function calendarDay(value: unknown, timezone: string): string | undefined {
	const text = writtenOut(value).trim();
	const namesDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
	const millis = epochMillis(value, namesDay ? 'UTC' : timezone);
	if (millis === undefined) return undefined;
	const day = wallClock(millis, namesDay ? 'UTC' : timezone).slice(0, 'YYYY-MM-DD'.length);
	// JavaScript reads the 31st of November as the 1st of December.
	return namesDay && day !== text ? undefined : day;
}

function millisOf(text: string, timezone: string): number {
	if (WITHOUT_ZONE.test(text)) return wallClockMillis(text, timezone);
	return WITH_ZONE.test(text) ? Date.parse(text) : NaN;
}

function wallClockMillis(text: string, timezone: string): number {
	const asIfUtc = Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : 'T00:00:00Z'}`);
	if (Number.isNaN(asIfUtc)) return asIfUtc;
	// The offset at the guess may differ from the offset at the answer around a clock change: correct it once more.
	const guess = asIfUtc - offsetMillis(asIfUtc, timezone);
	return asIfUtc - offsetMillis(guess, timezone);
}

/**
 * What a clock in `timezone` shows at an instant, as `YYYY-MM-DD HH:mm`. Seconds are left out, not rounded.
 * @param instant milliseconds since 1970
 */
export function wallClock(instant: number, timezone: string): string {
	const shown = new Date(instant + offsetMillis(instant, timezone)).toISOString();
	return shown.slice(0, 'YYYY-MM-DDTHH:mm'.length).replace('T', ' ');
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
