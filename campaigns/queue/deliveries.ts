import { runDeliveries } from '../deliveries/run';
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
	const kill = async () => {
		await victim.kill();
		report('  worker 1 was killed');
		await cluster.startWorker();
	};
	const webhookBase = cluster.webhook.url;
	const outcome = await runDeliveries({
		...{ n8n: client, webhookBase, sandbox, count, seed, report },
		interruptions: [kill],
	});
	report(table(outcome));
	cluster.workers.forEach((worker, index) => {
		const { begun, cutOff } = workOf(worker);
		report(`Worker ${index + 1} began ${begun.length} executions, and was cut off in ${cutOff.length}.`);
	});
	const { cutOff } = workOf(victim);
	const { notDone, startedAgain } = outcome.verdict;
	const unexplained = notDone.filter(({ executionId }) => !cutOff.includes(executionId));
	const found = [
		...offences(outcome, { mayBeInterrupted: true }),
		...unexplained.map(
			({ executionId, status }) => `Execution ${executionId} is ${status}, and no worker was killed in it`,
		),
		...startedAgain.map((name) => `Started again although the webhook processor was up: ${name}`),
	];
	found.forEach(report);
	return found.length === 0;
}
