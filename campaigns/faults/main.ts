import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { machine } from '../../bench/machine';
import { buildPackage } from '../../tools/build';
import { PlainError } from '../../tools/n8n/plainError';
import { builtWorld } from './builtWorld';
import { runCampaign } from './campaign';
import { runInRealN8n } from './inRealN8n';
import { together } from './match';
import { runMore } from './more';
import { faultTable, figureLines, offenceCount, outcomeTable, readTable } from './print';

const print = (text: string) => process.stdout.write(`${text}\n`);
const BATCH = 25;
const LANES = 24;
/** Per write operation: one processed late and one processed at once, more or less. */
const LATE = 2;

const options = {
	seed: { type: 'string' },
	writes: { type: 'string', default: '10000' },
	reads: { type: 'string', default: '10000' },
	n8n: { type: 'string', default: '500' },
	again: { type: 'string', default: '300' },
} as const;

async function main(): Promise<number> {
	const { values } = parseArgs({ options });
	const seed = whole(values.seed ?? String(Math.floor(Math.random() * 1e9)), 'seed');
	const [writes, reads, inN8n] = [
		whole(values.writes, 'writes'),
		whole(values.reads, 'reads'),
		whole(values.n8n, 'n8n'),
	];
	print(`Seed ${seed}: to repeat this run, npm run faults -- --seed ${seed}\n`);
	print(`${machine()}\n\nBuilding …`);
	await buildPackage(join(__dirname, '..', '..'));
	const again = whole(values.again, 'again');
	const inTurn = again > 0 ? await runMore(again, print) : 0;
	const atOnce = await both(
		writes + reads > 0 ? onTheEngine(seed, writes, reads) : undefined,
		inN8n > 0 ? inTheRealN8n(seed, inN8n) : undefined,
	);
	const broken = inTurn + atOnce;
	print(broken === 0 ? '\nEvery promise was kept.' : `\nPromises broken: ${broken}.`);
	return broken === 0 ? 0 : 1;
}

/** The two parts run at the same time: each mostly waits. */
async function both(...parts: Array<Promise<number> | undefined>): Promise<number> {
	const broken = await Promise.all(parts);
	return broken.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function whole(text: string, name: string): number {
	const number = Number(text);
	if (Number.isInteger(number) && number >= 0) return number;
	throw new PlainError(`--${name} must be a whole number, not "${text}".`);
}

async function onTheEngine(seed: number, writes: number, reads: number): Promise<number> {
	const began = Date.now();
	const plan = { batch: BATCH, lanes: LANES };
	const result = await runCampaign(
		builtWorld,
		{
			seed,
			writes: { ...plan, writes, cancelled: Math.floor(writes / 20), late: LATE },
			reads: { ...plan, reads, late: true },
		},
		print,
	);
	const { seen } = result;
	const struck = seen.filter((one) => one.struck).length;
	const figures = together(result.writes.figures, result.reads.figures);
	const { afterCancel } = result.writes;
	print(`\n## Through n8n's engine, in ${seconds(began)}\n`);
	print(
		`${result.writes.cases.length} writes in ${result.writes.runs} runs, ${result.reads.reads.length} reads in ${result.reads.runs} runs; ${seen.length} requests, of which ${struck} (${((100 * struck) / seen.length).toFixed(1)} %) met with a fault.\n`,
	);
	print(`${faultTable(seen)}\n`);
	print(`${outcomeTable(result.writes.cases, result.writes.told)}\n`);
	print(`${readTable(result.reads.reads)}\n`);
	figureLines(figures, { 'Writes sent after a workflow was cancelled': afterCancel }).forEach(print);
	return offenceCount(figures, afterCancel);
}

async function inTheRealN8n(seed: number, writes: number): Promise<number> {
	const began = Date.now();
	const { cases, told, figures, stopped, ...counts } = await runInRealN8n(seed, writes, print);
	print(`\n## In the real n8n, in ${seconds(began)}\n`);
	print(
		`${cases.length} writes in ${counts.runs} runs with Retry On Fail; ${counts.requests} requests, of which ${counts.struck} met with a fault. ${stopped.runs} workflows were stopped midway; ${stopped.made} writes had been sent by then.\n`,
	);
	print(`${outcomeTable(cases, told)}\n`);
	figureLines(figures, {
		'Stopped workflows: results lost from sight': stopped.lost,
		'Stopped workflows: writes sent after the stop': stopped.afterStop,
	}).forEach(print);
	return offenceCount(figures, stopped.lost, stopped.afterStop);
}

const seconds = (since: number) => `${Math.round((Date.now() - since) / 1000)} s`;

main().then(
	(code) => process.exit(code),
	(error: Error) => {
		process.stderr.write(`${error instanceof PlainError ? error.message : error.stack}\n`);
		process.exit(1);
	},
);
