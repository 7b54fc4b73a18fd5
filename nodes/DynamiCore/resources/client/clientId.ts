import type { INodeProperties } from 'n8n-workflow';

export const clientIdField: INodeProperties = {
	displayName: 'Client ID',
	name: 'clientId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 424',
	description: 'ID of the client in DynamiCore, as the output of Create and Get Many shows it',
};
