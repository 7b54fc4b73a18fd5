import { NO_ITEM } from '../deliveries/executions';
import { matched, type Started } from '../deliveries/match';
import { runDeliveries, type DeliveriesOutcome } from '../deliveries/run';
import { offences, table } from '../deliveries/table';
import type { Stage } from './stage';
import { workOf } from './work';

export interface Settings {
	count: number;
	seed: number;
	report(line: string): void;
}

/** The deliveries campaign through the webhook processor, with a worker killed midway and another started after it. */
export async function deliveriesThroughQueue(
	{ client, cluster, sandbox }: Stage,
	{ count, seed, report }: Settings,
): Promise<boolean> {
	report(`\n## ${count} deliveries through the webhook processor, a worker killed midway\n`);
	const [victim] = cluster.workers;
	let cutOff: Started[] = [];
	const outcome = await runDeliveries({
		...{ n8n: client, webhookBase: cluster.webhook.url, sandbox, count, seed, report },
		interruptions: [
			async (look) => {
				await victim.kill();
				// n8n will empty these executions on record.
				cutOff = await look(workOf(victim).cutOff);
				report(`  worker 1 was killed in ${cutOff.length} executions`);
				await cluster.startWorker();
			},
		],
	});
	const told = withStarts(outcome, cutOff);
	report(table(told));
	cluster.workers.forEach((worker, index) =>
		report(`Worker ${index + 1} began ${workOf(worker).begun.length} executions.`),
	);
	const fates = outcome.executions.filter(({ executionId }) => isOneOf(cutOff, executionId));
	for (const { executionId, status, key } of fates)
		report(`Execution ${executionId}, cut off: ${status}, ${key === NO_ITEM ? 'emptied' : 'with its data'}.`);
	const found = [...offences(told, { mayBeInterrupted: true }), ...unexplained(told, cutOff)];
	found.forEach(report);
	return found.length === 0;
}

const isOneOf = (executions: Started[], id: string) =>
	executions.some(({ executionId }) => executionId === id);

/** The outcome with what was read of the executions before n8n emptied them. */
function withStarts(outcome: DeliveriesOutcome, cutOff: Started[]): DeliveriesOutcome {
	const executions = outcome.executions.map((execution) => {
		const before = cutOff.find(({ executionId }) => executionId === execution.executionId);
		return { ...execution, key: before?.key ?? execution.key };
	});
	return { ...outcome, executions, verdict: matched(outcome.answers, executions) };
}

/** A killed worker explains the executions it was in, and no repeated start: what takes the deliveries was up. */
function unexplained({ verdict }: DeliveriesOutcome, cutOff: Started[]): string[] {
	const notDone = verdict.notDone.filter(({ executionId }) => !isOneOf(cutOff, executionId));
	return [
		...notDone.map(
			({ executionId, status }) => `Execution ${executionId}, which no killed worker was in: ${status}`,
		),
		...verdict.startedAgain.map((name) => `Started again although the webhook processor was up: ${name}`),
	];
}
