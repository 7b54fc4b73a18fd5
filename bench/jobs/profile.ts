import { Session, type Profiler } from 'node:inspector/promises';

export interface ProfileEntry {
	name: string;
	/** Path from the last `node_modules` or from the project, or of Node itself. Empty for the engine's own entries. */
	file: string;
	/** Share of the CPU samples in which it was on top, 0 to 1. */
	share: number;
}

/** Which functions the processor was in while `work` ran, those with most time first. */
export async function profiled(work: () => Promise<unknown>): Promise<ProfileEntry[]> {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.start');
	await work();
	const { profile } = await session.post('Profiler.stop');
	session.disconnect();
	return entriesOf(profile);
}

function entriesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): ProfileEntry[] {
	const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
	const times = new Map<string, number>();
	let total = 0;
	samples.forEach((id, index) => {
		const { functionName, url } = frames.get(id)!;
		// `dispatch` is the profiler that answers.
		if (functionName === '(idle)' || (functionName === 'dispatch' && url === '')) return;
		const key = `${functionName || '(anonymous)'}|${shortened(url)}`;
		times.set(key, (times.get(key) ?? 0) + timeDeltas[index]);
		total += timeDeltas[index];
	});
	return [...times]
		.sort(([, one], [, other]) => other - one)
		.map(([key, time]) => ({ name: key.split('|')[0], file: key.split('|')[1], share: time / total }));
}

function shortened(url: string): string {
	const path = url.replace(/^file:\/\//, '');
	return path.includes('node_modules/')
		? path.split('node_modules/').at(-1)!
		: path.replace(/^.*\/dist\//, 'dist/');
}
