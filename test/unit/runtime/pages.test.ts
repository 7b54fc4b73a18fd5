import { collectPages } from '../../../nodes/runtime/http/pages';
import type { Caller } from '../../../nodes/runtime/http/provider';

const context = { getNode: () => ({ name: 'Node', type: 'test', typeVersion: 1 }) } as unknown as Caller;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A list of `total` numbers, given in pages of `size`, as an offset API gives it. */
function list(total: number, size: number) {
	const asked: number[] = [];
	const fetchPage = async (from = 0) => {
		asked.push(from);
		const entries = numbers(total).slice(from, from + size);
		return { entries, next: from + size < total ? from + size : undefined };
	};
	return { asked, fetchPage };
}

test.each([
	[0, 1],
	[10, 1],
	[25, 3],
])('all %i entries in %i pages of 10', async (total, pages) => {
	const { asked, fetchPage } = list(total, 10);
	expect(await collectPages(context, Infinity, fetchPage)).toEqual(numbers(total));
	expect(asked).toHaveLength(pages);
});

test('a limit stops as soon as it is reached', async () => {
	const { asked, fetchPage } = list(100, 10);
	expect(await collectPages(context, 12, fetchPage)).toEqual(numbers(12));
	expect(asked).toEqual([0, 10]);
});

test('a cursor that comes again is an error, not an endless list and not a short one', async () => {
	const same = async () => ({ entries: [1], next: 'again' });
	await expect(collectPages(context, Infinity, same)).rejects.toThrow('sent the same page of the list again');
});
