import type { INodeProperties } from 'n8n-workflow';
import type { Item } from './item';

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
