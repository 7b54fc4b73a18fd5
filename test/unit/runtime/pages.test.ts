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

const AGAIN = 'sent the same page of the list again';

test('a cursor that comes again is an error, not an endless list and not a short one', async () => {
	let count = 0;
	const same = async () => ({ entries: [count++], next: 'again' });
	await expect(collectPages(context, Infinity, same)).rejects.toThrow(AGAIN);
	expect(count).toBe(2);
});

/** A server that gives `page` whatever the cursor says, under ever new ones. */
function repeating<Entry>(page: (request: number) => Entry[]) {
	let requests = 0;
	const fetchPage = async () => ({ entries: page(requests), next: ++requests });
	return { fetchPage, requests: () => requests };
}

test.each<[string, (request: number) => unknown[]]>([
	['the same in all that is in it', () => [1, 2]],
	[
		'the same by its IDs, though its links are signed anew',
		(request) => [{ id: 7, url: `a?sig=${request}` }],
	],
])('a page that comes again under another cursor is an error, too: %s', async (_, page) => {
	const { fetchPage, requests } = repeating(page);
	await expect(collectPages(context, Infinity, fetchPage)).rejects.toThrow(AGAIN);
	expect(requests()).toBe(2);
});

test('pages that come again in turns are an error', async () => {
	const { fetchPage, requests } = repeating((request) => [request % 3]);
	await expect(collectPages(context, Infinity, fetchPage)).rejects.toThrow(AGAIN);
	expect(requests()).toBe(4);
});

test('empty pages on the way are gone through, but not for ever', async () => {
	const sparse = async (from = 0) => ({
		entries: from % 10 ? [] : [from],
		next: from < 95 ? from + 1 : undefined,
	});
	expect(await collectPages(context, Infinity, sparse)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
	const { fetchPage, requests } = repeating(() => []);
	await expect(collectPages(context, Infinity, fetchPage)).rejects.toThrow(AGAIN);
	expect(requests()).toBeLessThan(200);
});

test('a page may be of any length', async () => {
	const { fetchPage } = list(300_000, 200_000);
	expect(await collectPages(context, Infinity, fetchPage)).toHaveLength(300_000);
});
