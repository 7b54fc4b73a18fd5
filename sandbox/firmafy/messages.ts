import { randomBytes } from 'node:crypto';
import { type Check, listOf, number, oneOf, shape, text } from '../check';
import { credentialsAgain, emailField, jsonOf } from './fields';
import type { Form } from './form';
import { spendCredit, spendSms } from './plan';
import type { SentEmail, SentSms } from './records';
import { refusal } from './refusal';
import type { FirmafyState } from './state';

const required = text({ empty: false });
const basics = { action: required, token: required, id_show: required };
// "ES - Por defecto (no hace falta indicarlo)".
const language = oneOf('ES', 'EN', 'IT', 'FR', 'CA');

const checkAttachment: Check<{ filename: string; url?: string; base64?: string }> = (value, name) => {
	const entry = shape({ filename: required }, { url: required, base64: required })(value, name);
	if ((entry.url === undefined) === (entry.base64 === undefined)) {
		throw refusal(`${name} must have either url or base64`);
	}
	return entry;
};

const checkEmail = shape(
	{
		...basics,
		subject: required,
		body: required,
		to: jsonOf(shape({ name: required, email: emailField }, {})),
	},
	{
		...credentialsAgain,
		lang: language,
		attachment: jsonOf(listOf(checkAttachment, { min: 1 })),
		'reply-to': emailField,
	},
);

/** `action=emailrequest`. The answer's `data` is not documented; like that of a request it is taken to be a CSV. */
export function sendEmail(state: FirmafyState, { fields, files }: Form): SentEmail {
	const input = checkEmail({ ...fields }, '');
	const other = Object.keys(files).find((name) => name !== 'attachment');
	if (other) throw refusal(`${other} is not a documented file`);
	if (files.attachment && input.attachment) throw refusal('attachment was sent both as a file and as a list');
	const file = files.attachment && { filename: files.attachment.name, size: files.attachment.bytes.length };
	const attachments = file ? [file] : (input.attachment ?? []).map(attachmentOf);
	spendCredit(
		state.plan,
		attachments.reduce((sum, { size }) => sum + (size ?? 0), 0),
	);
	const { subject, body, to, lang = 'ES' } = input;
	const sent = { csv: newCsv(), subject, body, to, language: lang, attachments };
	state.emails.push({ ...sent, replyTo: input['reply-to'] ?? null });
	return state.emails.at(-1)!;
}

function attachmentOf({ filename, url, base64 }: ReturnType<typeof checkAttachment>, index: number) {
	if (url !== undefined) {
		if (!URL.canParse(url)) throw refusal(`attachment[${index}].url must be an address`);
		return { filename, url, size: null };
	}
	const bytes = Buffer.from(base64 ?? '', 'base64');
	if (bytes.toString('base64') !== base64) throw refusal(`attachment[${index}].base64 is not base64`);
	return { filename, size: bytes.length };
}

const checkSms = shape(
	{
		...basics,
		body: required,
		to: jsonOf(
			shape(
				{
					name: required,
					country: number({ min: 1, max: 999, integer: true }),
					phone: number({ min: 10000, max: 99999999999999, integer: true }),
				},
				{},
			),
		),
	},
	{ ...credentialsAgain, lang: language },
);

/** `action=smsrequest`. The answer is not documented; see sendEmail. */
export function sendSms(state: FirmafyState, { fields, files }: Form): SentSms {
	const { body, to, lang = 'ES' } = checkSms({ ...fields }, '');
	if (Object.keys(files).length > 0) throw refusal('An SMS takes no file');
	// "Máximo 160 caracteres": how Firmafy counts them is not documented, so each counts as one.
	if ([...body].length > 160) throw refusal('body: máximo 160 caracteres');
	spendSms(state.plan);
	state.messages.push({ csv: newCsv(), body, to, language: lang });
	return state.messages.at(-1)!;
}

const newCsv = () => randomBytes(10).toString('hex').toUpperCase();
