import type { INodeExecutionData } from 'n8n-workflow';
import type { NodeError } from '../http/errors';
import { effectOf, type Operation } from '../operation';

/** What became of one item that was started. */
export type Outcome = { items: INodeExecutionData[] } | Failed;

export interface Failed {
	error: NodeError;
	/** The error's own description, before a report is added to it. */
	advice?: string | null;
}

/** One entry per item; undefined for items that were not started. */
export type Outcomes = Array<Outcome | undefined>;

/** Whether an item was started, and went well. */
export function isDone(outcome: Outcome | undefined): outcome is { items: INodeExecutionData[] } {
	return outcome !== undefined && 'items' in outcome;
}

export function hasFailed(outcome: Outcome | undefined): outcome is Failed {
	return outcome !== undefined && 'error' in outcome;
}

/** Whether nobody knows what became of it, because its answer was lost. */
export function mayBeDone(outcome: Outcome | undefined): outcome is Failed {
	return hasFailed(outcome) && outcome.error.context.fate === 'unknown';
}

const LONGEST_LIST = 20;

/**
 * Completes the error of the item that stops a run with everything that had already happened, so that nothing is lost
 * from sight: what was made, what else failed, what was not started. The description names the first of them; the full
 * lists are in `error.context`: `alreadyDone`, `alsoFailed`, `notStarted`.
 *
 * @param failed the index of the outcome whose error is completed
 */
export function report(outcomes: Outcomes, failed: number, operation: Operation): NodeError {
	const { error, advice } = outcomes[failed] as Failed;
	if (effectOf(operation) === 'read') return error;
	const alreadyDone = doneIn(outcomes, operation);
	const alsoFailed = outcomes.flatMap((outcome, item) =>
		hasFailed(outcome) && item !== failed
			? [{ item, message: outcome.error.message, fate: outcome.error.context.fate }]
			: [],
	);
	const notStarted = outcomes.flatMap((outcome, item) => (outcome ? [] : [item]));
	const done = `Already done (${operation.name}): ${shortened(alreadyDone.map(named))}. Do not run these items again.`;
	const sentences = [
		advice,
		alreadyDone.length > 0 ? done : 'Nothing had been done before.',
		alsoFailed.length > 0 && `Also: ${shortened(alsoFailed.map(({ message }) => message))}.`,
		notStarted.length > 0 && `Not started: items ${shortened(notStarted.map(String))}.`,
	];
	error.description = sentences.filter(Boolean).join(' ');
	Object.assign(error.context, { alreadyDone, alsoFailed, notStarted });
	return error;
}

interface Done {
	item: number;
	ids: string[];
}

/** The items that were done, with the IDs of what was made. */
export function doneIn(outcomes: Outcomes, { idField = 'id' }: Operation): Done[] {
	return outcomes.flatMap((outcome, item) => {
		if (!isDone(outcome)) return [];
		const ids = outcome.items
			.map(({ json }) => json[idField])
			.filter((id) => id !== undefined && id !== null);
		return [{ item, ids: ids.map(String) }];
	});
}

/** «item 3 (1234)» */
export function named({ item, ids }: Done): string {
	return `item ${item}${ids.length > 0 ? ` (${ids.join(', ')})` : ''}`;
}

function shortened(entries: string[]): string {
	if (entries.length <= LONGEST_LIST) return entries.join(', ');
	return `${entries.slice(0, LONGEST_LIST).join(', ')} and ${entries.length - LONGEST_LIST} more`;
}
