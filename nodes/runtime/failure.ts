import type { Effect } from './operation';

/**
 * What is known of a request that did not go well:
 * - `refused`: the provider understood it and did not do it;
 * - `notTaken`: it never reached the provider, or was turned away unread (429, 503 with Retry-After);
 * - `unknown`: the provider may or may not have done it (5xx, time-outs, broken connections, unreadable answers).
 */
export type Fate = 'refused' | 'notTaken' | 'unknown';

export interface Failure {
	fate: Fate;
	/** HTTP status, when there was an answer. */
	status?: number;
	/** What the network said, such as ECONNREFUSED, when there was none. */
	networkCode?: string;
	/** The provider's own words and code. */
	words?: string;
	code?: string;
	/** What to do about it, when the provider's document or code table tells more than the status does. */
	advice?: string;
	/** How long the provider asked us to wait. */
	retryAfterMs?: number;
	/** Not to be repeated, even where that would be safe: the provider takes offence at repetition. */
	isFinal?: boolean;
	/** The session is no longer known: the request was not carried out, and needs a new one. */
	sessionGone?: boolean;
	/** The provider's whole answer. */
	answer?: unknown;
}

/** Whether the same request may be sent once more without any risk of doing a thing twice. */
export function mayBeSentAgain(failure: Failure, effect: Effect): boolean {
	if (failure.isFinal) return false;
	if (failure.fate === 'notTaken') return true;
	return failure.fate === 'unknown' && effect === 'read';
}
