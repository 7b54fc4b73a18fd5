import type { IDataObject } from 'n8n-workflow';
import { isShown } from '../runtime/http/answers';
import { isPdf } from '../runtime/http/streams';
import type { Endpoint } from '../runtime/operation';
import { credentialsOf, request } from '../runtime/http/request';
import type { Answer, Caller, FileStream, Provider, Refusal, RequestValues } from '../runtime/http/provider';
import { textOf } from '../runtime/text';
import { readAnswer } from './answers';
import { certificateResults, TURNED_AWAY, UNKNOWN_FUNCTION, WRONG_CALL, type Results } from './results';
import { unlessWrong, type Wrong } from './wrongCalls';

export const mensatek = {
	name: 'Mensatek',
	credentialType: 'mensatekApi',
	// "Fast connections … to obtain … the same report" may get a caller blocked.
	asksOnce: true,
	secretFields: ['apiUser', 'apiToken'],
	baseUrl: ({ baseUrl }: IDataObject) => String(baseUrl),
	pathValues: ({ creditsFunction, pdfFunction }: IDataObject) => ({
		creditsFunction: functionName(creditsFunction),
		pdfFunction: functionName(pdfFunction),
	}),
} satisfies Omit<Provider, 'refusal'>;

/**
 * Calls a function of Mensatek's API and gives its answer: `Res`, and `ID` and `Cred` where the function has them.
 *
 * @param parameters under the names of the documents, without `Resp`
 * @param results what the function's refusals mean
 */
export async function mensatekRequest(
	context: Caller,
	endpoint: Endpoint,
	parameters: IDataObject,
	results: Results,
): Promise<IDataObject> {
	const text = await call<string>(context, endpoint, results, {
		body: { ...parameters, Resp: 'JSON' },
		expect: 'text',
	});
	return readAnswer(text) as IDataObject;
}

/** Calls the function that gives a PDF, "downloaded directly if the function executes successfully". */
export async function mensatekPdf(
	context: Caller,
	endpoint: Endpoint,
	parameters: IDataObject,
): Promise<FileStream> {
	return await call<FileStream>(context, endpoint, certificateResults, {
		body: { ...parameters, Resp: 'JSON' },
		expect: 'file',
		isFile: isPdf,
	});
}

async function call<T>(
	context: Caller,
	endpoint: Endpoint,
	results: Results,
	values: RequestValues,
): Promise<T> {
	const credentials = await credentialsOf(context, mensatek);
	return await unlessWrong(context, { credentials, path: endpoint.path }, async (remember) => {
		const refusal = (answer: Answer) => {
			const said = readAnswer(textIn(answer));
			const wrong = wrongIn(answer, said?.Res);
			if (wrong) remember(wrong);
			return (
				refusalIn(answer.status, said, results) ?? notWanted(values) ?? withoutId(said, endpoint.answersWith)
			);
		};
		const provider: Provider = { ...mensatek, refusal };
		return await request<T>(context, provider, endpoint, values);
	});
}

function textIn({ body }: Answer): string {
	return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}

/**
 * What of a call was not accepted, as far as its repetition could get the caller blocked. Only a 401 and Mensatek's own
 * words say that the login is wrong: a redirect, another 4xx or a page may come from a gateway in between.
 */
function wrongIn(answer: Answer, res: unknown): Wrong | undefined {
	const { status } = answer;
	if (status === 401 || res === -1) return 'login';
	const isTurnedAway = status >= 300 && status < 500 && status !== 429;
	const isPage = res === undefined && textIn(answer).trimStart().startsWith('<');
	return isTurnedAway || isPage || res === WRONG_CALL ? 'call' : undefined;
}

/**
 * Mensatek says no within a 200, in `Res`; integrators guard for 401 and 403 as well. An answer without `Res` may be
 * anything, so what was asked for may have been done; asking for "the same report" again could get the caller blocked.
 */
function refusalIn(status: number, said: IDataObject | undefined, results: Results): Refusal | undefined {
	if (status === 401 || status === 403) return { words: ownWords(said), advice: TURNED_AWAY };
	if (status === 404) return { words: ownWords(said), advice: UNKNOWN_FUNCTION };
	if (status >= 300) return { words: ownWords(said) };
	const res = said?.Res;
	if (typeof res !== 'number')
		return { fate: 'unknown', isFinal: true, words: 'its answer has none of the documented forms' };
	return res < 0 || results[res] ? refusalFor(results[res], said) : undefined;
}

/** Where a file was expected, this is only asked about an answer that is none. */
function notWanted({ expect }: RequestValues): Refusal | undefined {
	return expect === 'file'
		? { fate: 'unknown', isFinal: true, words: 'the answer is not a file' }
		: undefined;
}

/** A success whose answer lacks the ID that the document shows. */
function withoutId(said: IDataObject | undefined, field: string | undefined): Refusal | undefined {
	if (field === undefined || isShown(said, field)) return undefined;
	return { fate: 'unknown', words: 'its answer has no “ID”' };
}

function refusalFor(meaning: Results[number] | undefined, answer: IDataObject | undefined): Refusal {
	const words = [meaning?.words, ownWords(answer)].filter(Boolean).join(': ');
	return {
		...(words && { words }),
		...(answer?.Res !== undefined && { code: `Res ${textOf(answer.Res)}` }),
		...(meaning && { advice: meaning.advice }),
	};
}

/** Version 7 puts a text beside a negative `Res`. */
function ownWords(answer: IDataObject | undefined): string | undefined {
	const text = answer?.Error ?? answer?.message;
	return typeof text === 'string' && text !== '' ? text : undefined;
}

function functionName(value: unknown): string {
	return String(value ?? '')
		.trim()
		.replace(/^\/+/, '');
}
