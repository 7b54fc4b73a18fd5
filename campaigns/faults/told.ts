import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** What a person gets to know about one item, from the output of a run or from its error. */
export type Told =
	| { what: 'done'; ids: string[]; items?: INodeExecutionData[] }
	| { what: 'failed'; fate?: string; message: string }
	| { what: 'not started' }
	| { what: 'nothing' };

/** What a run gave: n8n's engine in this process and the real n8n have it alike. */
export interface RunSeen {
	items: INodeExecutionData[];
	error?: { message: string; description?: string | null; context?: IDataObject };
}

interface Reported {
	itemIndex?: number;
	fate?: string;
	alreadyDone?: Array<{ item: number; ids: string[] }>;
	alsoFailed?: Array<{ item: number; message: string; fate?: string }>;
	notStarted?: number[];
}

/**
 * Reads what a run tells about each of its items.
 *
 * @param count how many items went in
 * @param idField the output field that identifies what was made
 */
export function toldBy({ items, error }: RunSeen, count: number, idField: string): Told[] {
	const told: Told[] = Array.from({ length: count }, () => ({ what: 'nothing' }));
	if (error) readError(error, told);
	else readItems(items, told, idField);
	return told;
}

function readItems(items: INodeExecutionData[], told: Told[], idField: string): void {
	for (const item of items) {
		const index = indexOf(item);
		if (index === undefined || index >= told.length) continue;
		const { error, details } = item.json as { error?: string; details?: IDataObject };
		if (error !== undefined) {
			const isUnstarted = details?.notStarted === true;
			told[index] = isUnstarted
				? { what: 'not started' }
				: { what: 'failed', fate: details?.fate as string | undefined, message: error };
			continue;
		}
		const before = told[index];
		const ids = before.what === 'done' ? before.ids : [];
		const earlier = before.what === 'done' ? (before.items ?? []) : [];
		const id = item.json[idField];
		told[index] = {
			what: 'done',
			ids: [...ids, ...(id === undefined ? [] : [String(id)])],
			items: [...earlier, item],
		};
	}
}

function indexOf({ pairedItem }: INodeExecutionData): number | undefined {
	if (typeof pairedItem === 'number') return pairedItem;
	return Array.isArray(pairedItem) ? pairedItem[0]?.item : pairedItem?.item;
}

function readError(error: NonNullable<RunSeen['error']>, told: Told[]): void {
	const { itemIndex, fate, alreadyDone = [], alsoFailed = [], notStarted = [] } = error.context as Reported;
	for (const { item, ids } of alreadyDone) told[item] = { what: 'done', ids };
	for (const { item, message, fate } of alsoFailed) told[item] = { what: 'failed', fate, message };
	for (const item of notStarted) told[item] = { what: 'not started' };
	if (itemIndex !== undefined) told[itemIndex] = { what: 'failed', fate, message: error.message };
}
