import type { INodeProperties } from 'n8n-workflow';

export const contractIdField: INodeProperties = {
	displayName: 'Contract ID',
	name: 'contractId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 0a957760-910e-11ec-a9d7-d9cff2a71c0ee1',
	description: 'ID of the contract. It is in the output of Create, and of the Keynua Trigger as contractId.',
};
