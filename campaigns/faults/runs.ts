import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { StartedNode } from '../../test/integration/support/engine';
import type { World } from '../../test/integration/support/worldOf';
import type { RunSeen } from './told';
import type { NodeName } from './workload/kinds';

/** How a person set the node. */
export interface Manner {
	onFail: 'stop' | 'continue' | 'errorOutput';
	itemsInParallel: number;
	retryOnFail: boolean;
}

/** Every way to react to a failure, alone and in parallel, with n8n's own retries and without. */
export const manners: Manner[] = (['stop', 'continue', 'errorOutput'] as const).flatMap((onFail) =>
	[1, 10].flatMap((itemsInParallel) =>
		[false, true].map((retryOnFail) => ({ onFail, itemsInParallel, retryOnFail })),
	),
);

const ON_ERROR = {
	stop: 'stopWorkflow',
	continue: 'continueRegularOutput',
	errorOutput: 'continueErrorOutput',
} as const;

/** The node's settings that make up a manner. */
export function settingsOf({ onFail, retryOnFail }: Manner): Partial<INode> {
	const tries = retryOnFail ? { retryOnFail, maxTries: 3, waitBetweenTries: 0 } : {};
	return { onError: ON_ERROR[onFail], ...tries };
}

const CREDENTIAL = {
	keynua: 'keynuaApi',
	dynamiCore: 'dynamiCoreApi',
	firmafy: 'firmafyApi',
	mensatek: 'mensatekApi',
};

/** Starts one workflow of one node on n8n's engine. */
export function startRun(
	{ engine, credentials }: World,
	{ node, parameters }: { node: NodeName; parameters: INodeParameters },
	input: INodeExecutionData[],
	manner: Manner,
): StartedNode {
	const credential = CREDENTIAL[node];
	return engine.startNode(`n8n-nodes-esign-kyc.${node}`, {
		parameters: { ...parameters, options: { itemsInParallel: manner.itemsInParallel } },
		credentials: { [credential]: credentials[credential] },
		input,
		node: settingsOf(manner),
	});
}

/** What the run gave: all of its outputs, and the node's own error. */
export async function seenOf({ finished }: StartedNode): Promise<RunSeen> {
	const { outputs, error, execution } = await finished;
	const [, task] = Object.values(execution.data.resultData.runData).flat();
	// A cancelled run fails with n8n's own error, also where the node gave items; what the node said is with the node.
	const own = task ? task.error : error;
	return { items: outputs.flat(), error: own as RunSeen['error'] };
}

/** Works through jobs, so many at a time. */
export async function inLanes(lanes: number, jobs: Array<() => Promise<void>>): Promise<void> {
	const waiting = [...jobs].reverse();
	const lane = async () => {
		for (let job = waiting.pop(); job; job = waiting.pop()) await job();
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}

/** Jobs that stand in a row by operation, mixed, so that all providers are busy all the time. */
export function mixed<T>(jobs: T[]): T[] {
	const step = 37;
	return Array.from({ length: step }, (_, start) =>
		jobs.filter((__, index) => index % step === start),
	).flat();
}
