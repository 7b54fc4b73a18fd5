import { createHash } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { effectOf, type Operation } from './operation';
import { isDone, type Outcome } from './report';
import { isTool } from './tool';

/** Runs of which n8n may not have asked for the last try yet. The oldest are forgotten. */
const MOST_RUNS = 200;
const failedRuns = new Map<string, Array<Outcome | undefined>>();

/**
 * With Retry On Fail, n8n runs a node again from its first item, although earlier ones went well. What became of each
 * item is therefore kept until the next try of the same run: what was done is not done again, and neither is what may
 * have been done. Reads are simply repeated.
 */
export function settledBefore(
	context: IExecuteFunctions,
	operation: Operation,
	count: number,
): Array<Outcome | undefined> {
	const earlier = isTriedAgain(context, operation) ? failedRuns.get(runKey(context)) : undefined;
	return earlier?.length === count ? [...earlier] : new Array<Outcome | undefined>(count).fill(undefined);
}

/** Keeps what became of the items of this try, for the next one. */
export function keepForNextTry(
	context: IExecuteFunctions,
	operation: Operation,
	outcomes: Array<Outcome | undefined>,
): void {
	if (!isTriedAgain(context, operation)) return;
	const key = runKey(context);
	failedRuns.delete(key);
	if (outcomes.every(isDone)) return;
	failedRuns.set(
		key,
		outcomes.map((outcome) => (isDone(outcome) || mayBeDone(outcome) ? outcome : undefined)),
	);
	const [oldest] = failedRuns.keys();
	if (failedRuns.size > MOST_RUNS) failedRuns.delete(oldest);
}

function isTriedAgain(context: IExecuteFunctions, operation: Operation): boolean {
	return context.getNode().retryOnFail === true && effectOf(operation) === 'write';
}

/** A node in a loop runs several times in one execution; the tries of one such run have this in common. */
function runKey(context: IExecuteFunctions): string {
	return [context.getExecutionId(), context.getNode().id, runOf(context)].join('/');
}

/** The run's number. For a tool, n8n counts each try as a run of its own: what it was asked is the same in all of them. */
function runOf(context: IExecuteFunctions): string {
	if (!isTool(context)) return String(context.getWorkflowDataProxy(0).$runIndex);
	const asked = JSON.stringify(context.getInputData().map(({ json }) => json));
	return createHash('sha256').update(asked).digest('hex');
}

function mayBeDone(outcome: Outcome | undefined): boolean {
	return outcome !== undefined && 'error' in outcome && outcome.error.context.fate === 'unknown';
}
