import type { IDataObject } from 'n8n-workflow';
import { wallClock } from '../../../runtime/form/dates';
import type { Item } from '../../../runtime/form/item';
import type { Endpoint, Operation } from '../../../runtime/operation';
import { textOf } from '../../../runtime/text';
import { phoneNumber } from '../../phone';
import { sendingResults } from '../../results';
import { mensatekRequest } from '../../transport';
import { additionalFields } from './sendFields';

const endpoint: Endpoint = {
	method: 'POST',
	path: '/VerificarIdentidad',
	effect: 'write',
	answersWith: 'ID',
};

const LONGEST_SENDER = 11;
const LINK = '[LINK]';
const SPAIN = 'Europe/Madrid';

export const send: Operation = {
	name: 'Send',
	action: 'Send an identity verification',
	description: 'Send a person a text message with a link under which they prove who they are',
	endpoints: [endpoint],
	idField: 'ID',
	howToCheck: 'Requests are listed by phone number and time in Mensatek’s panel.',
	properties: [
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. +34 600 000 001',
			description:
				'Mobile number of the person, with + and its country prefix. Spaces, dots, dashes, brackets and 00 are understood. Without a prefix: Spanish mobile numbers only, unless Country Prefix is added.',
		},
		additionalFields,
	],

	async execute(item) {
		const added = item.collection('additionalFields');
		const parameters = {
			Telefono: phoneNumber(item, 'phone', textOf(added.countryPrefix)),
			...(added.message !== undefined && { Mensaje: messageWithLink(item, String(added.message)) }),
			...(added.documentNumber !== undefined && { Dni: documentNumber(added.documentNumber) }),
			...(added.sendAt !== undefined && { Fecha: spanishTime(item, added.sendAt) }),
			...(added.sender !== undefined && { Remitente: shortSender(item, String(added.sender)) }),
		};
		return [{ json: await mensatekRequest(item.context, endpoint, parameters, sendingResults) }];
	},
};

/** "It must include the keyword [LINK] which will be replaced by the access link". */
function messageWithLink(item: Item, message: string): string {
	if (message.includes(LINK)) return message;
	throw item.invalidInput(
		`"Message" does not contain ${LINK}`,
		`Write ${LINK}, in capital letters and square brackets, where the link is to be. Without it the person gets no link.`,
	);
}

/** As it stands on documents and in results: 00000000T. */
function documentNumber(written: IDataObject[string]): string {
	return String(written)
		.replace(/[\s.-]/g, '')
		.toUpperCase();
}

/** "Format Year-Month-day hour:minute. The time reference is CET/CEST (Spain time zone)". */
function spanishTime(item: Item, date: unknown): string {
	return wallClock(Date.parse(item.instant(date, 'Send At')), SPAIN);
}

function shortSender(item: Item, sender: string): string {
	const length = [...sender].length;
	if (length <= LONGEST_SENDER) return sender;
	throw item.invalidInput(
		`"Sender" has ${length} characters: ${sender}`,
		`Mensatek allows at most ${LONGEST_SENDER}. Shorten it.`,
	);
}
