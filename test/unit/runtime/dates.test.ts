import fc from 'fast-check';
import { calendarDay, epochMillis, wallClock } from '../../../nodes/runtime/form/dates';

const iso = (value: unknown, zone: string) => {
	const millis = epochMillis(value, zone);
	return millis === undefined ? undefined : new Date(millis).toISOString();
};

test('a date without a zone is read off a clock in the given zone, summer and winter', () => {
	expect(iso('2026-01-15T09:30:00', 'Europe/Madrid')).toBe('2026-01-15T08:30:00.000Z');
	expect(iso('2026-07-15 09:30', 'Europe/Madrid')).toBe('2026-07-15T07:30:00.000Z');
	expect(iso('2026-07-15', 'America/Lima')).toBe('2026-07-15T05:00:00.000Z');
});

test('around a clock change the offset of the answer counts, not that of the guess', () => {
	// Madrid leaves summer time on 2026-10-25 at 03:00 (01:00 UTC).
	expect(iso('2026-10-25T01:30:00', 'Europe/Madrid')).toBe('2026-10-24T23:30:00.000Z');
	expect(iso('2026-10-25T03:30:00', 'Europe/Madrid')).toBe('2026-10-25T02:30:00.000Z');
});

test('a date with a zone, and milliseconds, are taken as they are', () => {
	expect(iso('2021-06-17T19:53:58.551Z', 'Europe/Madrid')).toBe('2021-06-17T19:53:58.551Z');
	expect(iso('2026-11-22T10:00:00.000-05:00', 'Europe/Madrid')).toBe('2026-11-22T15:00:00.000Z');
	expect(iso(1_700_000_000_000, 'America/Lima')).toBe('2023-11-14T22:13:20.000Z');
});

test('what is no date is undefined', () => {
	for (const value of [
		'',
		'tomorrow',
		'2026-13-45',
		'22/11/2026x',
		'contrato 12',
		'5',
		null,
		undefined,
		{},
	]) {
		expect(epochMillis(value, 'UTC')).toBeUndefined();
	}
});

test('a date that some read in one way and some in another is none', () => {
	for (const value of ['05/06/2026', '31/12/2026', '5-6-2026', 'Dec 31, 2026 18:00', '2026']) {
		expect(epochMillis(value, 'Europe/Madrid')).toBeUndefined();
		expect(calendarDay(value, 'Europe/Madrid')).toBeUndefined();
	}
});

test("what JavaScript's own dates, and HTTP's, look like as text", () => {
	const date = new Date('2026-12-31T17:00:00Z');
	expect(iso(date, 'America/Lima')).toBe('2026-12-31T17:00:00.000Z');
	expect(iso(date.toUTCString(), 'America/Lima')).toBe('2026-12-31T17:00:00.000Z');
	expect(iso('Thu Dec 31 2026 18:00:00 GMT+0100 (Central European Standard Time)', 'America/Lima')).toBe(
		'2026-12-31T17:00:00.000Z',
	);
});

describe('the day of the calendar', () => {
	test('a date that names only a day is that day everywhere', () => {
		for (const zone of ['Pacific/Kiritimati', 'America/Mexico_City', 'Pacific/Pago_Pago']) {
			expect(calendarDay('2021-01-01', zone)).toBe('2021-01-01');
			expect(calendarDay(' 2024-02-29 ', zone)).toBe('2024-02-29');
			expect(calendarDay('2021-01-01T00:00:00', zone)).toBe('2021-01-01');
		}
	});

	test('an instant is the day that a calendar in the zone shows', () => {
		expect(calendarDay('2026-01-01T02:00:00Z', 'America/Mexico_City')).toBe('2025-12-31');
		expect(calendarDay('2026-01-01T02:00:00Z', 'Europe/Madrid')).toBe('2026-01-01');
		expect(calendarDay(Date.UTC(2026, 11, 31, 23), 'Europe/Madrid')).toBe('2027-01-01');
	});

	test.each(['2021-11-31', '2021-02-29', '2021-13-01', '31/12/2021', 'soon', '', 1e20])(
		'%j is none',
		(value) => {
			expect(calendarDay(value, 'America/Mexico_City')).toBeUndefined();
		},
	);
});

test('an instant is shown as a clock in the zone shows it, summer and winter', () => {
	const madrid = (instant: string) => wallClock(Date.parse(instant), 'Europe/Madrid');
	expect(madrid('2022-05-01T13:10:59.999Z')).toBe('2022-05-01 15:10');
	expect(madrid('2026-01-15T23:30:00Z')).toBe('2026-01-16 00:30');
	// The clocks go from 02:00 to 03:00 on 2026-03-29, and from 03:00 back to 02:00 on 2026-10-25, both at 01:00 UTC.
	expect(madrid('2026-03-29T00:59:59Z')).toBe('2026-03-29 01:59');
	expect(madrid('2026-03-29T01:00:00Z')).toBe('2026-03-29 03:00');
	expect(madrid('2026-10-25T00:30:00Z')).toBe('2026-10-25 02:30');
	expect(madrid('2026-10-25T01:30:00Z')).toBe('2026-10-25 02:30');
	expect(wallClock(Date.parse('2026-07-15T05:00:00Z'), 'America/Lima')).toBe('2026-07-15 00:00');
});

test('what a clock shows, read off it again, is the same minute, but for the hour that comes twice', () => {
	const minute = fc.integer({ min: 0, max: 60 * 24 * 366 * 60 }).map((minutes) => minutes * 60_000);
	fc.assert(
		fc.property(minute, (instant) => {
			const again = epochMillis(wallClock(instant, 'Europe/Madrid'), 'Europe/Madrid');
			expect([0, 3_600_000, -3_600_000]).toContain((again ?? NaN) - instant);
			expect(wallClock(again ?? NaN, 'Europe/Madrid')).toBe(wallClock(instant, 'Europe/Madrid'));
		}),
	);
});

test('years without four digits are slips, such as microseconds for milliseconds', () => {
	for (const value of [1_700_000_000_000_000, NaN, Infinity, -1e14, '+275760-09-13', '0001-01-01']) {
		expect(epochMillis(value, 'America/Lima')).toBeUndefined();
		expect(calendarDay(value, 'America/Lima')).toBeUndefined();
	}
	expect(calendarDay('9999-12-29', 'Pacific/Apia')).toBe('9999-12-29');
});
