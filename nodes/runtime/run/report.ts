import type { INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { effectOf, type Operation } from '../operation';

/** What became of one item that was started. */
export type Outcome = { items: INodeExecutionData[] } | Failed;

export interface Failed {
	error: NodeApiError | NodeOperationError;
	/** The error's own description, before a report is added to it. */
	advice?: string | null;
}

/** Whether an item was started, and went well. */
export function isDone(outcome: Outcome | undefined): boolean {
	return outcome !== undefined && 'items' in outcome;
}

interface Done {
	item: number;
	ids: string[];
}

interface AlsoFailed {
	item: number;
	message: string;
	fate?: string;
}

const LONGEST_LIST = 20;

/**
 * Completes the error of the item that stops a run with everything that had already happened, so that nothing is lost
 * from sight: what was made, what else failed, what was not started. The description names the first of them; the full
 * lists are in `error.context`: `alreadyDone`, `alsoFailed`, `notStarted`.
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
	const alreadyDone = outcomes.flatMap((outcome, item) => doneBy(outcome, item, operation.idField ?? 'id'));
	const alsoFailed = outcomes.flatMap((outcome, item) => (item === failed ? [] : failureOf(outcome, item)));
	const notStarted = outcomes.flatMap((outcome, item) => (outcome === undefined ? [item] : []));
	const sentences = [
		advice,
		doneSentence(alreadyDone, operation),
		alsoFailedSentence(alsoFailed),
		notStartedSentence(notStarted),
	];
	error.description = sentences.filter(Boolean).join(' ');
	Object.assign(error.context, { alreadyDone, alsoFailed, notStarted });
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

function failureOf(outcome: Outcome | undefined, item: number): AlsoFailed[] {
	if (!outcome || 'items' in outcome) return [];
	const { message, context } = outcome.error;
	return [{ item, message, fate: context.fate as string | undefined }];
}

function alsoFailedSentence(failures: AlsoFailed[]): string {
	return failures.length > 0 ? `Also: ${shortened(failures.map(({ message }) => message))}.` : '';
}

function notStartedSentence(items: number[]): string {
	return items.length > 0 ? `Not started: items ${shortened(items.map(String))}.` : '';
}

function shortened(entries: string[]): string {
	if (entries.length <= LONGEST_LIST) return entries.join(', ');
	return `${entries.slice(0, LONGEST_LIST).join(', ')} and ${entries.length - LONGEST_LIST} more`;
}
