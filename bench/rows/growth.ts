import type { Bench, Row } from '../bench';
import { compared, type Line } from '../line';
import { explained } from '../profileText';
import { Side, withSides } from '../side';
import { shown } from '../statistics';

const form = 'getVerification' as const;

export const growth: Row = {
	name: 'growth',
	title: 'Growth with the number of items',
	async run(bench) {
		const lines = await withSides(2, async ([ours, other]) => await times(bench, ours, other));
		const memory = await held(bench.quick);
		await profile(bench);
		return [...lines, ...memory];
	},
};

async function times({ quick }: Bench, ours: Side, other: Side): Promise<Line[]> {
	const sizes = quick ? [10, 100, 500] : [100, 1000, 10_000];
	const perItem = async (side: Side, node: string, count: number) => {
		const { ms } = await side.run(0, { node, form, count });
		return ms / count;
	};
	const we: number[][] = sizes.map(() => []);
	const they: number[][] = sizes.map(() => []);
	await ours.run(0, { node: 'keynua', form, count: sizes[1] });
	await other.run(0, { node: 'nullReads10', form, count: sizes[1] });
	for (let round = 0; round < (quick ? 1 : 3); round++) {
		for (const [index, count] of sizes.entries()) {
			we[index].push(await perItem(ours, 'keynua', count));
			they[index].push(await perItem(other, 'nullReads10', count));
		}
	}
	const small = compared({
		what: `Time per item of ${sizes[0]}`,
		ours: we[0],
		others: they[0],
		against: 'null node',
		unit: 'ms',
	});
	const growing = compared({
		what: `Time per item of ${sizes[2]}`,
		ours: we[2],
		others: we[1],
		against: `time per item of ${sizes[1]}`,
		unit: 'ms',
		atMost: 1.1,
	});
	const theirs = shown(
		they[2].map((ms, round) => ms / they[1][round]),
		'x',
	);
	return [
		small,
		growing,
		{
			...growing,
			what: '— the null node’s growth',
			ours: '',
			against: '',
			ratio: theirs,
			goal: '',
			met: undefined,
		},
	];
}

/** What a run leaves in memory beyond its output: a node that keeps something per item shows here. */
async function held(quick: boolean): Promise<Line[]> {
	const sizes = quick ? [100, 500] : [1000, 10_000];
	const [small, large] = await Promise.all(
		sizes.map(async (count) => {
			const side = new Side();
			try {
				const values: number[] = [];
				for (let round = 0; round < 3; round++) {
					await side.with(async (engine, serverUrl) => {
						await engine.run('runNode', { node: 'keynua', form, count: 100, serverUrl });
						const result = await engine.run('heldAfter', { node: 'keynua', form, count, serverUrl });
						values.push(result.held / count);
					});
				}
				return values;
			} finally {
				await side.stop();
			}
		}),
	);
	return [
		compared({
			what: `Memory per item of ${sizes[1]}, output included`,
			ours: large,
			others: small,
			against: `per item of ${sizes[0]}`,
			unit: 'kB',
			atMost: 1.1,
		}),
	];
}

async function profile(bench: Bench): Promise<void> {
	const side = new Side();
	try {
		const count = bench.quick ? 500 : 10_000;
		const entries = await side.with(
			async (engine, serverUrl) => await engine.run('profile', { node: 'keynua', form, count, serverUrl }),
		);
		bench.note(`CPU profile of ${count.toLocaleString('en-US')} reads`, explained(entries));
	} finally {
		await side.stop();
	}
}
