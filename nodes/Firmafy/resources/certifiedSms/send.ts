import type { Item } from '../../../runtime/form/item';
import type { Operation } from '../../../runtime/operation';
import { countryPrefix, languages, nationalNumber } from '../../people';
import { endpointFor } from '../../provider';
import { firmafyRequest, type Fields } from '../../transport';

const endpoint = endpointFor('smsrequest', 'write');

const MAX_LENGTH = 160;

/** In the alphabet of SMS (GSM 03.38) these are written with two characters. An emoji has two in JavaScript already. */
const TWO_PLACES = /[\f^{}\\[~\]|€]/g;

export const send: Operation = {
	name: 'Send',
	action: 'Send a certified SMS',
	description: 'Send a text message whose sending and content Firmafy certifies',
	endpoints: [endpoint],
	idField: 'data',
	howToCheck: 'Look at the sent SMS in Firmafy’s panel, or whether the balance of SMS went down.',
	properties: [
		{
			displayName: 'Recipient Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Ana García López',
			description: 'Name of the person who gets the SMS',
		},
		{
			displayName: 'Country Prefix',
			name: 'country',
			type: 'string',
			default: '34',
			required: true,
			placeholder: 'e.g. 34',
			description: 'Phone prefix of the country, 34 for Spain',
		},
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 612345678',
			description:
				'Mobile number without the prefix of the country, or with it after + or 00, as +34 612 345 678. Spaces and dashes do not matter.',
		},
		{
			displayName: 'Message',
			name: 'body',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: 'e.g. Your invoice 118 is due today.',
			description:
				'Text of the SMS: at most 160 characters, of which the signs € [ ] { } ^ ~ | \\ count as two, as SMS has it',
		},
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
					description: 'Language of the audit document',
				},
			],
		},
	],

	async execute(item) {
		const { lang } = item.collection('additionalFields');
		const fields: Fields = { body: message(item), to: JSON.stringify(recipient(item)) };
		if (lang !== undefined && lang !== 'ES') fields.lang = String(lang);
		return [{ json: await firmafyRequest(item.context, endpoint, { fields }) }];
	},
};

function recipient(item: Item) {
	const name = item.text('name');
	const country = countryPrefix(item, item.text('country'), 'Country Prefix');
	return { name, country, phone: nationalNumber(item, item.text('phone'), country, 'Phone') };
}

function message(item: Item): string {
	const text = item.text('body');
	const length = text.length + (text.match(TWO_PLACES)?.length ?? 0);
	if (length <= MAX_LENGTH) return text;
	throw item.invalid(
		'body',
		`has ${length} characters; an SMS takes ${MAX_LENGTH}`,
		'Shorten it. The signs € [ ] { } ^ ~ | \\ and emojis count as two.',
	);
}
