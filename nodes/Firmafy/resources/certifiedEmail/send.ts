import type { Operation } from '../../../runtime/operation';
import { email, languages } from '../../people';
import { endpointFor } from '../../provider';
import { firmafyRequest, type Fields } from '../../transport';
import { attachments, attachmentsField } from './attachments';

const endpoint = endpointFor('emailrequest', 'write');

export const send: Operation = {
	name: 'Send',
	action: 'Send a certified email',
	description: 'Send an e-mail whose sending and content Firmafy certifies',
	endpoints: [endpoint],
	idField: 'data',
	howToCheck: 'Look at the sent e-mails in Firmafy’s panel, or whether the balance of credits went down.',
	properties: [
		{
			displayName: 'Recipient Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Ana García López',
			description: 'Name of the person who gets the e-mail',
		},
		{
			displayName: 'Recipient Email',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'name@email.com',
			description: 'Address to which the e-mail goes',
		},
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Notice of termination',
			description: 'Subject of the e-mail',
		},
		{
			displayName: 'Body',
			name: 'body',
			type: 'string',
			typeOptions: { rows: 6 },
			default: '',
			required: true,
			placeholder: 'e.g. Dear Ana, we hereby inform you that …',
			description: 'Text of the e-mail. It may be HTML.',
		},
		attachmentsField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Language',
					name: 'lang',
					type: 'options',
					options: languages,
					default: 'ES',
					description: 'Language of the request, of the notifications and of the audit document',
				},
				{
					displayName: 'Reply To',
					name: 'replyTo',
					type: 'string',
					default: '',
					placeholder: 'name@email.com',
					description: 'Address that answers go to. When not set, that of the sender.',
				},
			],
		},
	],

	async execute(item) {
		const { lang, replyTo } = item.collection('additionalFields');
		const to = { name: item.text('name'), email: email(item, item.text('email'), 'Recipient Email') };
		const fields: Fields = {
			subject: item.text('subject'),
			body: item.text('body'),
			to: JSON.stringify(to),
		};
		if (lang !== undefined && lang !== 'ES') fields.lang = String(lang);
		if (replyTo !== undefined) fields['reply-to'] = email(item, replyTo, 'Reply To');
		const { list, file } = await attachments(item);
		if (list) fields.attachment = JSON.stringify(list);
		return [{ json: await firmafyRequest(item.context, endpoint, { fields, file }) }];
	},
};
