import type { INodeProperties } from 'n8n-workflow';

/** Keynua's ids are UUIDs; those of contracts have two more characters at the end. */
const UUID_IN_URL =
	'^https?://.*?([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12,14})';
/** The id of a document template is a date and a UUID; in an address, its colons may be written as %3A. */
const TEMPLATE_IN_URL =
	'^https?://.*?(\\d{4}-\\d\\d-\\d\\dT\\d\\d(?::|%3A|%3a)\\d\\d(?::|%3A|%3a)\\d\\d[.\\d]*Z[0-9a-fA-F-]{36})';

/** No endpoint of Keynua lists contracts, so there is no list to choose from. */
export const contractField: INodeProperties = {
	displayName: 'Contract',
	name: 'contractId',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
	required: true,
	description: 'The contract. Create gives its ID, and so does the Keynua Trigger, as “contractId”.',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 0a957760-910e-11ec-a9d7-d9cff2a71c0ee1',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://…/0a957760-910e-11ec-a9d7-d9cff2a71c0ee1',
			hint: 'Any address that has the ID of the contract in it',
			extractValue: { type: 'regex', regex: UUID_IN_URL },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${UUID_IN_URL}.*`,
						errorMessage: 'This address has no ID of a contract in it',
					},
				},
			],
		},
	],
};

export const verificationField: INodeProperties = {
	displayName: 'Verification',
	name: 'verificationId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The identity verification. Create gives its ID, and so does the Keynua Trigger.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchVerifications', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 88b93325-82c4-40aa-9606-f49c757382ae',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://…/88b93325-82c4-40aa-9606-f49c757382ae',
			hint: 'Any address that has the ID of the verification in it',
			extractValue: { type: 'regex', regex: UUID_IN_URL },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${UUID_IN_URL}.*`,
						errorMessage: 'This address has no ID of a verification in it',
					},
				},
			],
		},
	],
};

export const documentTemplateField: INodeProperties = {
	displayName: 'Document Template',
	name: 'documentTemplateId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The template that a colleague made in Keynua’s web app',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchDocumentTemplates', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 2021-05-07T22:10:14.935Z8f8bc671-626d-4212-9c8c-c5d5f9464fa6',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://…/2021-05-07T22:10:14.935Z8f8bc671-626d-4212-9c8c-c5d5f9464fa6',
			hint: 'Any address that has the ID of the template in it',
			extractValue: { type: 'regex', regex: TEMPLATE_IN_URL },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${TEMPLATE_IN_URL}.*`,
						errorMessage: 'This address has no ID of a document template in it',
					},
				},
			],
		},
	],
};

/** As the address had it: with or without %3A for its colons. */
export function templateIdIn(text: string): string {
	return text.replace(/%3a/gi, ':');
}
