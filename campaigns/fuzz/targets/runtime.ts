import fc from 'fast-check';
import { calendarDay, epochMillis, wallClock } from '../../../nodes/runtime/form/dates';
import { retryAfterMillis, waitBeforeRetry } from '../../../nodes/runtime/http/retry';
import { textOf } from '../../../nodes/runtime/text';
import { isRecent, sameText } from '../../../nodes/runtime/webhook/webhook';
import { mutated, text } from '../hostile';
import { mutatedJson } from '../hostileJson';
import { assert } from '../outcome';
import { target } from '../target';

const dates = fc.oneof(
	mutated(
		'2026-11-22',
		'2026-11-22T18:00:00',
		'2026-11-22 18:00',
		'2026-11-22T18:00:00.123Z',
		'22/11/2026',
		'0001-01-01',
	),
	mutatedJson(0, 8.64e15, 8.64e15 + 1, -1, 'Sun Nov 22 2026', '2026-12-31T18:00:00+05:45'),
	fc.constantFrom(NaN, Infinity, -8.64e15),
);
const zones = fc.constantFrom('America/Lima', 'Europe/Madrid', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC');

/** A date, or nothing: never NaN, never an instant that a Date cannot hold. */
export const dateTexts = target({
	name: 'dates',
	cases: fc.tuple(dates, zones),
	check([written, zone]) {
		const millis = epochMillis(written, zone);
		assert(
			millis === undefined || !Number.isNaN(new Date(millis).getTime()),
			`no instant: ${String(millis)}`,
		);
		const day = calendarDay(written, zone);
		assert(day === undefined || /^\d{4}-\d\d-\d\d$/.test(day), `no day: ${String(day)}`);
		if (millis !== undefined) wallClock(millis, zone);
	},
});

/** The small ones together: headers and values that anybody can send. */
export const headerTexts = target({
	name: 'headers-and-texts',
	cases: fc.tuple(mutatedJson('1604957455847', '86400', 'Wed, 21 Oct 2026 07:28:00 GMT'), text),
	check([given, other]) {
		const written = textOf(given);
		assert(typeof written === 'string', 'no text');
		assert(sameText(written, other) === (written === other), 'two texts are the same that differ');
		assert(!isRecent(other, 1000, 0) || Math.abs(Number(other)) <= 1000, 'an old time stamp is recent');
		const retryAfterMs = retryAfterMillis(typeof given === 'object' ? other : given);
		assert(retryAfterMs === undefined || retryAfterMs >= 0, 'a wait into the past');
		const wait = waitBeforeRetry({ fate: 'notTaken', retryAfterMs }, 'write', 1);
		assert(wait === undefined || (wait >= 0 && wait <= 60_000), `an odd wait: ${String(wait)}`);
	},
});
