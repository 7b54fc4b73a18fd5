import { createHash } from 'node:crypto';
import {
	jsonStringify,
	NodeApiError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { effectOf, type Operation } from '../operation';
import { isDone, mayBeDone, type Failed, type Outcome, type Outcomes } from './report';
import { isTool } from './tool';

/** What became of one item, as plain data: n8n saves it with the execution. `input` tells which item it was. */
type Kept = { input: string } & ({ items: INodeExecutionData[] } | { error: KeptError });

type KeptError = Pick<NodeApiError, 'message' | 'description' | 'httpCode' | 'context'>;

interface KeptRun {
	/** How often n8n has run it. */
	tries: number;
	/** By item: those that were done, or may have been. */
	items: Record<number, Kept | undefined>;
}

/**
 * n8n runs a node again from its first item: by itself (Retry On Fail), or when a person presses Retry in the list of
 * executions. What became of each item is therefore kept in the execution: what was done is given out again, and what may
 * have been done fails again; neither is sent again. Reads are simply repeated.
 */
export function settledBefore(context: IExecuteFunctions, operation: Operation): Outcomes {
	const kept = effectOf(operation) === 'write' ? keptRuns(context)[runKey(context)]?.items : undefined;
	return context.getInputData().map(({ json }, index) => {
		const before = kept?.[index];
		const isSame = before !== undefined && before.input === markOf(operation, json);
		return isSame ? restored(context, before) : undefined;
	});
}

/** Keeps what became of the items, unless n8n has no reason to run the node again with them. */
export function keepSettled(context: IExecuteFunctions, operation: Operation, outcomes: Outcomes): void {
	if (effectOf(operation) === 'read') return;
	const ofNode = context.getContext('node');
	const key = runKey(context);
	const { [key]: earlier, ...runs } = keptRuns(context);
	const tries = (earlier?.tries ?? 0) + 1;
	if (!outcomes.every(isDone) && mayRunAgain(context, tries)) {
		runs[key] = { tries, items: plain(context, operation, outcomes) };
	}
	ofNode.settled = runs;
	if (Object.keys(runs).length === 0) delete ofNode.settled;
}

/** A node that goes on after failures does not fail as a whole, and what a tool is asked next is a new run. */
function mayRunAgain(context: IExecuteFunctions, tries: number): boolean {
	const { retryOnFail, maxTries } = context.getNode();
	if (!context.continueOnFail() && !isTool(context)) return true;
	return retryOnFail === true && tries < Math.min(5, Math.max(2, maxTries || 3));
}

function keptRuns(context: IExecuteFunctions): Record<string, KeptRun | undefined> {
	return (context.getContext('node').settled ?? {}) as Record<string, KeptRun>;
}

/** A node in a loop runs several times. Of a tool, n8n counts each try as a run: they have in common what was asked. */
function runKey(context: IExecuteFunctions): string {
	if (!isTool(context)) return String(context.getWorkflowDataProxy(0).$runIndex);
	return hashOf(context.getInputData().map(({ json }) => json));
}

/** Nothing is ever given out for another item or another operation than it was made of. */
function markOf({ action }: Operation, json: IDataObject): string {
	return hashOf([action, json]);
}

function hashOf(value: unknown): string {
	return createHash('sha256')
		.update(jsonStringify(value, { replaceCircularRefs: true }))
		.digest('hex')
		.slice(0, 16);
}

function plain(context: IExecuteFunctions, operation: Operation, outcomes: Outcomes): KeptRun['items'] {
	const items: KeptRun['items'] = {};
	for (const [index, { json }] of context.getInputData().entries()) {
		const outcome = outcomes[index];
		const input = markOf(operation, json);
		if (isDone(outcome)) items[index] = { input, items: outcome.items };
		if (mayBeDone(outcome)) items[index] = { input, error: plainError(outcome) };
	}
	return items;
}

/** An unknown fate is always that of a request, so its error is n8n's for requests. */
function plainError({ error, advice }: Failed): KeptError {
	const { message, context, httpCode } = error as NodeApiError;
	return { message, description: advice, httpCode, context: { ...context } };
}

function restored(context: IExecuteFunctions, kept: Kept): Outcome {
	if ('items' in kept) return { items: kept.items };
	const { message, description, context: facts } = kept.error;
	const error = new NodeApiError(context.getNode(), {}, { message });
	Object.assign(error, kept.error, { context: { ...facts } });
	return { error, advice: description };
}
