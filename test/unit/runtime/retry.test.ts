import type { Failure } from '../../../nodes/runtime/http/provider';
import { MAX_TRIES, pause, retryAfterMillis, waitBeforeRetry } from '../../../nodes/runtime/http/retry';

const tooMany: Failure = { fate: 'notTaken', status: 429 };
const broken: Failure = { fate: 'unknown', networkCode: 'ECONNRESET' };
const refused: Failure = { fate: 'refused', status: 400 };

describe('waitBeforeRetry', () => {
	test('what the provider did not take is sent again, reads and writes alike', () => {
		expect(waitBeforeRetry(tooMany, 'write', 1)).toBeGreaterThan(0);
		expect(waitBeforeRetry(tooMany, 'read', 1)).toBeGreaterThan(0);
	});

	test('a write whose fate is unknown is never repeated; a read is', () => {
		expect(waitBeforeRetry(broken, 'write', 1)).toBeUndefined();
		expect(waitBeforeRetry(broken, 'read', 1)).toBeGreaterThan(0);
	});

	test('a refusal is final', () => {
		expect(waitBeforeRetry(refused, 'read', 1)).toBeUndefined();
	});

	test('so is what the provider does not like to hear again', () => {
		expect(waitBeforeRetry({ ...broken, isFinal: true }, 'read', 1)).toBeUndefined();
	});

	test('at most four tries', () => {
		expect(MAX_TRIES).toBe(4);
		expect(waitBeforeRetry(tooMany, 'read', 3)).toBeGreaterThan(0);
		expect(waitBeforeRetry(tooMany, 'read', 4)).toBeUndefined();
	});

	test('waits grow exponentially, with jitter', () => {
		const shortest = [1, 2, 3].map((tries) => waitBeforeRetry(broken, 'read', tries, 0));
		const longest = [1, 2, 3].map((tries) => waitBeforeRetry(broken, 'read', tries, 1));
		expect(shortest).toEqual([250, 500, 1000]);
		expect(longest).toEqual([500, 1000, 2000]);
	});

	test('Retry-After is kept up to a minute; a longer one is left to the person', () => {
		expect(waitBeforeRetry({ ...tooMany, retryAfterMs: 60_000 }, 'write', 1)).toBe(60_000);
		expect(waitBeforeRetry({ ...tooMany, retryAfterMs: 61_000 }, 'write', 1)).toBeUndefined();
	});
});

test('Retry-After is read as seconds or as a date', () => {
	const now = Date.parse('2026-11-22T10:00:00Z');
	expect(retryAfterMillis('7', now)).toBe(7000);
	expect(retryAfterMillis('Sun, 22 Nov 2026 10:00:30 GMT', now)).toBe(30_000);
});

test.each([undefined, '0', '-5', '5.5', '3, 3', 'Sun, 22 Nov 2026 09:00:00 GMT', 'soon'])(
	'Retry-After "%s" asks for no wait: our own is kept',
	(header) => {
		expect(retryAfterMillis(header, Date.parse('2026-11-22T10:00:00Z'))).toBeUndefined();
	},
);

test('a pause ends at once when the execution is cancelled', async () => {
	const controller = new AbortController();
	const waiting = pause(60_000, controller.signal);
	controller.abort();
	expect(await waiting).toBe(false);
	expect(await pause(60_000, controller.signal)).toBe(false);
	expect(await pause(1)).toBe(true);
});
