import type { Endpoint, Operation } from '../../../runtime/operation';
import { returnAllFields, wantedCount } from '../../../runtime/form/limit';
import { clientField, idNumber } from '../../ids';
import { satDataEndpoint, satRecords } from '../../satPages';

const endpoint: Endpoint = satDataEndpoint;

export const getData: Operation = {
	name: 'Get Data',
	action: 'Get synced SAT data of a client',
	description: 'Get what was synced from the tax office (SAT) for a client',
	endpoints: [endpoint],
	properties: [
		clientField,
		...returnAllFields,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'End',
					name: 'end',
					type: 'dateTime',
					default: '',
					description: 'Last day. Only the day counts, in the time zone of the workflow.',
				},
				{
					displayName: 'Start',
					name: 'start',
					type: 'dateTime',
					default: '',
					description: 'First day. Only the day counts, in the time zone of the workflow.',
				},
			],
		},
	],

	async execute(item) {
		const { start, end } = item.collection('filters');
		const query = {
			client: idNumber(item, 'clientId'),
			...(start !== undefined && { start: item.day(start, 'Start') }),
			...(end !== undefined && { end: item.day(end, 'End') }),
		};
		const records = await satRecords(item.context, query, wantedCount(item));
		return records.map((json) => ({ json }));
	},
};
