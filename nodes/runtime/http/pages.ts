import { NodeOperationError } from 'n8n-workflow';
import type { Caller } from './provider';

export interface Page<Entry, Cursor> {
	entries: Entry[];
	/** Where the next page begins; undefined after the last one. */
	next?: Cursor;
}

/**
 * Fetches page after page until `wanted` entries are there or the provider has no more.
 *
 * @param fetchPage gets the cursor (undefined for the first page) and how many entries are still wanted
 * @throws when the provider gives the same cursor again: going on would never end, stopping would hide entries
 */
export async function collectPages<Entry, Cursor extends string | number>(
	context: Caller,
	wanted: number,
	fetchPage: (cursor: Cursor | undefined, missing: number) => Promise<Page<Entry, Cursor>>,
): Promise<Entry[]> {
	const entries: Entry[] = [];
	const seen = new Set<Cursor>();
	let cursor: Cursor | undefined;
	do {
		const page = await fetchPage(cursor, wanted - entries.length);
		entries.push(...page.entries);
		cursor = page.next;
		if (cursor !== undefined && seen.has(cursor)) throw endless(context, entries.length);
		if (cursor !== undefined) seen.add(cursor);
	} while (cursor !== undefined && entries.length < wanted);
	return entries.slice(0, wanted);
}

function endless(context: Caller, count: number): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The provider sent the same page of the list again', {
		description: `${count} entries had arrived by then. Run it again; if it stays like this, use "Limit" with a number up to ${count}.`,
	});
}
