import { calendarDay, epochMillis } from '../../../nodes/runtime/dates';

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
	for (const value of ['', 'tomorrow', '2026-13-45', '22/11/2026x', null, undefined, {}]) {
		expect(epochMillis(value, 'UTC')).toBeUndefined();
	}
});

describe('the day of a date', () => {
	test.each([
		['2026-05-01', '2026-05-01'],
		['2026-05-01T23:30:00', '2026-05-01'],
		['2026-05-02T03:30:00Z', '2026-05-01'],
		['2026-05-01T23:30:00-05:00', '2026-05-01'],
		[' 2024-02-29 ', '2024-02-29'],
	])('%s in Lima is %s', (value, day) => {
		expect(calendarDay(value, 'America/Lima')).toBe(day);
	});

	test.each(['2026-02-30', '2026-13-01', 'tomorrow', '', undefined])('%s is none', (value) => {
		expect(calendarDay(value, 'America/Lima')).toBeUndefined();
	});

	test('a number is milliseconds', () => {
		expect(calendarDay(Date.parse('2026-05-02T03:30:00Z'), 'America/Lima')).toBe('2026-05-01');
	});
});
