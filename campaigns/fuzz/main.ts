import { fork, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from './run';
import { targets } from './targets';

const MOST_PROCESSES = 2;

/** `npm run fuzz -- --cases 1000000 --only keynua-webhook-forged --seed 7` */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { cases: { type: 'string' }, only: { type: 'string' }, seed: { type: 'string' } },
	});
	const cases = Number(values.cases ?? 1_000_000);
	const seed = Number(values.seed ?? randomInt(2 ** 30));
	const only = values.only?.split(',');
	const waiting = targets.map(({ name }) => name).filter((name) => !only || only.includes(name));
	if (waiting.length === 0 || !(cases > 0)) {
		console.error(`Targets: ${targets.map(({ name }) => name).join(', ')}`);
		process.exitCode = 1;
		return;
	}
	console.log(`${waiting.length} targets, ${cases} cases each, seed ${seed}\n`);
	const started = performance.now();
	const reports: Report[] = [];
	const count = Math.min(MOST_PROCESSES, availableParallelism(), waiting.length);
	const work = async () => {
		const child = startWorker();
		for (let name = waiting.shift(); name; name = waiting.shift()) {
			const begun = performance.now();
			const report = await ask(child, { name, cases, seed });
			console.log(lineOf(report, performance.now() - begun));
			reports.push(report);
		}
		child.disconnect();
	};
	await Promise.all(Array.from({ length: count }, work));
	const findings = reports.filter(({ finding }) => finding !== undefined);
	const tried = reports.reduce((sum, report) => sum + report.cases, 0);
	const seconds = Math.round((performance.now() - started) / 1000);
	console.log(`\n${tried} cases in ${seconds} s, ${findings.length} findings`);
	process.exitCode = findings.length > 0 ? 1 : 0;
}

function startWorker(): ChildProcess {
	return fork(join(__dirname, 'worker.ts'), { execArgv: process.execArgv });
}

async function ask(child: ChildProcess, task: object): Promise<Report> {
	return await new Promise((resolve, reject) => {
		const ended = (code: number | null) => reject(new Error(`A process ended with ${code}.`));
		child.once('exit', ended);
		child.once('message', (message) => {
			child.off('exit', ended);
			resolve(message as Report);
		});
		child.send(task);
	});
}

function lineOf({ name, cases, worstMs, seed, finding }: Report, tookMs: number): string {
	const figures = `${String(cases).padStart(9)} cases  worst ${worstMs.toFixed(2).padStart(6)} ms  ${(tookMs / 1000).toFixed(0)} s`;
	const line = `${name.padEnd(24)} ${figures}  seed ${seed}`;
	return finding === undefined ? line : `${line}\n  FINDING ${finding}`;
}

void main();
