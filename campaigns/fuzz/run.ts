import { inspect } from 'node:util';
import fc from 'fast-check';
import { pollutionSince, snapshot } from './pollution';
import type { AnyTarget } from './target';

/** No case may take longer. */
export const LONGEST_MS = 50;
const BATCH = 5_000;
const MEASURED_AGAIN = 5;

export interface Report {
	name: string;
	cases: number;
	seed: number;
	/** The slowest case's time, in milliseconds: the best of six measurements. */
	worstMs: number;
	/** The first case that did not hold, as small as it could be made, and why; undefined when all held. */
	finding?: string;
}

/**
 * Tries a target with so many cases, in batches that each have a seed of their own. Ends at the first finding: something
 * thrown that is no refusal of ours, a property that does not hold, a case over 50 ms, a changed prototype.
 */
export async function run(target: AnyTarget, cases: number, seed: number): Promise<Report> {
	const clock = new Stopwatch(target);
	const before = snapshot();
	const report: Report = { name: target.name, cases: 0, seed, worstMs: 0 };
	while (report.cases < cases && report.finding === undefined) {
		const batch = Math.min(BATCH, cases - report.cases);
		report.finding = await runBatch(target, clock, batch, seed + report.cases);
		const polluted = pollutionSince(before);
		if (polluted.length > 0) report.finding = `the prototypes were changed: ${polluted.join(', ')}`;
		report.cases += batch;
	}
	return { ...report, worstMs: clock.worstMs };
}

async function runBatch(
	{ cases }: AnyTarget,
	clock: Stopwatch,
	numRuns: number,
	seed: number,
): Promise<string | undefined> {
	const outcome = await fc.check(
		fc.asyncProperty(cases, async (input) => await clock.time(input)),
		{ numRuns, seed },
	);
	if (!outcome.failed) return undefined;
	const thrown = outcome.errorInstance as Error;
	return `seed ${seed}: ${String(thrown?.stack ?? thrown).slice(0, 800)}\n  with ${shown(outcome.counterexample)}`;
}

function shown(input: unknown): string {
	const text = inspect(input, { depth: 12, maxStringLength: 300 });
	return text.length > 1_500 ? `${text.slice(0, 1_500)}… (${text.length} characters)` : text;
}

/**
 * Runs cases and keeps the longest time. One that seems slower than all before is measured again, and its best time
 * counts: the machine may have been busy, or collecting garbage.
 */
class Stopwatch {
	worstMs = 0;

	constructor(private readonly target: AnyTarget) {}

	async time(input: unknown): Promise<void> {
		let best = await this.once(input);
		for (let again = 0; again < MEASURED_AGAIN && best > this.worstMs; again++) {
			best = Math.min(best, await this.once(input));
		}
		if (best > LONGEST_MS) throw new Error(`took ${best.toFixed(0)} ms, and no less when tried again`);
		this.worstMs = Math.max(this.worstMs, best);
	}

	private async once(input: unknown): Promise<number> {
		const started = performance.now();
		const pending = this.target.check(input);
		if (pending) await pending;
		return performance.now() - started;
	}
}
