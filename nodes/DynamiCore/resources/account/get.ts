import type { IDataObject } from 'n8n-workflow';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { accountIdField, optionalClientField } from '../../ids';
import { ofClient, theOne } from '../../belonging';
import { dynamiCoreRequest } from '../../transport';

const endpoint: Endpoint = { method: 'GET', path: '/v1/accounts', effect: 'read' };

export const get: Operation = {
	name: 'Get',
	action: 'Get accounts',
	description: 'Get an account by its ID, or all accounts of a client',
	endpoints: [endpoint],
	properties: [
		{
			...accountIdField,
			required: false,
			description: 'ID of the account in DynamiCore. Leave empty to get all accounts of a client.',
		},
		{
			...optionalClientField,
			description: 'The client whose accounts to get. Leave empty to get an account whoever has it.',
		},
	],

	/** The table marks both as required, which would leave nothing to look up: they are taken as filters. */
	async execute(item) {
		const [id, clientId] = [item.optionalText('accountId'), item.optionalText('clientId')];
		if (id === undefined && clientId === undefined) {
			throw item.invalidInput(
				'"Account ID" and "Client" are both empty',
				'Fill in one of them: the account’s ID for one account, the client for all of its accounts.',
			);
		}
		const query: IDataObject = {
			...(id !== undefined && { id }),
			...(clientId !== undefined && { client_id: clientId }),
		};
		const found = await dynamiCoreRequest(item.context, endpoint, { query });
		const right = id === undefined ? found : theOne(item.context, found, { what: 'account', id });
		const accounts = clientId === undefined ? right : ofClient(item.context, right, clientId);
		return accounts.map((json) => ({ json }));
	},
};
