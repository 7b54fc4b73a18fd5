/** Starts the tasks 0 to count-1 in order, at most `limit` at a time, until all are done or `mustStop` says so. */
export async function inParallel(
	count: number,
	limit: number,
	mustStop: () => boolean,
	task: (index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < count && !mustStop()) await task(next++);
	};
	await Promise.all(Array.from({ length: Math.min(limit, count) }, worker));
}
