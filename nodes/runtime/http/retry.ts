import { sleep } from 'n8n-workflow';
import { mayBeSentAgain } from './fate';
import type { Failure } from './provider';
import type { Effect } from '../operation';

export const MAX_TRIES = 4;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/**
 * Milliseconds to wait before trying again, or undefined when the failure is final.
 * Exponential with full jitter in its upper half; a wait that the provider asks for is kept, up to 60 s.
 *
 * @param tries how often the request has been sent so far
 * @param random a number from 0 up to 1
 */
export function waitBeforeRetry(
	failure: Failure,
	effect: Effect,
	tries: number,
	random = Math.random(),
): number | undefined {
	if (tries >= MAX_TRIES || !mayBeSentAgain(failure, effect)) return undefined;
	if (failure.retryAfterMs !== undefined) {
		return failure.retryAfterMs <= LONGEST_WAIT_MS ? failure.retryAfterMs : undefined;
	}
	const longest = FIRST_WAIT_MS * 2 ** (tries - 1);
	return longest / 2 + (longest / 2) * random;
}

/** Reads a Retry-After header: seconds, or an HTTP date. Undefined when absent or unreadable. */
export function retryAfterMillis(header: unknown, now = Date.now()): number | undefined {
	const text = String(header ?? '').trim();
	if (text === '') return undefined;
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Waits, or stops waiting when the execution is cancelled.
 * @returns whether to go on: false when it was cancelled
 */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<boolean> {
	if (signal?.aborted) return false;
	let wake = () => {};
	const cancelled = new Promise<void>((resolve) => (wake = resolve));
	signal?.addEventListener('abort', wake);
	// n8n's sleep rejects on the signal from version 2 on and drops its timer; in version 1 it knows no signal.
	await Promise.race([sleep(milliseconds, signal).catch(wake), cancelled]);
	signal?.removeEventListener('abort', wake);
	return signal?.aborted !== true;
}
