import { type Row, rounds } from '../bench';
import { check, type Line } from '../line';
import { checkSame, withSides, type Ran } from '../side';
import { timeAndCpu } from './reads';

const form = 'createClient' as const;

/** [items at a time, latency, items, rounds, goals] */
const cases: Array<[number, number, number, number, { wall: number; cpu?: number }]> = [
	[1, 20, 500, 2, { wall: 1.15, cpu: 1.2 }],
	[10, 20, 500, 5, { wall: 1.15, cpu: 1.2 }],
	[1, 200, 50, 2, { wall: 1.05 }],
	[10, 200, 500, 2, { wall: 1.05 }],
];

export const writes: Row = {
	name: 'writes',
	title: 'Writes in n8n’s engine',
	run: async ({ quick }) =>
		await withSides(2, async ([ours, other]) => {
			const lines: Line[] = [];
			for (const [parallel, latency, allItems, allRounds, goal] of cases) {
				const count = quick ? Math.min(allItems, 50) : allItems;
				const results: Ran[][] = [[], []];
				const runs = [
					async () => {
						const input = { node: 'dynamiCore', form, count, itemsInParallel: parallel };
						results[0].push(await ours.run(latency, input));
					},
					async () => {
						results[1].push(await other.run(latency, { node: `nullWrites${parallel}`, form, count }));
					},
				];
				await ours.run(0, { node: 'dynamiCore', form, count: 200 });
				await other.run(0, { node: `nullWrites${parallel}`, form, count: 200 });
				// One by one, and with slow answers, the processor is idle: both sides run at the same time.
				if (parallel === 1 || latency >= 200) {
					for (let round = 0; round < allRounds; round++) await Promise.all(runs.map((run) => run()));
				} else {
					await rounds(allRounds, runs);
				}
				results[0].forEach((run, round) => checkSame(run, results[1][round]));
				check(
					results[0].every(({ server }) => server.mostAtOnce <= parallel),
					'too many writes at once',
				);
				const how = parallel === 1 ? 'one by one' : `Items in Parallel = ${parallel}`;
				const what = `${count} writes, ${how}, server answers after ${latency} ms`;
				lines.push(...timeAndCpu(what, results[0], results[1], count, 'null node', goal));
			}
			return lines;
		}),
};
