import { NodeOperationError, type INodeProperties } from 'n8n-workflow';
import type { Item } from './item';
import type { Caller } from './request';

export interface Page<Entry, Cursor> {
	entries: Entry[];
	/** Where the next page begins; undefined after the last one. */
	next?: Cursor;
}

/** For lists. Where an endpoint has no paging and gives everything, the limit is kept by the node. */
export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** How many entries the person asked for with "Return All" and "Limit". */
export function wantedCount(item: Item): number {
	return item.boolean('returnAll') ? Infinity : item.integer('limit', 1);
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
