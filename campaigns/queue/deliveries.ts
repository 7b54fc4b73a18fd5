import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nClient } from '../../tools/n8n/client';
import { N8nRest } from '../../tools/n8n/rest';
import { NO_ITEM } from '../deliveries/executions';
import { matched, type Started } from '../deliveries/match';
import { runDeliveries, type DeliveriesOutcome } from '../deliveries/run';
import { offences, table } from '../deliveries/table';
import type { Stage } from './stage';
import { begunBy } from './work';

/** Nothing is sent meanwhile, and the other worker ends what it has. */
const OTHERS_ARE_DONE_AFTER_MS = 5_000;

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
				await sleep(OTHERS_ARE_DONE_AFTER_MS);
				cutOff = await look(await underWay(client));
				report(`  worker 1 was killed in ${cutOff.length} executions`);
				await cluster.startWorker();
			},
		],
	});
	const told = withStarts(outcome, cutOff);
	report(table(told));
	cluster.workers.forEach((worker, index) =>
		report(`Worker ${index + 1} began ${begunBy(worker).length} executions.`),
	);
	const failed = outcome.executions.filter(
		(one) => one.status !== 'success' && isOneOf(cutOff, one.executionId),
	);
	for (const { executionId, status, key } of failed)
		report(`Execution ${executionId}, cut off: ${status}, ${key === NO_ITEM ? 'emptied' : 'with its data'}.`);
	const found = [...offences(told, { mayBeInterrupted: true }), ...unexplained(told, cutOff)];
	found.forEach(report);
	return found.length === 0;
}

/**
 * The executions that are under way. n8n will empty those of the killed worker on record, after one and a half minutes
 * at the earliest.
 */
async function underWay({ url, session }: N8nClient): Promise<string[]> {
	const query = { filter: JSON.stringify({ status: ['new', 'running'] }), limit: 100 };
	const rest = new N8nRest(url, session);
	type Page = { results: Array<{ id: string }> };
	const page = await rest.request<Page>('GET', '/rest/executions', undefined, query);
	return page.results.map(({ id }) => id);
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
