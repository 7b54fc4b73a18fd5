import { sleep } from 'n8n-workflow';
import { mayBeSentAgain } from './fate';
import type { Failure, Result } from './provider';
import type { Effect } from '../operation';

export const MAX_TRIES = 4;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/**
 * Tries something until it succeeds, as often and as soon as is safe.
 *
 * @param attempt gives the success, or why there is none
 * @param errorFor makes the error that is thrown in the end
 * @param signal of the execution: no further try once it is cancelled
 */
export async function withRetries<T>(
	effect: Effect,
	attempt: () => Promise<Result<T>>,
	errorFor: (failure: Failure, tries: number) => Error,
	signal?: AbortSignal,
): Promise<T> {
	for (let tries = 1; ; tries++) {
		const outcome = await attempt();
		if ('success' in outcome) return outcome.success;
		const { failure } = outcome;
		const wait = waitBeforeRetry(failure, effect, tries);
		if (wait === undefined || !(await pause(wait, signal))) throw errorFor(failure, tries);
	}
}

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
	const longest = FIRST_WAIT_MS * 2 ** (tries - 1);
	const wait = failure.retryAfterMs ?? longest / 2 + (longest / 2) * random;
	return wait <= LONGEST_WAIT_MS ? wait : undefined;
}

/**
 * Reads a Retry-After header: seconds, or an HTTP date.
 * @returns milliseconds, more than 0; undefined when it is absent, asks for no wait, or is neither of the two
 */
export function retryAfterMillis(header: unknown, now = Date.now()): number | undefined {
	const text = String(header ?? '').trim();
	const isDate = /^[A-Z][a-z]+, .* GMT$/.test(text);
	const wait = isDate ? Date.parse(text) - now : /^\d+$/.test(text) ? Number(text) * 1000 : 0;
	return wait > 0 ? wait : undefined;
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
