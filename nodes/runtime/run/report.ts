import type { INodeExecutionData } from 'n8n-workflow';
import type { NodeError } from '../http/errors';
import { effectOf, type Operation } from '../operation';

/** What became of one item that was started. */
export type Outcome = Done | Failed;
type Done = { items: INodeExecutionData[] };
type Failed = { error: NodeError };

/** One entry per item; undefined for items that were not started. */
export type Outcomes = Array<Outcome | undefined>;

export function isDone(outcome: Outcome | undefined): outcome is Done {
	return outcome !== undefined && 'items' in outcome;
}

export function hasFailed(outcome: Outcome | undefined): outcome is Failed {
	return outcome !== undefined && 'error' in outcome;
}

/** Whether nobody knows what became of it, because its answer was lost. */
export function mayBeDone(outcome: Outcome | undefined): outcome is Failed {
	return hasFailed(outcome) && outcome.error.context.fate === 'unknown';
}

/**
 * Completes the error that stops a run with everything that had already happened, so that nothing is lost from sight:
 * what was made, what else failed, what was not started. The description names the first of them; the full lists are in
 * `error.context`: `alreadyDone`, `alsoFailed`, `notStarted`.
 */
export function report(error: NodeError, outcomes: Outcomes, operation: Operation): NodeError {
	if (effectOf(operation) === 'read') return error;
	const alreadyDone = doneIn(outcomes, operation);
	const alsoFailed = outcomes.flatMap((outcome, item) => {
		if (!hasFailed(outcome) || outcome.error === error) return [];
		return [{ item, message: outcome.error.message, fate: outcome.error.context.fate }];
	});
	const notStarted = outcomes.flatMap((outcome, item) => (outcome ? [] : [item]));
	const done = `Already done (${operation.name}): ${shortened(alreadyDone.map(named))}. Do not run these items again.`;
	const sentences = [
		error.description,
		alreadyDone.length > 0 ? done : 'Nothing had been done before.',
		alsoFailed.length > 0 && `Also: ${shortened(alsoFailed.map(({ message }) => message))}.`,
		notStarted.length > 0 && `Not started: items ${shortened(notStarted.map(String))}.`,
	];
	error.description = sentences.filter(Boolean).join(' ');
	Object.assign(error.context, { alreadyDone, alsoFailed, notStarted });
	return error;
}

/** The items that were done, with the IDs of what was made. */
export function doneIn(outcomes: Outcomes, { idField = 'id' }: Operation) {
	return outcomes.flatMap((outcome, item) => {
		if (!isDone(outcome)) return [];
		const ids = outcome.items.map(({ json }) => json[idField] ?? undefined);
		return [{ item, ids: ids.filter((id) => id !== undefined).map(String) }];
	});
}

/** «item 3 (1234)» */
export function named({ item, ids }: { item: number; ids: string[] }): string {
	return `item ${item}${ids.length > 0 ? ` (${ids.join(', ')})` : ''}`;
}

function shortened(entries: string[]): string {
	const more = entries.length > 20 ? ` and ${entries.length - 20} more` : '';
	return entries.slice(0, 20).join(', ') + more;
}
