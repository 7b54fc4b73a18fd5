import { hash } from 'node:crypto';
import {
	jsonStringify,
	NodeApiError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { effectOf, type Operation } from '../operation';
import { isDone, mayBeDone, type Outcome, type Outcomes } from './report';
import { isTool } from './tool';

/** What became of one item, as plain data: n8n saves it with the execution. */
interface Kept {
	/** Nothing is ever given out for another item or another operation than it was made of. */
	input: string;
	items?: INodeExecutionData[];
	/** An unknown fate is always that of a request, so its error is n8n's for requests. */
	error?: Pick<NodeApiError, 'message' | 'description' | 'httpCode' | 'context'>;
}

/** By run of the node: how often n8n has tried it, and by item what was done, or may have been. */
type KeptRuns = Record<string, { tries: number; items: Array<Kept | null> } | undefined>;

/**
 * n8n runs a node again from its first item: by itself (Retry On Fail), or when a person presses Retry in the list of
 * executions. What became of each item is therefore kept in the execution: what was done is given out again, and what may
 * have been done fails again; neither is sent again. Reads are simply repeated.
 */
export function settledBefore(context: IExecuteFunctions, operation: Operation): Outcomes {
	const runs = context.getContext('node').settled as KeptRuns | undefined;
	const items = runs?.[runKey(context)]?.items;
	return context.getInputData().map(({ json }, index) => {
		const before = items?.[index];
		return before && before.input === markOf(operation, json) ? restored(context, before) : undefined;
	});
}

/** Keeps what became of the items, unless n8n has no reason to run the node again with them. */
export function keepSettled(context: IExecuteFunctions, operation: Operation, outcomes: Outcomes): void {
	if (effectOf(operation) === 'read') return;
	const ofNode = context.getContext('node');
	const runs = (ofNode.settled ??= {}) as KeptRuns;
	const key = runKey(context);
	const tries = (runs[key]?.tries ?? 0) + 1;
	const input = context.getInputData();
	if (outcomes.every(isDone) || !mayRunAgain(context, tries)) delete runs[key];
	else runs[key] = { tries, items: outcomes.map((one, index) => plain(one, operation, input[index].json)) };
	if (Object.keys(runs).length === 0) delete ofNode.settled;
}

/** A node that goes on after failures does not fail as a whole, and what a tool is asked next is a new run. */
function mayRunAgain(context: IExecuteFunctions, tries: number): boolean {
	const { retryOnFail, maxTries } = context.getNode();
	if (!context.continueOnFail() && !isTool(context)) return true;
	// As n8n counts them.
	return retryOnFail === true && tries < Math.min(5, Math.max(2, maxTries || 3));
}

/** A node in a loop runs several times. Of a tool, n8n counts each try as a run: they have in common what was asked. */
function runKey(context: IExecuteFunctions): string {
	if (!isTool(context)) return String(context.getWorkflowDataProxy(0).$runIndex);
	return hashOf(context.getInputData().map(({ json }) => json));
}

function markOf({ action }: Operation, json: IDataObject): string {
	return hashOf([action, json]);
}

function hashOf(value: unknown): string {
	return hash('sha256', jsonStringify(value, { replaceCircularRefs: true })).slice(0, 16);
}

function plain(outcome: Outcome | undefined, operation: Operation, json: IDataObject): Kept | null {
	if (isDone(outcome)) return { input: markOf(operation, json), items: outcome.items };
	if (!mayBeDone(outcome)) return null;
	const { message, description, httpCode, context } = outcome.error as NodeApiError;
	// A copy of the context, because a report is added to it.
	return {
		input: markOf(operation, json),
		error: { message, description, httpCode, context: { ...context } },
	};
}

function restored(context: IExecuteFunctions, { items, error }: Kept): Outcome {
	if (items) return { items };
	return { error: Object.assign(new NodeApiError(context.getNode(), {}, { message: '' }), error) };
}
