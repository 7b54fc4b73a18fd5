import { createHash } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { effectOf, type Operation } from '../operation';
import { isDone, type Outcome } from './report';
import { isTool } from './tool';

/** A run of which n8n may not have asked for the last try yet. */
interface FailedRun {
	outcomes: Array<Outcome | undefined>;
	/** How many tries there were. */
	tries: number;
	/** When the last one ended, in milliseconds since 1970. */
	at: number;
}

/** n8n waits 5 s at most before the next try. */
const KEPT_MS = 60_000;
const MOST_RUNS = 200;
/** The one that ended first stands first. */
const failedRuns = new Map<string, FailedRun>();

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
	const earlier = isTriedAgain(context, operation) ? earlierTries(runKey(context))?.outcomes : undefined;
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
	const tries = (earlierTries(key)?.tries ?? 0) + 1;
	failedRuns.delete(key);
	if (outcomes.every(isDone) || isLastOfTool(context, tries)) return;
	const settled = outcomes.map((outcome) => (isDone(outcome) || mayBeDone(outcome) ? outcome : undefined));
	failedRuns.set(key, { outcomes: settled, tries, at: Date.now() });
	forgetOld();
}

function earlierTries(key: string): FailedRun | undefined {
	const run = failedRuns.get(key);
	return run && Date.now() - run.at < KEPT_MS ? run : undefined;
}

function forgetOld(): void {
	for (const [key, { at }] of failedRuns) {
		if (failedRuns.size <= MOST_RUNS && Date.now() - at < KEPT_MS) return;
		failedRuns.delete(key);
	}
}

/** What a tool is asked next may be the same, for somebody else: it is a new run. The limits of tries are n8n's. */
function isLastOfTool(context: IExecuteFunctions, tries: number): boolean {
	const { maxTries } = context.getNode();
	return isTool(context) && tries >= Math.min(5, Math.max(2, maxTries || 3));
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
