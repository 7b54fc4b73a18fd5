import { matchReads, type Figures, type ReadCase } from './match';
import { inLanes, manners, mixed, seenOf, startRun, type Manner } from './runs';
import { toldBy, type Told } from './told';
import { isList, LISTS_PER_HUNDRED, readsByProvider } from './workload';
import type { Place, ReadKind, Target } from './workload/kinds';

export interface ReadPlan {
	/** How many reads, over all providers. */
	reads: number;
	/** Whether one of each operation meets with an answer that is slower than the time-out. */
	late: boolean;
	batch: number;
	lanes: number;
}

export interface ReadResult {
	reads: ReadCase[];
	figures: Figures;
	runs: number;
}

/** Runs all reads, and compares what they gave with what the provider has. */
export async function runReads(place: Place, plan: ReadPlan): Promise<ReadResult> {
	const result = { reads: [] as ReadCase[], runs: 0 };
	const jobs: Array<() => Promise<void>> = [];
	for (const kinds of readsByProvider) {
		for (const kind of kinds) {
			const targets = await kind.targets(place);
			makeKnown(place, kind, targets, plan.late);
			jobs.push(...jobsOf(place, plan, kinds, kind, targets, result));
		}
	}
	place.trouble.on();
	await inLanes(plan.lanes, mixed(jobs));
	place.trouble.off();
	return { ...result, figures: matchReads(result.reads) };
}

/** So that a fault is chosen by what is read. */
function makeKnown(
	{ trouble }: Place,
	{ node, operation }: ReadKind,
	targets: Target[],
	late: boolean,
): void {
	const provider = node.toLowerCase();
	targets.forEach(({ key, json }, index) => {
		const about = late && index === 0 ? `late-${operation}` : `read ${operation} ${key}`;
		if (json.id !== undefined) trouble.knows(`${provider} ${String(json.id)}`, about);
	});
}

type Running = Pick<ReadResult, 'reads' | 'runs'>;

function jobsOf(
	place: Place,
	{ reads, batch }: ReadPlan,
	siblings: ReadKind[],
	kind: ReadKind,
	targets: Target[],
	result: Running,
): Array<() => Promise<void>> {
	const ofProvider = reads / readsByProvider.length;
	const lists = siblings.filter(isList).length;
	const share = isList(kind)
		? LISTS_PER_HUNDRED / 100
		: (1 - (lists * LISTS_PER_HUNDRED) / 100) / (siblings.length - lists);
	const count = Math.ceil(ofProvider * share);
	const all = Array.from({ length: count }, (_, index) => targets[index % targets.length]);
	const size = isList(kind) ? 5 : batch;
	return Array.from({ length: Math.ceil(count / size) }, (_, index) => {
		const chosen = all.slice(index * size, (index + 1) * size);
		return async () => await untilAllTold(place, kind, chosen, manners[index % manners.length], result);
	});
}

/** A run of reads that stops gives nothing: what it did not name is read again. */
async function untilAllTold(
	place: Place,
	kind: ReadKind,
	targets: Target[],
	manner: Manner,
	result: Running,
): Promise<void> {
	let waiting = targets;
	while (waiting.length > 0) {
		await kind.before?.(place);
		const input = waiting.map(({ json }) => ({ json }));
		const seen = await seenOf(startRun(place.world, kind, input, manner));
		const told = toldBy(seen, waiting.length, 'id');
		result.runs++;
		const again = (one: Told) => seen.error !== undefined && one.what === 'nothing';
		for (const [index, target] of waiting.entries()) {
			if (!again(told[index])) result.reads.push(await readCase(place, kind, target, told[index]));
		}
		const unread = waiting.filter((_, index) => again(told[index]));
		if (unread.length === waiting.length)
			throw new Error(`${kind.operation}: no item was named. ${seen.error?.message ?? ''}`);
		waiting = unread;
	}
}

async function readCase(
	place: Place,
	{ node, operation }: ReadKind,
	target: Target,
	told: Told,
): Promise<ReadCase> {
	const wrong = told.what === 'done' ? await target.check(told.items ?? [], place) : undefined;
	return { key: target.key, provider: node, operation, told, wrong };
}
