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
				'IDs of contract templates that start the workflow, comma-separated. Most events name no template: they start the workflow all the same, unless “Confirm at Keynua” is on, which finds out their template. Identity verifications and one-time codes have none.',
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
			description:
				'V1, which covers the content, has to be there and right, and V2 as well where it is there. No signature covers the event’s name and the account.',
		},
		{
			name: 'Off',
			value: 'off',
			description: 'Take every delivery. Anybody who knows the URL can start the workflow.',
		},
		{
			name: 'V1',
			value: 'v1',
			description: 'X-Keynua-Webhook-Sig, which covers the content; the other one is not looked at',
		},
		{
			name: 'V2',
			value: 'v2',
			description:
				'X-Keynua-Webhook-SigV2 alone. It proves nothing about the content: whoever has seen the headers of one delivery can send any content with them for a day. Switch “Confirm at Keynua” on with it.',
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

const confirmation: INodeProperties[] = [
	{
		displayName: 'Confirm at Keynua',
		name: 'confirm',
		type: 'boolean',
		default: false,
		description:
			'Whether to look the contract or verification up at Keynua before the workflow goes on, and to give what Keynua has of it, so that no forged event is acted on. Needs the Keynua API credential.',
	},
	{
		displayName: 'Stop With an Error',
		name: 'stopWhen',
		type: 'options',
		options: [
			{
				name: 'When Keynua Contradicts',
				value: 'contradicted',
				description:
					'Keynua does not know the contract or verification, or has it in another state. When it cannot be asked, the workflow goes on, with “confirmed” null.',
			},
			{
				name: 'Unless Confirmed',
				value: 'unconfirmed',
				description: 'Also when Keynua cannot be asked. The failed execution can be retried later.',
			},
			{
				name: 'Never',
				value: 'never',
				description: 'The workflow looks at the field “confirmed” itself: true, false or null',
			},
		],
		default: 'contradicted',
		displayOptions: { show: { confirm: [true] } },
		description:
			'What becomes of an event that Keynua does not confirm. The failed execution keeps the delivery: nothing is lost.',
	},
];

const download: INodeProperties[] = [
	{
		displayName: 'Download Signed Files',
		name: 'downloadSigned',
		type: 'boolean',
		default: false,
		description:
			'Whether to fetch the signed PDF of a finished contract as a file, and before it the digitally signed one, where there is one. Needs the Keynua API credential. With “Confirm at Keynua”, the files are those that Keynua has, not those that the delivery names.',
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
	...confirmation,
	...download,
	options,
];
