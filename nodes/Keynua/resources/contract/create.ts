import type { IDataObject } from 'n8n-workflow';
import { rowsOf, type Item } from '../../../runtime/item';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { keynuaRequest } from '../../transport';
import { documents, documentsField } from './documents';
import { additionalFields } from './createFields';
import { signers, signersField } from './signers';

const endpoint: Endpoint = { method: 'PUT', path: '/contracts/v1', effect: 'write' };

export const create: Operation = {
	name: 'Create',
	action: 'Create a contract',
	description: 'Create a contract and invite its signers',
	endpoints: [endpoint],
	howToCheck: 'Contracts are listed by title and reference in Keynua’s web app.',
	properties: [
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Loan agreement 2026-118',
			description: 'Title of the contract, as signers see it',
		},
		{
			displayName: 'Template',
			name: 'template',
			type: 'options',
			options: [
				{
					name: 'By ID',
					value: 'id',
					description: 'A public template of Keynua, or one that Keynua made for you',
				},
				{
					name: 'By Options',
					value: 'options',
					description: 'Describe stages, groups and checks yourself, as JSON',
				},
			],
			default: 'id',
			description: 'What the signers have to do',
		},
		{
			displayName: 'Template ID',
			name: 'templateId',
			type: 'string',
			default: 'keynua-peru-default',
			required: true,
			displayOptions: { show: { template: ['id'] } },
			description:
				'ID of the template, such as keynua-peru-default. Keynua tells you the IDs of templates made for you.',
		},
		{
			displayName: 'Template Options (JSON)',
			name: 'templateOptions',
			type: 'json',
			default: '{\n  "stages": [\n    { "groups": [{ "type": "signers", "name": "signers" }] }\n  ]\n}',
			required: true,
			displayOptions: { show: { template: ['options'] } },
			description:
				'The dynamic template (templateOptions in Keynua’s documentation): stages, groups, types of signature, checks',
		},
		documentsField,
		signersField,
		additionalFields,
	],

	async execute(item) {
		const body = { ...basics(item), documents: await documents(item), users: signers(item), ...extras(item) };
		return [{ json: await keynuaRequest(item.context, endpoint, { body }) }];
	},
};

function basics(item: Item): IDataObject {
	const title = item.text('title');
	if (item.option('template') === 'options') return { title, templateOptions: item.json('templateOptions') };
	return { title, templateId: item.text('templateId') };
}

/** The added fields bear Keynua's own names; only those that are not sent as they were entered are listed here. */
function extras(item: Item): IDataObject {
	const {
		cavaliData,
		chosenNotificationOptions,
		decevalData,
		expirationDatetime,
		metadata,
		otherAttributes,
		...plain
	} = item.collection('additionalFields');
	const flags = {
		...(chosenNotificationOptions !== undefined && {
			chosenNotificationOptions: channels(item, chosenNotificationOptions as string[]),
		}),
		...(cavaliData !== undefined && {
			cavaliData: item.parsedObject(cavaliData, 'Cavali Promissory Note (JSON)'),
		}),
		...(decevalData !== undefined && {
			decevalData: item.parsedObject(decevalData, 'Deceval Promissory Note (JSON)'),
		}),
	};
	return {
		...plain,
		...(expirationDatetime !== undefined && {
			expirationDatetime: item.instant(expirationDatetime, 'Expiration Date'),
		}),
		...(metadata !== undefined && { metadata: keyValues(metadata) }),
		...(Object.keys(flags).length > 0 && { flags }),
		...(otherAttributes !== undefined && item.parsedObject(otherAttributes, 'Other Attributes (JSON)')),
	};
}

function channels(item: Item, chosen: string[]): string[] {
	if (!(chosen.includes('sms') && chosen.includes('whatsapp'))) return chosen;
	throw item.invalidInput(
		'"Notification Channels" cannot hold both SMS and WhatsApp',
		'Choose one of the two.',
	);
}

function keyValues(metadata: unknown): IDataObject {
	return Object.fromEntries(rowsOf(metadata).map(({ name, value }) => [String(name), value ?? '']));
}
