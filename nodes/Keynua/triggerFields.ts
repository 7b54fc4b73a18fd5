import type { INodeProperties } from 'n8n-workflow';
import { ignoreDuplicates } from '../runtime/webhook/duplicates';
import { events, itemStates, itemTypes } from './events';

/** Keynua has no API for webhooks: these steps are taken by hand in its portal ("Configuración del Webhook"). */
const notice: INodeProperties = {
	displayName:
		'Keynua has no way to register a webhook by itself. In Keynua’s Developers section, create a webhook with the URL above, copy its secret into the credential, publish this workflow, then choose “Enable” (Habilitar) in Keynua.',
	name: 'notice',
	type: 'notice',
	default: '',
};

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Item Types',
			name: 'itemTypes',
			type: 'multiOptions',
			options: itemTypes,
			default: [],
			description:
				'For the “Item Updated” events: types of item (kinds of step) that start the workflow. When none is chosen, all of them do.',
		},
		{
			displayName: 'References',
			name: 'references',
			type: 'string',
			default: '',
			placeholder: 'e.g. loan-2026-118, lease-*',
			description:
				'References that start the workflow, comma-separated. One that ends in * stands for all that begin like it. Events without a reference then start nothing.',
		},
		{
			displayName: 'Templates',
			name: 'templates',
			type: 'string',
			default: '',
			placeholder: 'e.g. keynua-peru-default',
			description:
				'IDs of contract templates that start the workflow, comma-separated. Events without a template (identity verifications, one-time codes) then start nothing.',
		},
	],
};

const signatureMode: INodeProperties = {
	displayName: 'Verify Signature',
	name: 'signatureMode',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'auto',
			description: 'Every signature that is there has to be right, and one has to be there',
		},
		{
			name: 'Off',
			value: 'off',
			description: 'Take every delivery. Anybody who knows the URL can start the workflow.',
		},
		{ name: 'V1', value: 'v1', description: 'X-Keynua-Webhook-Sig, which covers the content' },
		{
			name: 'V2',
			value: 'v2',
			description: 'X-Keynua-Webhook-SigV2, which proves the sender but does not cover the content',
		},
	],
	default: 'auto',
	description: 'How to make sure that a delivery comes from Keynua',
};

const offNotice: INodeProperties = {
	displayName:
		'Without a signature, anybody who knows the URL can start this workflow with made-up contracts. Use this only to find out what Keynua sends.',
	name: 'offNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { signatureMode: ['off'] } },
};

const download: INodeProperties[] = [
	{
		displayName: 'Download Signed Documents',
		name: 'downloadSigned',
		type: 'boolean',
		default: false,
		description:
			'Whether to fetch the signed PDF of a finished contract as a file, and before it the digitally signed one, where there is one. Needs the Keynua API credential: the contract is looked up for it.',
	},
	{
		displayName: 'Individual Documents Too',
		name: 'downloadIndividual',
		type: 'boolean',
		default: false,
		displayOptions: { show: { downloadSigned: [true] } },
		description:
			'Whether to fetch each signed document as a PDF of its own as well, where the contract has them',
	},
	{
		displayName: 'Output Data Field Name',
		name: 'outputDataFieldName',
		type: 'string',
		default: 'data',
		displayOptions: { show: { downloadSigned: [true] } },
		description:
			'Name of the binary field for the first file. Further files get a number: data_2, data_3, ….',
	},
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		ignoreDuplicates,
		{
			displayName: 'Maximum Age (Hours)',
			name: 'maxAgeHours',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 24,
			description: 'Deliveries with an older time stamp are refused. Keynua’s token is good for 24 hours.',
		},
	],
};

export const triggerFields: INodeProperties[] = [
	notice,
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: events,
		default: [],
		description: 'Events that start the workflow',
		hint: 'When none is chosen, all of them do',
	},
	{
		displayName: 'Item States',
		name: 'itemStates',
		type: 'multiOptions',
		options: itemStates,
		default: [],
		description:
			'For the “Item Updated” events: states of the item (a step of the signing) that start the workflow. When none is chosen, all of them do.',
	},
	filters,
	signatureMode,
	offNotice,
	...download,
	options,
];
