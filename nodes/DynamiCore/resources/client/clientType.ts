import type { INodeProperties } from 'n8n-workflow';

/** The choices come from the catalog of client templates. */
export const clientTypeField: INodeProperties = {
	displayName: 'Client Type Name or ID',
	name: 'clientType',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getClientTypes' },
	default: '',
	description:
		'What kind of client it is, which decides on its fields. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};
