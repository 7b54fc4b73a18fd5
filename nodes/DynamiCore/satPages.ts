import type { IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../runtime/operation';
import { collectPages } from '../runtime/http/pages';
import type { Caller } from '../runtime/http/provider';
import { dynamiCoreContent } from './transport';

export const satDataEndpoint: Endpoint = { method: 'GET', path: '/private/sat/data', effect: 'read' };

/** The documentation's own example; what DynamiCore takes at most is not documented. */
const PAGE_SIZE = 50;

/**
 * Reads SAT data page by page ("Get Data": `limit` and `page`, which counts from 1), up to `wanted` records.
 * The last page is one that is not full, unless the answer's total says that there is more. A page that repeats the one
 * before means that DynamiCore does not page: then everything is there already.
 * @throws (in collectPages) when such a page comes although the total says that there is more: what is missing must not go unnoticed
 */
export async function satRecords(
	context: Caller,
	query: { client: number; start?: string; end?: string },
	wanted = Infinity,
): Promise<IDataObject[]> {
	const limit = Math.min(PAGE_SIZE, wanted);
	let before = '';
	let count = 0;
	return await collectPages<IDataObject, number>(context, wanted, async (page = 1) => {
		const { records, total } = await dynamiCoreContent(context, satDataEndpoint, {
			query: { ...query, limit: String(limit), page: String(page) },
		});
		const text = JSON.stringify(records);
		if (records.length === 0) return { entries: [] };
		if (text === before && (total ?? 0) <= count) return { entries: [] };
		before = text;
		count += records.length;
		const isLast = records.length < limit && (total ?? 0) <= count;
		return { entries: records, ...(!isLast && { next: page + 1 }) };
	});
}
