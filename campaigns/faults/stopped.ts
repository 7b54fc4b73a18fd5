import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../tools/n8n/waitFor';
import type { Offence } from './match';
import { savedWorkflow, thingsOf, type RealN8n } from './realN8n';
import { manners, type Manner } from './runs';
import { createVerification } from './workload/keynua';

export interface StopResult {
	runs: number;
	/** Writes that were sent, and let through to the end. */
	made: number;
	lost: Offence[];
	afterStop: Offence[];
}

const ANSWER_AFTER_MS = 1000;
const SETTLED_WITHIN_MS = 20_000;
/** The workflow is stopped while this write is on its way, and all that begin together with it. */
const STOP_AT = 3;
/** More than are ever on their way at once. */
const ITEMS = 14;

/** Stops a workflow, in every manner, while one of its writes is on its way. */
export async function stopWorkflows(n8n: RealN8n): Promise<StopResult> {
	const result: StopResult = { runs: 0, made: 0, lost: [], afterStop: [] };
	for (const [index, manner] of manners.entries()) await stopMidway(n8n, index, manner, result);
	return result;
}

async function stopMidway(n8n: RealN8n, index: number, manner: Manner, result: StopResult): Promise<void> {
	const kind = createVerification;
	const keys = Array.from(
		{ length: ITEMS },
		(_, item) => `case-9${String(index * ITEMS + item).padStart(5, '0')}`,
	);
	const { client, control } = n8n;
	await control.delete('/requests');
	await control.post('/faults', {
		provider: 'keynua',
		kind: 'slow-answer',
		delayMs: ANSWER_AFTER_MS,
		times: ITEMS,
		method: 'PUT',
	});
	const workflow = await savedWorkflow(n8n, kind, keys, manner);
	const started = await client.run(workflow.id, 'Start');
	if (!('executionId' in started)) throw new Error('The workflow waits for a webhook.');
	const sent = async () => ((await control.get('/requests')).data as unknown[]).length;
	const reached = async (count: number) => (await sent()) >= count || undefined;
	const stopAt = Math.max(STOP_AT, manner.itemsInParallel);
	await waitFor('a write that is on its way', 60_000, async () => await reached(stopAt));
	await client.stopExecution(started.executionId);
	const atStop = await sent();
	await sleep(2 * ANSWER_AFTER_MS);
	const operation = `${manner.onFail}, ${manner.itemsInParallel} in parallel, Retry On Fail ${manner.retryOnFail ? 'on' : 'off'}`;
	const after = (await sent()) - atStop;
	if (after > 0) result.afterStop.push({ key: keys[0], operation, what: `${after} sent after the stop` });
	await control.delete('/faults');
	const things = (await thingsOf(n8n, kind)).filter(({ key }) => keys.includes(key));
	const told = await toldInTheEnd(n8n, started.executionId, things.length);
	result.runs++;
	result.made += things.length;
	for (const { key, id } of things) {
		// What was on its way at the stop is told as unknown: n8n has saved the execution by the time it is known.
		if (told.includes(`item ${keys.indexOf(key)} (${id})`) || toLookUp(told).includes(keys.indexOf(key)))
			continue;
		result.lost.push({ key, operation, what: `made (${id}), but told: ${told}` });
	}
}

/**
 * n8n saves a stopped execution at once, and takes nothing more from its node but custom data, which it shows beside
 * the execution.
 */
async function toldInTheEnd({ client }: RealN8n, executionId: string, made: number): Promise<string> {
	const deadline = Date.now() + SETTLED_WITHIN_MS;
	for (;;) {
		const { customData = {} } = await client.execution(executionId);
		const told = customData.stopped ?? '';
		const count = (told.match(/item \d+ \(/g)?.length ?? 0) + toLookUp(told).length;
		if (count >= made || Date.now() > deadline) return told;
		await sleep(500);
	}
}

/** The items that may have been carried out. */
function toLookUp(told: string): number[] {
	const list = /look them up: items ([\d, ]+)/.exec(told)?.[1];
	return list ? list.split(', ').map(Number) : [];
}
