import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { clientField, documentField, documentFieldOf, idAsSampled } from '../../ids';
import { dynamiCoreWrite } from '../../transport';
import { signatories, signatoriesField, viewers, viewersField } from './people';

const endpoint: Endpoint = {
	method: 'POST',
	path: '/marketplace/apps/mifiel/documents',
	effect: 'write',
};

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Days to Expire',
			name: 'dayToExpire',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 30,
			description: 'After how many days the document can no longer be signed',
		},
		{
			displayName: 'External ID',
			name: 'externalId',
			type: 'string',
			default: '',
			placeholder: 'e.g. Mifiel-0000000000000001',
			description: 'Your own identifier of the document. It has to be unique.',
		},
		{
			displayName: 'Message for Signers',
			name: 'messageForSigners',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			description: 'What the invitation says to the people who sign',
		},
		{
			displayName: 'Record Type',
			name: 'type',
			type: 'string',
			default: 'client',
			description: 'Whose document it is (type). The documentation knows “client” only.',
		},
		{
			displayName: 'Remind Every',
			name: 'remindEvery',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: 0,
			description:
				'How often those who have not signed are reminded, if invitations are sent. The documentation’s sample is 0; it gives no unit.',
		},
		viewersField,
	],
};

/** "Set True if you want Mifiel to email invitations": what happens without it is not documented, so it is always sent. */
const sendInvitesField: INodeProperties = {
	displayName: 'Send Invites',
	name: 'sendInvites',
	type: 'boolean',
	default: true,
	description:
		'Whether Mifiel sends the signatories an invitation by e-mail. Turn it off if they sign in the widget embedded within your application: without an e-mail, nobody else tells them.',
};

export const create: Operation = {
	name: 'Create',
	action: 'Create a mifiel document',
	description: 'Send a document of a client to Mifiel to be signed. Upload its file to the client first.',
	endpoints: [endpoint],
	idField: 'reference',
	howToCheck: 'Look in Mifiel for a document with this external ID or of these signatories.',
	properties: [
		clientField,
		documentFieldOf(
			'The client’s field that holds the file to sign: where Upload Documents put it',
			'e.g. acceptance_bc',
		),
		signatoriesField,
		sendInvitesField,
		additionalFields,
	],

	async execute(item) {
		const body = {
			id: idAsSampled(item.text('clientId')),
			field: documentField(item, 'field'),
			signatories: signatories(item),
			send_invites: item.boolean('sendInvites'),
			...extras(item),
		};
		return await dynamiCoreWrite(item.context, endpoint, { body });
	},
};

function extras(item: Item): IDataObject {
	const fields = item.collection('additionalFields');
	const watching = viewers(item, fields.viewers);
	const values = {
		type: fields.type ?? 'client',
		external_id: fields.externalId,
		day_to_expire: whole(item, fields.dayToExpire, 'Days to Expire'),
		message_for_signers: fields.messageForSigners,
		remind_every: whole(item, fields.remindEvery, 'Remind Every'),
		viewers: watching.length > 0 ? watching : undefined,
	};
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as IDataObject;
}

function whole(item: Item, value: unknown, label: string): unknown {
	if (value === undefined || Number.isInteger(value)) return value;
	throw item.invalidInput(`"${label}" must be a whole number: ${String(value)}`, 'Change the number.');
}
