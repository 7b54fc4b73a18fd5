import { hash } from 'node:crypto';
import { NodeOperationError } from 'n8n-workflow';
import { textOf } from '../text';
import type { Caller } from './provider';

export interface Page<Entry, Cursor> {
	entries: Entry[];
	/** Where the next page begins; undefined after the last one. */
	next?: Cursor;
}

/** Storage that filters may have nothing to give for several pages on end, and then something again. */
const MOST_EMPTY_PAGES = 100;

/**
 * Fetches page after page until `wanted` entries are there or the provider has no more.
 *
 * @param fetchPage gets the cursor (undefined for the first page) and how many entries are still wanted
 * @throws when a page or a cursor comes again: going on would never end, stopping would hide entries
 */
export async function collectPages<Entry, Cursor extends string | number>(
	context: Caller,
	wanted: number,
	fetchPage: (cursor: Cursor | undefined, missing: number) => Promise<Page<Entry, Cursor>>,
): Promise<Entry[]> {
	const entries: Entry[] = [];
	const seen = new Set<string>();
	let cursor: Cursor | undefined;
	let emptyPages = 0;
	do {
		const page = await fetchPage(cursor, wanted - entries.length);
		cursor = page.next;
		const isEmpty = page.entries.length === 0;
		emptyPages = isEmpty ? emptyPages + 1 : 0;
		// By the ID that it begins with, because links may be signed anew each time; else by all that is in it.
		const { id } = Object(page.entries[0]) as { id?: unknown };
		const marks = isEmpty ? [] : [`page ${hash('sha256', textOf(id) || JSON.stringify(page.entries))}`];
		if (cursor !== undefined) marks.push(`cursor ${cursor}`);
		if (emptyPages > MOST_EMPTY_PAGES || marks.some((mark) => seen.has(mark)))
			throw new NodeOperationError(context.getNode(), 'The provider sent the same page of the list again', {
				description: `${entries.length} entries had arrived by then. Run it again; if it stays like this, use "Limit" with a number up to ${entries.length}.`,
			});
		marks.forEach((mark) => seen.add(mark));
		for (const entry of page.entries) entries.push(entry);
	} while (cursor !== undefined && entries.length < wanted);
	return entries.slice(0, wanted);
}
