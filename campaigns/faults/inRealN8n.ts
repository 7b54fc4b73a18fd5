import { usualMix } from './mix';
import { matchWrites, type Figures, type WriteCase } from './match';
import { savedWorkflow, seenIn, startRealN8n, thingsOf, type RealN8n } from './realN8n';
import { manners, type Manner } from './runs';
import { stopWorkflows, type StopResult } from './stopped';
import { toldBy, type Told } from './told';
import { Trouble } from './trouble';
import { createClient } from './workload/dynamicore';
import { sendSms } from './workload/firmafy';
import { createVerification } from './workload/keynua';
import type { WriteKind } from './workload/kinds';
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
	stopped: StopResult;
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
		const stopped = await stopWorkflows(n8n);
		return {
			cases,
			told,
			figures,
			requests: trouble.seen.length,
			struck: trouble.seen.filter(({ struck }) => struck).length,
			runs: runs.reduce((sum, one) => sum + one, 0),
			stopped,
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
	const started = await n8n.client.run(workflow.id, 'Start');
	if (!('executionId' in started)) throw new Error('The workflow waits for a webhook.');
	const execution = await n8n.client.execution(started.executionId, 120_000);
	return toldBy(seenIn(execution), keys.length, kind.idField);
}
