import type { Endpoint, Operation } from '../../../runtime/operation';
import { clientField, idNumber } from '../../ids';
import { dynamiCoreWrite } from '../../transport';

const endpoint: Endpoint = { method: 'POST', path: '/internal/sat/sat_key', effect: 'write' };

export const sync: Operation = {
	name: 'Sync',
	action: 'Sync SAT data of a client',
	description:
		'Let DynamiCore fetch a client’s data from the tax office (SAT). It takes its time: Get Data or the DynamiCore Trigger give the data when it is there.',
	endpoints: [endpoint],
	idField: 'client',
	howToCheck: 'Use Get Data to see whether data of this period arrives.',
	properties: [
		clientField,
		{
			displayName: 'Start',
			name: 'start',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'First day of the period. Only the day counts, in the time zone of the workflow.',
		},
		{
			displayName: 'End',
			name: 'end',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'Last day of the period. Only the day counts, in the time zone of the workflow.',
		},
	],

	async execute(item) {
		const start = item.requiredDay('start');
		const end = item.requiredDay('end');
		if (start > end) {
			throw item.invalid('start', `(${start}) is after "End" (${end})`, 'Exchange the two days.');
		}
		const body = { client: idNumber(item, 'clientId'), start, end };
		return await dynamiCoreWrite(item.context, endpoint, { body });
	},
};
