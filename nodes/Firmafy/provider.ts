import type { Effect, Endpoint } from '../runtime/operation';
import type { Answer, Provider, Refusal } from '../runtime/http/provider';
import { isRecord, textOf, wordsOf } from '../runtime/text';

/** Firmafy has one address; the field `action` of the form says what is to be done. */
export interface FirmafyEndpoint extends Endpoint {
	action: string;
}

/**
 * @param answersWith the field that shows the success in the documented answer. For most actions no answer is documented,
 *        so that an empty 200 may be one.
 */
export function endpointFor(action: string, effect: Effect, answersWith?: string): FirmafyEndpoint {
	const path = '/ApplicationProgrammingInterface.php';
	const documented = answersWith === undefined ? { mayAnswerNothing: true as const } : { answersWith };
	return { method: 'POST', path, effect, action, ...documented };
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
	if (Array.isArray(answer.body)) return { fate: 'unknown', words: 'the answer is a list' };
	const said = whatWasSaid(answer);
	if (!said) return undefined;
	const { words } = said;
	const text = withoutAccents(words ?? '');
	// A redirect or a 500 may speak of a session as well, and whether the request was carried out is not known then.
	const isOwn = answer.status < 300 || [400, 401, 403].includes(answer.status);
	const sessionGone = answer.status === 401 || (isOwn && ABOUT_SESSION.test(text));
	const advice = sessionGone
		? 'Firmafy did not accept the session, not even after logging in anew. Check that the user may use the API, and run it again later.'
		: advices.find(([pattern]) => pattern.test(text))?.[1];
	return { words, advice, sessionGone };
}

/** Firmafy's words in a refusal, as a log-in reads them too; undefined for whatever refuses nothing. */
export function whatWasSaid({ status, body }: Answer): Refusal | undefined {
	if (!isRecord(body)) return status < 300 ? undefined : { words: wordsOf(body) };
	const { error, message, error_message: older, data } = body;
	if (status < 300 && !saysNo(error)) return undefined;
	return { words: wordsOf(message) ?? wordsOf(older) ?? wordsOf(data) ?? reasonIn(error) };
}

/** "bool true/false", which PHP may write in many ways. Whatever else stands in it is a reason, or the number of one. */
export function saysNo(error: unknown): boolean {
	if (typeof error === 'object') return error !== null && Object.keys(error).length > 0;
	return !['', 'false', '0'].includes(textOf(error).trim().toLowerCase());
}

function reasonIn(error: unknown): string | undefined {
	const text = isRecord(error) ? wordsOf(error.message) : wordsOf(textOf(error));
	return text && /^(true|1)$/i.test(text) ? undefined : text;
}

function withoutAccents(words: string): string {
	return words
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.toLowerCase();
}
