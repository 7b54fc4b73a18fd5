import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import { languages } from '../../people';

/** What else Firmafy takes with a signature request; its own name stands in brackets. */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Copies To',
			name: 'cco',
			type: 'string',
			default: '',
			placeholder: 'e.g. archive@company.es; boss@company.es',
			description: 'E-mail addresses that get a copy of the signed PDF, with semicolons between (cco)',
		},
		{
			displayName: 'Due Date',
			name: 'dueDate',
			type: 'dateTime',
			default: '',
			description:
				'After this moment the document can no longer be signed (fecha_vencimiento). Without a time zone, the workflow’s time zone counts.',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: languages,
			default: 'ES',
			description: 'Language in which signers are notified (document_lang)',
		},
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. Please sign the attached contract by Friday.',
			description: 'Text of the e-mail to the signers. It takes the place of the template’s.',
		},
		{
			displayName: 'Notify Signers',
			name: 'notify',
			type: 'boolean',
			default: true,
			description: 'Whether Firmafy tells the signers that there is something to sign (mail_notification)',
		},
		{
			displayName: 'Reply To',
			name: 'replyTo',
			type: 'string',
			default: '',
			placeholder: 'name@email.com',
			description: 'Address that signers’ answers go to (reply-to). When not set, that of the sender.',
		},
		{
			displayName: 'Sign in Order',
			name: 'signInOrder',
			type: 'boolean',
			default: false,
			description:
				'Whether each signer is asked only after the one before has signed, in the order of the form (signer_priority)',
		},
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			placeholder: 'e.g. Your contract is ready to be signed',
			description: 'Subject of the e-mail to the signers. It takes the place of the template’s.',
		},
	],
};

/**
 * `Y-m-d H:i:s`, as a clock in Spain shows it: the document names no zone, and the company is Spanish.
 * @throws when it is no date, or over already
 */
export function dueDate(item: Item, value: unknown): string {
	const instant = Date.parse(item.instant(value, 'Due Date'));
	if (instant > Date.now()) return spanishTime(instant);
	throw item.invalidInput(
		`"Due Date" is over already: ${String(value)}`,
		'Choose a moment in the future, such as {{ $now.plus(14, "days") }}.',
	);
}

/** The Swedish way to write a date is the one that Firmafy asks for. */
function spanishTime(instant: number): string {
	return new Intl.DateTimeFormat('sv-SE', {
		timeZone: 'Europe/Madrid',
		dateStyle: 'short',
		timeStyle: 'medium',
	}).format(instant);
}
