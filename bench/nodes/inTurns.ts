/** Does the tasks 0 to count-1, at most `limit` at a time, and gives their results in order. */
export async function inTurns<T>(
	count: number,
	limit: number,
	task: (index: number) => Promise<T>,
): Promise<T[]> {
	const results = new Array<T>(count);
	let next = 0;
	const worker = async () => {
		while (next < count) {
			const index = next++;
			results[index] = await task(index);
		}
	};
	await Promise.all(Array.from({ length: limit }, worker));
	return results;
}
