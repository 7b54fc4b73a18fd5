import type { IDataObject } from 'n8n-workflow';
import { isPdf } from '../runtime/http/streams';
import { fetchFile, sendFile, type UploadLink } from '../runtime/files/links';
import type { Endpoint } from '../runtime/operation';
import { request } from '../runtime/http/request';
import type { Answer, Caller, FileStream, Provider, Refusal, RequestValues } from '../runtime/http/provider';
import { isRecord, textOf, wordsOf } from '../runtime/text';
import { explainRequest } from './codes';

const baseUrls: Record<string, string> = {
	production: 'https://api.keynua.com',
	staging: 'https://api.stg.keynua.com',
};

export const keynua: Provider = {
	name: 'Keynua',
	credentialType: 'keynuaApi',
	secretFields: ['apiKey', 'apiToken'],
	baseUrl: ({ environment, baseUrl }) => baseUrls[String(environment)] ?? String(baseUrl),
	refusal,
};

/** Calls an endpoint of Keynua's API and gives its answer. `false` where the document's answer shows the success is a no. */
export async function keynuaRequest<T = IDataObject>(
	context: Caller,
	endpoint: Endpoint,
	values?: RequestValues,
): Promise<T> {
	const denied = ({ body }: Answer) =>
		endpoint.answersWith && isRecord(body) && saysNo(body[endpoint.answersWith]) ? saidNo(body) : undefined;
	const provider: Provider = { ...keynua, refusal: (answer) => refusal(answer) ?? denied(answer) };
	return await request<T>(context, provider, endpoint, values);
}

/** Fetches a PDF from one of Keynua's signed links, which live for 12 hours and take no API keys. */
export async function keynuaPdf(context: Caller, url: string): Promise<FileStream> {
	return await fetchFile(context, keynua, url, isPdf);
}

/** Puts a file where Keynua's upload link says ("Enviar un archivo multimedia", step 2). */
export async function sendToKeynua(context: Caller, link: UploadLink, content: Buffer): Promise<void> {
	await sendFile(context, keynua, link, content);
}

/**
 * Keynua says no with an HTTP status, and where its answer has `ok` (items of a signer) or `success` (approving) also with
 * that. The body of a no is not documented; the text has been seen in all of these places.
 */
function refusal({ status, body }: Answer): Refusal | undefined {
	if (status >= 300) return reasonIn(body);
	if (!isRecord(body)) return undefined;
	// "Code" and its kin answer a documented code of an error in the place of the code.
	const isCodeOfError = adviceFor(wordsOf(body.code)) !== undefined;
	return isCodeOfError || [body.ok, body.success].some(saysNo) ? saidNo(body) : undefined;
}

/** `false`, however a program writes it. */
const saysNo = (value: unknown) => /^(false|no|0)$/i.test(textOf(value));

function saidNo(body: IDataObject): Refusal {
	const reason = reasonIn(body);
	return { ...reason, advice: reason.advice ?? adviceOnNo(body) };
}

function adviceOnNo({ sent, resendInSec, availableAttempts }: IDataObject): string {
	if (sent !== false) {
		return 'Keynua answered that it did not take this. Look at the steps of the contract, change what is wrong, and run it again.';
	}
	const [wait, left] = [textOf(resendInSec), textOf(availableAttempts)];
	const when = wait === '' ? '' : ` It may be asked for again in ${wait} seconds`;
	const often = left === '' ? '' : `${when === '' ? ' There are' : ', with'} ${left} tries left`;
	return `Keynua did not send the code, so nobody has got one.${when}${often}${when + often === '' ? '' : '.'} Check the signer’s phone number or e-mail address in the contract; “Create as Owner” makes a code that you can send yourself.`;
}

function reasonIn(body: unknown): Refusal {
	if (typeof body !== 'object' || body === null) return { words: wordsOf(body) };
	const { message, error, errorMessage, code: ownCode } = body as IDataObject;
	const nested = (typeof error === 'object' ? error : {}) as IDataObject;
	const words = wordsOf(message) ?? wordsOf(nested.message) ?? wordsOf(error) ?? wordsOf(errorMessage);
	const code = wordsOf(ownCode) ?? wordsOf(nested.code);
	return { words, code, advice: adviceFor(code) ?? adviceFor(words) };
}

/** Where Keynua puts its code is not documented: it may also stand where the message does. */
function adviceFor(code: string | undefined): string | undefined {
	const explanation = code === undefined ? undefined : explainRequest(code);
	return explanation && `${explanation.meaning} ${explanation.advice}`;
}
