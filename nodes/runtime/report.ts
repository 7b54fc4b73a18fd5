import type { INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { effectOf, type Operation } from './operation';

/** What became of one item that was started. */
export type Outcome = { items: INodeExecutionData[] } | Failed;

export interface Failed {
	error: NodeApiError | NodeOperationError;
	/** The error's own description, before a report is added to it. */
	advice?: string | null;
}

interface Done {
	item: number;
	ids: string[];
}

const LONGEST_LIST = 20;

/**
 * Completes the error of the item that stops a run with everything that had already happened, so that nothing is lost
 * from sight: what was made, what else failed, what was not started. The full list is in `error.context.alreadyDone`.
 *
 * @param outcomes one entry per item; undefined for items that were not started
 * @param failed the index of the outcome whose error is completed
 */
export function report(
	outcomes: Array<Outcome | undefined>,
	failed: number,
	operation: Operation,
): NodeApiError | NodeOperationError {
	const { error, advice } = outcomes[failed] as Failed;
	if (effectOf(operation) === 'read') return error;
	const done = outcomes.flatMap((outcome, item) => doneBy(outcome, item, operation.idField ?? 'id'));
	const sentences = [
		advice,
		doneSentence(done, operation),
		...alsoFailed(outcomes, failed),
		notStartedSentence(outcomes),
	];
	error.description = sentences.filter(Boolean).join(' ');
	error.context.alreadyDone = done;
	return error;
}

function doneBy(outcome: Outcome | undefined, item: number, idField: string): Done[] {
	if (!outcome || 'error' in outcome) return [];
	const ids = outcome.items.map(({ json }) => json[idField]).filter((id) => id !== undefined && id !== null);
	return [{ item, ids: ids.map(String) }];
}

function doneSentence(done: Done[], operation: Operation): string {
	if (done.length === 0) return 'Nothing had been done before.';
	const entries = done.map(({ item, ids }) => `item ${item}${ids.length > 0 ? ` (${ids.join(', ')})` : ''}`);
	return `Already done (${operation.name}): ${shortened(entries)}. Do not run these items again.`;
}

function alsoFailed(outcomes: Array<Outcome | undefined>, failed: number): string[] {
	const errors = outcomes.flatMap((outcome, index) =>
		outcome && 'error' in outcome && index !== failed ? [outcome.error.message] : [],
	);
	return errors.length > 0 ? [`Also: ${shortened(errors)}.`] : [];
}

function notStartedSentence(outcomes: Array<Outcome | undefined>): string {
	const waiting = outcomes.flatMap((outcome, index) => (outcome === undefined ? [`${index}`] : []));
	return waiting.length > 0 ? `Not started: items ${shortened(waiting)}.` : '';
}

function shortened(entries: string[]): string {
	if (entries.length <= LONGEST_LIST) return entries.join(', ');
	return `${entries.slice(0, LONGEST_LIST).join(', ')} and ${entries.length - LONGEST_LIST} more`;
}
