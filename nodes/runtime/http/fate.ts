import type { Effect } from '../operation';
import type { Failure } from './provider';

/** Whether the same request may be sent once more without any risk of doing a thing twice. */
export function mayBeSentAgain(failure: Failure, effect: Effect): boolean {
	if (failure.isFinal) return false;
	if (failure.fate === 'notTaken') return true;
	return failure.fate === 'unknown' && effect === 'read';
}
