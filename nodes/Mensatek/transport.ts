import type { IDataObject } from 'n8n-workflow';
import { isPdf } from '../runtime/firstBytes';
import type { Endpoint } from '../runtime/operation';
import {
	request,
	type Answer,
	type Caller,
	type FileStream,
	type Provider,
	type Refusal,
	type RequestValues,
} from '../runtime/request';
import { textOf } from '../runtime/text';
import { readAnswer } from './answers';
import { notAfterWrongLogin, rememberWrongLogin } from './wrongLogin';
import { lookupResults, TURNED_AWAY, UNKNOWN_FUNCTION, type Results } from './results';

export const mensatek = {
	name: 'Mensatek',
	credentialType: 'mensatekApi',
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
	return await call<FileStream>(context, endpoint, lookupResults, {
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
	const refusal = (answer: Answer) => refusalIn(answer, results, () => rememberWrongLogin(context));
	const provider: Provider = { ...mensatek, refusal };
	return await notAfterWrongLogin(context, async () => await request<T>(context, provider, endpoint, values));
}

/**
 * Mensatek says no within a 200, in `Res`; integrators guard for 401 and 403 as well. An answer without `Res` may be
 * anything, so what was asked for may have been done.
 */
function refusalIn(
	{ status, body }: Answer,
	results: Results,
	onWrongLogin: () => void,
): Refusal | undefined {
	const answer = readAnswer(typeof body === 'string' ? body : JSON.stringify(body ?? ''));
	const res = answer?.Res;
	if (status === 401 || status === 403 || res === -1) onWrongLogin();
	if (status === 401 || status === 403) return { words: ownWords(answer), advice: TURNED_AWAY };
	if (status === 404) return { words: ownWords(answer), advice: UNKNOWN_FUNCTION };
	if (status >= 300) return { words: ownWords(answer) };
	if (typeof res !== 'number')
		return { fate: 'unknown', words: 'its answer has none of the documented forms' };
	return res < 0 || results[res] ? refusalFor(results[res], answer) : undefined;
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
