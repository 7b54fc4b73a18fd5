import { type Row, rounds } from '../bench';
import { check, compared, type Line } from '../line';
import { checkSame, withSides, type Ran, type Side } from '../side';

const PARALLEL = 10;
const form = 'getVerification' as const;

/** What the same number of items may cost with our node, against the null node. */
const goals: Record<number, { wall?: number; cpu?: number }> = {
	0: { cpu: 1.2 },
	20: { wall: 1.15, cpu: 1.2 },
	200: { wall: 1.05 },
};

export const reads: Row = {
	name: 'reads',
	title: 'Reads in n8n’s engine, 10 at a time',
	run: async ({ quick }) =>
		await withSides(2, async ([ours, other]) => {
			const count = quick ? 100 : 1000;
			const lines: Line[] = [];
			await warmUp(ours, 'keynua');
			await warmUp(other, `nullReads${PARALLEL}`);
			for (const latency of [0, 20, 200]) {
				const left = { side: ours, node: 'keynua' };
				const right = { side: other, node: `nullReads${PARALLEL}` };
				const [we, they] = await race(latency, count, latency === 200 ? 2 : 5, left, right);
				check(Math.max(...we.map(({ server }) => server.mostAtOnce)) <= PARALLEL, 'more than 10 at once');
				const what = `${count} reads, server answers after ${latency} ms`;
				lines.push(...timeAndCpu(what, we, they, count, 'null node', goals[latency]));
			}
			return lines;
		}),
};

export const twins: Row = {
	name: 'twin',
	title: 'Reads, against a node that loops one by one',
	run: async ({ quick }) =>
		await withSides(2, async ([ours, other]) => {
			const lines: Line[] = [];
			await warmUp(ours, 'keynua');
			await warmUp(other, 'loop');
			for (const [latency, count, goal] of [
				[20, 300, 5],
				[200, 100, 9],
			]) {
				const left = { side: ours, node: 'keynua' };
				const right = { side: other, node: 'loop' };
				const [we, they] = await race(
					latency,
					quick ? 40 : count,
					quick ? 1 : latency === 200 ? 2 : 3,
					left,
					right,
				);
				lines.push(
					compared({
						what: `${quick ? 40 : count} reads, server answers after ${latency} ms`,
						ours: we.map(({ ms }) => ms),
						others: they.map(({ ms }) => ms),
						against: 'one by one',
						unit: 'ms',
						atLeast: goal,
					}),
				);
			}
			return lines;
		}),
};

interface Runner {
	side: Side;
	node: string;
}

async function warmUp(side: Side, node: string): Promise<void> {
	for (let round = 0; round < 2; round++) await side.run(0, { node, form, count: 300 });
}

/** Slow answers leave the processor idle: then both sides run at the same time, under the same conditions. */
async function race(latency: number, count: number, times: number, ...runners: Runner[]): Promise<Ran[][]> {
	const results: Ran[][] = runners.map(() => []);
	const runs = runners.map(({ side, node }, index) => async () => {
		results[index].push(await side.run(latency, { node, form, count }));
	});
	if (latency >= 200) {
		for (let round = 0; round < times; round++) await Promise.all(runs.map(async (run) => await run()));
	} else {
		await rounds(times, runs);
	}
	results[0].forEach((run, round) => checkSame(run, results[1][round]));
	return results;
}

export function timeAndCpu(
	what: string,
	we: Ran[],
	they: Ran[],
	count: number,
	against: string,
	goal: { wall?: number; cpu?: number },
): Line[] {
	const time = compared({
		what,
		ours: we.map(({ ms }) => ms),
		others: they.map(({ ms }) => ms),
		against,
		unit: 'ms',
		atMost: goal.wall,
	});
	const cpu = compared({
		what: `— CPU per item`,
		ours: we.map(({ cpuMs }) => cpuMs / count),
		others: they.map(({ cpuMs }) => cpuMs / count),
		against,
		unit: 'ms',
		atMost: goal.cpu,
	});
	return [time, cpu];
}
