import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../tools/n8n/waitFor';
import { usualMix } from './mix';
import { matchWrites, type Figures, type Offence, type Thing, type WriteCase } from './match';
import { seenIn, startRealN8n, workflowOf, type RealN8n } from './realN8n';
import { manners, type Manner } from './runs';
import { toldBy, type Told } from './told';
import { Trouble } from './trouble';
import { createClient } from './workload/dynamicore';
import { sendSms } from './workload/firmafy';
import { createVerification } from './workload/keynua';
import type { Place, WriteKind } from './workload/kinds';
import { sendVerification } from './workload/mensatek';

/** Those that need nothing but what stands in the item, which a Code node makes. */
const kinds = [createVerification, createClient, sendSms, sendVerification];
const BATCH = 25;

export interface RealResult {
	cases: WriteCase[];
	told: Map<string, Told>;
	figures: Figures;
	requests: number;
	struck: number;
	runs: number;
	cancelled: CancelResult;
}

export interface CancelResult {
	runs: number;
	/** Writes that were sent, and let through to the end. */
	made: number;
	lost: Offence[];
	afterCancel: Offence[];
}

/** Writes in the real n8n with Retry On Fail switched on, then workflows that a person stops. */
export async function runInRealN8n(
	seed: number,
	writes: number,
	report: (line: string) => void,
): Promise<RealResult> {
	const trouble = new Trouble(seed, usualMix);
	const n8n = await startRealN8n(trouble.misbehave, report);
	try {
		await n8n.control.put('/firmafy/plan', { credits: 1e6, sms: 1e6, mb: 1e6, days: 365 });
		const keys = kinds.map((_, index) => keysOf(index, writes / kinds.length));
		const told = new Map<string, Told>();
		report(`${writes} writes in the real n8n, Retry On Fail switched on …`);
		trouble.on();
		const runs = await Promise.all(
			kinds.map(async (kind, index) => await runKind(n8n, kind, keys[index], told)),
		);
		trouble.off();
		const cases = kinds.flatMap((kind, index) =>
			keys[index].map((key) => ({ key, provider: kind.node, operation: kind.operation })),
		);
		const things = (await Promise.all(kinds.map(async (kind) => await thingsOf(n8n, kind)))).flat();
		const figures = matchWrites(cases, things, told, (key) => trouble.about(key));
		report('Workflows stopped midway in the real n8n …');
		const cancelled = await runCancelled(n8n);
		return {
			cases,
			told,
			figures,
			requests: trouble.seen.length,
			struck: trouble.seen.filter(({ struck }) => struck).length,
			runs: runs.reduce((sum, one) => sum + one, 0),
			cancelled,
		};
	} finally {
		await n8n.stop();
	}
}

const keysOf = (kind: number, count: number) =>
	Array.from(
		{ length: Math.floor(count) },
		(_, index) => `case-${kind + 1}${String(index).padStart(5, '0')}`,
	);

/** What the workloads ask of a place: here only the sandbox's control API. */
const placeOf = ({ control }: RealN8n) => ({ world: { control } }) as unknown as Place;

const thingsOf = async (n8n: RealN8n, kind: WriteKind): Promise<Thing[]> => await kind.things(placeOf(n8n));

async function runKind(
	n8n: RealN8n,
	kind: WriteKind,
	keys: string[],
	told: Map<string, Told>,
): Promise<number> {
	const retrying = manners.filter(({ retryOnFail }) => retryOnFail);
	let runs = 0;
	for (let waiting = keys; waiting.length > 0; runs++) {
		const batch = waiting.slice(0, BATCH);
		const outcome = await runOnce(n8n, kind, batch, retrying[runs % retrying.length]);
		batch.forEach((key, index) => told.set(key, outcome[index]));
		const again = batch.filter((_, index) => outcome[index].what === 'not started');
		if (again.length === batch.length) throw new Error(`${kind.operation}: nothing was started.`);
		waiting = [...again, ...waiting.slice(BATCH)];
	}
	return runs;
}

async function runOnce(n8n: RealN8n, kind: WriteKind, keys: string[], manner: Manner): Promise<Told[]> {
	const workflow = await savedWorkflow(n8n, kind, keys, manner);
	const execution = await n8n.client.runToEnd(workflow.id, 'Start', 120_000);
	return toldBy(seenIn(execution), keys.length, kind.idField);
}

async function savedWorkflow(n8n: RealN8n, kind: WriteKind, keys: string[], manner: Manner) {
	const items = await Promise.all(keys.map(async (key) => await kind.item(placeOf(n8n), key)));
	const jsons = items.map(({ json }) => json);
	const name = `Faults: ${kind.node} ${kind.operation}`;
	return await n8n.client.saveWorkflow(workflowOf(name, n8n, kind, jsons, manner));
}

const ANSWER_AFTER_MS = 1500;
const SETTLED_WITHIN_MS = 20_000;
/** The workflow is stopped while this write is on its way. */
const STOP_AT = 3;
const ITEMS = 8;

async function runCancelled(n8n: RealN8n): Promise<CancelResult> {
	const result: CancelResult = { runs: 0, made: 0, lost: [], afterCancel: [] };
	for (const [index, manner] of manners.entries()) await stopMidway(n8n, index, manner, result);
	return result;
}

async function stopMidway(n8n: RealN8n, index: number, manner: Manner, result: CancelResult): Promise<void> {
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
	await waitFor('a write that is on its way', 60_000, async () => await reached(STOP_AT));
	await client.stopExecution(started.executionId);
	const atStop = await sent();
	await sleep(2 * ANSWER_AFTER_MS);
	const operation = `${manner.onFail}, ${manner.itemsInParallel} in parallel, Retry On Fail ${manner.retryOnFail ? 'on' : 'off'}`;
	const after = (await sent()) - atStop;
	if (after > 0) result.afterCancel.push({ key: keys[0], operation, what: `${after} sent after the stop` });
	await control.delete('/faults');
	const things = (await thingsOf(n8n, kind)).filter(({ key }) => keys.includes(key));
	const told = await toldInTheEnd(n8n, started.executionId, keys, things);
	result.runs++;
	result.made += things.length;
	for (const { key, id } of things) {
		const one = told[keys.indexOf(key)];
		if (one.what === 'done' && one.ids.join() === id) continue;
		result.lost.push({ key, operation, what: `made (${id}), but told: ${JSON.stringify(one)}` });
	}
}

/** n8n saves a stopped execution at once, and once more when its node has ended. */
async function toldInTheEnd(
	{ client }: RealN8n,
	executionId: string,
	keys: string[],
	things: Thing[],
): Promise<Told[]> {
	const deadline = Date.now() + SETTLED_WITHIN_MS;
	for (;;) {
		const told = toldBy(seenIn(await client.execution(executionId)), keys.length, 'id');
		const done = told.filter(({ what }) => what === 'done').length;
		if (done >= things.length || Date.now() > deadline) return told;
		await sleep(500);
	}
}
