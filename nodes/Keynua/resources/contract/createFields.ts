import type { INodeProperties } from 'n8n-workflow';
import { cavaliField } from './promissoryNotes/cavali';
import { decevalField } from './promissoryNotes/deceval';

/** What else Keynua takes when a contract is created. The names are those of its request. */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Cavali Note (JSON)',
			name: 'cavaliData',
			type: 'json',
			default: '{}',
			description:
				'The whole note as JSON (cavaliData in Keynua’s documentation), instead of the form. userId counts the signers from 0.',
		},
		cavaliField,
		{
			displayName: 'Deceval Note (JSON)',
			name: 'decevalData',
			type: 'json',
			default: '{}',
			description: 'The whole note as JSON (decevalData in Keynua’s documentation), instead of the form',
		},
		decevalField,
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			description: 'Longer text that signers see under the title',
		},
		{
			displayName: 'Expiration Date',
			name: 'expirationDatetime',
			type: 'dateTime',
			default: '',
			description:
				'When the contract can no longer be signed. Without a time zone, the workflow’s time zone counts.',
		},
		{
			displayName: 'Expiration in Hours',
			name: 'expirationInHours',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 72,
			description: 'How many hours after its start the contract can no longer be signed',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: [
				{ name: 'English', value: 'en' },
				{ name: 'Spanish', value: 'es' },
			],
			default: 'es',
			description: 'Language in which signers see the contract’s pages and messages',
		},
		{
			displayName: 'Metadata',
			name: 'metadata',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add entry',
			default: {},
			description:
				'Data of your own that comes back with the contract and with every webhook, such as an internal ID',
			options: [
				{
					displayName: 'Entry',
					name: 'entry',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							description: 'Name of the entry',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							description: 'Value of the entry',
						},
					],
				},
			],
		},
		{
			displayName: 'Notification Channels',
			name: 'chosenNotificationOptions',
			type: 'multiOptions',
			options: [
				{ name: 'Email', value: 'email' },
				{ name: 'SMS', value: 'sms' },
				{ name: 'WhatsApp', value: 'whatsapp' },
			],
			default: ['email'],
			description: 'How signers are invited. SMS and WhatsApp cannot be used together.',
		},
		{
			displayName: 'Notify Signers by Email',
			name: 'userEmailNotifications',
			type: 'boolean',
			default: true,
			description:
				'Whether signers get an e-mail when something goes wrong and when the contract is finished',
		},
		{
			displayName: 'On Behalf Of (Account ID)',
			name: 'onBehalfOf',
			type: 'string',
			default: '',
			description: 'ID of a child account of your organization for which the contract is created',
		},
		{
			displayName: 'Other Attributes (JSON)',
			name: 'otherAttributes',
			type: 'json',
			default: '{}',
			description:
				'Attributes that Keynua’s documentation has and this form does not, such as timezone. They are sent as they are.',
		},
		{
			displayName: 'Reference',
			name: 'reference',
			type: 'string',
			default: '',
			placeholder: 'e.g. loan-2026-118',
			description: 'Your own reference, by which the contract can be found in Keynua’s web app',
		},
	],
};
