import { matchWrites, type Figures, type Offence, type Thing, type WriteCase } from './match';
import { inLanes, manners, mixed, seenOf, startRun, type Manner } from './runs';
import { toldBy, type Told } from './told';
import { chance } from './mix';
import type { Seen } from './trouble';
import { writesByProvider } from './workload';
import type { Place, WriteKind } from './workload/kinds';

export interface WritePlan {
	seed: number;
	/** How many writes, over all providers. */
	writes: number;
	/** How many of them are in workflows that are cancelled midway. */
	cancelled: number;
	/** How many per operation meet with an answer that is slower than the time-out. */
	late: number;
	/** How many items a workflow gets. */
	batch: number;
	/** How many workflows run at once. */
	lanes: number;
}

export interface WriteResult {
	cases: WriteCase[];
	told: Map<string, Told>;
	figures: Figures;
	/** Writes that began after their workflow was cancelled. */
	afterCancel: Offence[];
	runs: number;
}

/** Runs all writes, through n8n's engine, and matches what was made with what was told. */
export async function runWrites(place: Place, plan: WritePlan): Promise<WriteResult> {
	const result = { told: new Map<string, Told>(), afterCancel: [] as Offence[], runs: 0 };
	const kinds = writesByProvider.flat();
	const keys = keysByKind(plan);
	for (const [index, kind] of kinds.entries()) {
		const { usual, cancelled, late } = keys[index];
		await kind.prepare?.(place, [...usual, ...cancelled, ...late]);
	}
	place.trouble.on();
	const jobs = kinds.flatMap((kind, index) => jobsOf(place, plan, kind, keys[index], result));
	// Those that wait for two minutes take no lane from the others.
	const waiting = jobs.filter(({ isLate }) => isLate).map(async ({ run }) => await run());
	const working = inLanes(plan.lanes, interleaved(jobs));
	await Promise.all([...waiting, working]);
	place.trouble.off();
	const cases = kinds.flatMap((kind, index) =>
		Object.values(keys[index])
			.flat()
			.map((key) => ({ key, provider: kind.node, operation: kind.operation })),
	);
	const things: Thing[] = (await Promise.all(kinds.map(async (kind) => await kind.things(place)))).flat();
	const figures = matchWrites(cases, things, result.told, (key) => place.trouble.about(key));
	return { ...result, cases, figures };
}

interface Keys {
	usual: string[];
	cancelled: string[];
	late: string[];
}

/** Each provider gets the same number of writes, and of those each of its operations. */
function keysByKind({ writes, cancelled, late }: WritePlan): Keys[] {
	let last = 0;
	const next = (prefix: string, count: number) =>
		Array.from({ length: count }, () => `${prefix}-${String(++last).padStart(6, '0')}`);
	return writesByProvider.flatMap((kinds) =>
		kinds.map((_, index) => {
			const of = (total: number) => shareOf(shareOf(total, writesByProvider.length, 0), kinds.length, index);
			return {
				usual: next('case', of(writes - cancelled) - late),
				cancelled: next('case', of(cancelled)),
				late: next('late', late),
			};
		}),
	);
}

const shareOf = (total: number, parts: number, index: number) =>
	Math.floor(total / parts) + (index < total % parts ? 1 : 0);

interface Job {
	isLate: boolean;
	run(): Promise<void>;
}

/** So that all of them wait at the same time. */
const AT_ONCE: Manner = { onFail: 'continue', itemsInParallel: 10, retryOnFail: false };

type Running = Pick<WriteResult, 'told' | 'afterCancel' | 'runs'>;

function jobsOf(place: Place, plan: WritePlan, kind: WriteKind, keys: Keys, result: Running): Job[] {
	const mannerOf = (batch: string[]) =>
		manners[Math.floor(chance(plan.seed, batch[0], 'manner') * manners.length)];
	const usual = batches(keys.usual, plan.batch).map((batch) => ({
		isLate: false,
		run: async () => await untilAllStarted(place, kind, batch, mannerOf(batch), result),
	}));
	const cancelled = batches(keys.cancelled, plan.batch).map((batch) => ({
		isLate: false,
		run: async () => await cancelledMidway(place, plan, kind, batch, mannerOf(batch), result),
	}));
	const late = batches(keys.late, plan.batch).map((batch) => ({
		isLate: true,
		run: async () => await untilAllStarted(place, kind, batch, AT_ONCE, result),
	}));
	return [...usual, ...cancelled, ...late];
}

/** What a person does with a run that stopped: runs the items again that were not started, and only those. */
async function untilAllStarted(
	place: Place,
	kind: WriteKind,
	keys: string[],
	manner: Manner,
	result: Running,
): Promise<void> {
	let waiting = keys;
	while (waiting.length > 0) {
		const input = await Promise.all(waiting.map(async (key) => await kind.item(place, key)));
		const seen = await seenOf(startRun(place.world, kind, input, manner));
		const told = toldBy(seen, waiting.length, kind.idField);
		result.runs++;
		waiting.forEach((key, index) => result.told.set(key, told[index]));
		const unstarted = waiting.filter((_, index) => told[index].what === 'not started');
		if (unstarted.length === waiting.length)
			throw new Error(`${kind.operation}: nothing was started. ${seen.error?.message ?? ''}`);
		waiting = unstarted;
	}
}

/** Cancels the workflow while one of its writes, chosen by the seed, is on its way. */
async function cancelledMidway(
	place: Place,
	{ seed }: WritePlan,
	kind: WriteKind,
	keys: string[],
	manner: Manner,
	result: Running,
): Promise<void> {
	const input = await Promise.all(keys.map(async (key) => await kind.item(place, key)));
	const cancelAt = keys[Math.floor(chance(seed, keys[0], 'cancel') * keys.length)];
	const started = startRun(place.world, kind, input, manner);
	const late: string[] = [];
	let isCancelled = false;
	const stop = watch(place, ({ about }) => {
		if (!keys.includes(about)) return;
		if (isCancelled) late.push(about);
		if (about !== cancelAt || isCancelled) return;
		isCancelled = true;
		started.cancel();
	});
	const told = toldBy(await seenOf(started), keys.length, kind.idField);
	stop();
	result.runs++;
	keys.forEach((key, index) => result.told.set(key, told[index]));
	// Those that were on their way together with the one at which it was cancelled had left already.
	const beyond = late.slice(manner.itemsInParallel - 1);
	const what = `sent after the workflow was cancelled at ${cancelAt}`;
	result.afterCancel.push(...beyond.map((key) => ({ key, operation: kind.operation, what })));
}

const watchers = new Set<(seen: Seen) => void>();

function watch({ trouble }: Place, watcher: (seen: Seen) => void): () => void {
	watchers.add(watcher);
	trouble.onRequest = (seen) => watchers.forEach((one) => one(seen));
	return () => void watchers.delete(watcher);
}

function batches(keys: string[], size: number): string[][] {
	const count = Math.ceil(keys.length / size);
	return Array.from({ length: count }, (_, index) => keys.slice(index * size, (index + 1) * size));
}

function interleaved(jobs: Job[]): Array<Job['run']> {
	return mixed(jobs.filter(({ isLate }) => !isLate).map(({ run }) => run));
}
