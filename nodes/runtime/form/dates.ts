import { tryToParseDateTime } from 'n8n-workflow';
import { isRecord, textOf } from '../text';

/** Years of four digits, in every time zone. Beyond them lie slips, such as microseconds for milliseconds. */
const EARLIEST = Date.UTC(1000, 0, 1);
const LATEST = Date.UTC(9999, 11, 30);

/** ISO 8601, with a space for the T if people like, and with or without a zone. */
const ISO = /^(\d{4}-\d{2}-\d{2})([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?( ?(Z|[+-]\d{2}:?\d{2}))?)?$/;
/** What JavaScript's own dates and HTTP's look like as text. Whatever else a date may be is a guess. */
const WRITTEN_OUT = /^[A-Z][a-z]{2},? [\w :]+ GMT([+-]\d{4})?( \(.*\))?$/;

/**
 * The instant a date stands for, in milliseconds since 1970; undefined when it is no date.
 * A date without a zone is what a clock in `timezone` (an IANA name) shows. Numbers are milliseconds. Nothing is guessed:
 * 05/06/2026 is a day in May for some and in June for others.
 */
export function epochMillis(value: unknown, timezone: string): number | undefined {
	const millis = typeof value === 'number' ? value : millisOf(written(value), timezone);
	return millis >= EARLIEST && millis <= LATEST ? millis : undefined;
}

/** The day, as `YYYY-MM-DD`, that a date stands for in `timezone`. A date that names only a day is that day everywhere. */
export function calendarDay(value: unknown, timezone: string): string | undefined {
	const zone = /^\d{4}-\d{2}-\d{2}$/.test(written(value)) ? 'UTC' : timezone;
	const millis = epochMillis(value, zone);
	return millis === undefined ? undefined : wallClock(millis, zone).slice(0, 'YYYY-MM-DD'.length);
}

/** What a clock in `timezone` shows at an instant (milliseconds since 1970), as `YYYY-MM-DD HH:mm`, not rounded. */
export function wallClock(instant: number, timezone: string): string {
	return tryToParseDateTime(new Date(instant), timezone).toFormat('yyyy-MM-dd HH:mm');
}

/** The dates of JavaScript and of n8n write themselves as ISO 8601 when they become JSON. */
function written(value: unknown): string {
	const isDate = isRecord(value) && typeof value.toJSON === 'function';
	return textOf(isDate ? (value as unknown as Date).toJSON() : value).trim();
}

function millisOf(text: string, timezone: string): number {
	const [, day, time = ''] = ISO.exec(text) ?? [];
	if (day === undefined) return WRITTEN_OUT.test(text) ? Date.parse(text) : NaN;
	try {
		const date = tryToParseDateTime(day + time.replace(' ', 'T').replace(' ', ''), timezone);
		// Where ISO 8601 has no such day, n8n asks JavaScript, which reads the 31st of November as the 1st of December.
		return date.toISODate() === day ? date.toMillis() : NaN;
	} catch {
		return NaN;
	}
}
