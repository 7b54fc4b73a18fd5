import { type Check, oneOf, shape, text, textLike } from '../check';
import { badRequest } from '../refusal';
import type { MensatekReadings } from './switches';
import type { VerificationInput } from './types';

export type Parameters = Record<string, unknown>;

/**
 * Reads the body of a call: "either as a JSON object (RECOMMENDED) or as an application/x-www-form-urlencoded form".
 * Refuses 400 for anything else.
 */
export function readBody(contentType: string | undefined, body: unknown): Parameters {
	const text = Buffer.isBuffer(body) ? body.toString('utf8') : '';
	const type = contentType?.split(';')[0].trim().toLowerCase();
	if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
	if (type !== 'application/json') {
		throw badRequest('Content-Type must be application/json or application/x-www-form-urlencoded');
	}
	const parsed = parse(text);
	if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Parameters;
	throw badRequest('The body is not a JSON object');
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** "Parameter names are case-insensitive": gives them the spelling of the documents. */
function inDocumentedCase(parameters: Parameters, documented: string[]): Parameters {
	const spelling = (name: string) =>
		documented.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
	return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [spelling(name), value]));
}

const resp = oneOf('TXT', 'JSON', 'XML');

/** "Phone of the recipient": the sample is 34600000001, prefix and number in one, digits only. */
const phone = textLike(/^[1-9]\d{7,14}$/, 'a phone number in digits that begins with the country prefix');

/** "It must include the keyword [LINK]". The documents' own sample leaves it out. */
const messages: Record<MensatekReadings['link'], Check<string>> = {
	required: (value, name) => {
		const checked = text({ empty: false })(value, name);
		if (!checked.includes('[LINK]')) throw badRequest(`${name} must include the keyword [LINK]`);
		return checked;
	},
	appended: (value, name) => {
		const checked = text({ empty: false })(value, name);
		return checked.includes('[LINK]') ? checked : `${checked} [LINK]`;
	},
};

const sender: Check<string> = (value, name) => {
	const checked = text({ empty: false })(value, name);
	if ([...checked].length > 11) throw badRequest(`${name} must have at most 11 characters`);
	return checked;
};

/** "Format Year-Month-day hour:minute", "By default "" which means send immediately". */
const schedule: Check<string> = (value, name) => {
	if (value === '') return '';
	const checked = textLike(/^\d{4}-\d\d-\d\d \d\d:\d\d$/, 'a date like 2022-05-01 15:10')(value, name);
	const moment = Date.parse(`${checked.replace(' ', 'T')}Z`);
	const isReal = !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(checked.slice(0, 10));
	if (!isReal) throw badRequest(`${name} must be a date that exists`);
	return checked;
};

const sendFields = (link: MensatekReadings['link']) =>
	shape(
		{ Telefono: phone },
		{ Mensaje: messages[link], Dni: text(), Fecha: schedule, Remitente: sender, Resp: resp },
	);

/** The parameters of VerificarIdentidad. Refuses 400 with the name of the wrong one. */
export function readSend(parameters: Parameters, link: MensatekReadings['link']): VerificationInput {
	const names = ['Telefono', 'Mensaje', 'Dni', 'Fecha', 'Remitente', 'Resp'];
	const { Telefono, Mensaje, Dni, Fecha, Remitente } = sendFields(link)(
		inDocumentedCase(parameters, names),
		'',
	);
	return { Telefono, Mensaje, Dni, Fecha, Remitente };
}

/** "Id required, integer"; its sample is a text of digits. Both are taken. */
const identifier: Check<string> = (value, name) => textLike(/^\d+$/, 'an integer')(String(value), name);

const certificateFields = shape({ Id: identifier }, { Resp: resp });

/** The parameters of the function that gives the certificate: the identifier. */
export function readCertificate(parameters: Parameters): string {
	return certificateFields(inDocumentedCase(parameters, ['Id', 'Resp']), '').Id;
}

const creditsFields = shape({}, { Resp: resp });

export function readCredits(parameters: Parameters): void {
	creditsFields(inDocumentedCase(parameters, ['Resp']), '');
}

/** The wanted format, read before anything else is checked, because refusals come in it too. */
export function wantedFormat(parameters: Parameters): 'TXT' | 'JSON' | 'XML' | 'legacy' {
	const { Resp } = inDocumentedCase(parameters, ['Resp']);
	return Resp === 'TXT' || Resp === 'JSON' || Resp === 'XML' ? Resp : 'legacy';
}
