import type { IDataObject } from 'n8n-workflow';
import type { Effect, Endpoint } from '../runtime/operation';
import type { Answer, Provider, Refusal } from '../runtime/http/provider';
import { textOf, wordsOf } from '../runtime/text';

/** Firmafy has one address; the field `action` of the form says what is to be done. */
export interface FirmafyEndpoint extends Endpoint {
	action: string;
}

export function endpointFor(action: string, effect: Effect): FirmafyEndpoint {
	return { method: 'POST', path: '/ApplicationProgrammingInterface.php', effect, action };
}

export const firmafy: Provider = {
	name: 'Firmafy',
	credentialType: 'firmafyApi',
	secretFields: ['password'],
	baseUrl: ({ baseUrl }) => String(baseUrl),
	refusal,
};

/** What to do about the refusals that Firmafy's documents quote, those of earlier years included. */
const advices: Array<[RegExp, string]> = [
	[
		/maximo de envios/,
		'The plan has no credits left. "Account: Get Balance" shows what there is; more are to be had at www.firmafy.com/tarifas.',
	],
	[
		/paginas distinto/,
		'The PDF must have as many pages as the template has in Firmafy. Use another template, or another PDF.',
	],
	[
		/plantilla no encontrada/,
		'Check the template’s name, as it stands in Firmafy, and that the template has at least as many signers as this request.',
	],
	[/csv no encontrado/, 'Check the CSV: it is in the output of "Signature Request: Create".'],
	[
		/id_show/,
		'Check the account ID (id_show) in the credential: it stands under Configuración in Firmafy’s panel.',
	],
];

/** Texts for a session that is gone are not documented; they have to speak of the token or of the session. */
const ABOUT_SESSION = /\b(token|sesion|session)\b/;

/** A refusal comes as `{"error": true, "message": …}`, usually within a 200. */
function refusal(answer: Answer): Refusal | undefined {
	const said = whatWasSaid(answer);
	if (!said) return undefined;
	const { words, fate } = said;
	const text = withoutAccents(words ?? '');
	// A 500 may speak of a session as well, and whether the request was carried out is not known then.
	const sessionGone = answer.status === 401 || (answer.status < 500 && ABOUT_SESSION.test(text));
	const advice = sessionGone
		? 'Firmafy did not accept the session, not even after logging in anew. Check that the user may use the API, and run it again later.'
		: advices.find(([pattern]) => pattern.test(text))?.[1];
	return { words, ...(fate && { fate }), advice, sessionGone };
}

/** Firmafy's words in a refusal, as a log-in reads them too; undefined for a success. */
export function whatWasSaid({ status, body }: Answer): Refusal | undefined {
	if (typeof body !== 'object' || body === null) return status < 300 ? undefined : { words: wordsOf(body) };
	const { error, message, error_message: older, data } = body as IDataObject;
	const words = wordsOf(message) ?? wordsOf(older) ?? wordsOf(data);
	if (status >= 300 || isYes(error)) return { words };
	if (error === undefined) return { fate: 'unknown', words: 'the answer tells neither success nor failure' };
	return undefined;
}

/** PHP may write a boolean as `true`, `"true"`, `1` or `"1"`. */
function isYes(value: unknown): boolean {
	return ['true', '1'].includes(textOf(value).toLowerCase());
}

function withoutAccents(words: string): string {
	return words
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.toLowerCase();
}
