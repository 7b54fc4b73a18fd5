import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { baseUrlOf, refuseForeignAddress } from '../http/addresses';
import type { Endpoint } from '../operation';
import { cancelSignal, credentialsOf, persist, settled } from '../http/request';
import type { Answer, Caller, Expected, FileStream, Provider, Refusal } from '../http/provider';
import { wordsOf } from '../text';

/** Storage that is spread over the world sends a reader on once, sometimes twice. */
const MOST_REDIRECTS = 5;

/**
 * Fetches a file from an address that the provider gave out, which may be at another host: the credential is not sent.
 * Redirects are followed, up to five, each checked like the address itself.
 *
 * @param isFile tells a file by its first kilobyte: a gateway may answer a page in its place
 * @returns the file's bytes as a stream, which ends with an error after 500 MB or 10 minutes
 */
export async function fetchFile(
	context: Caller,
	provider: Provider,
	url: string,
	isFile?: (start: Buffer) => boolean,
): Promise<FileStream> {
	const link: UploadLink = { url, method: 'GET', headers: {} };
	const { body } = await open(context, provider, link, { expect: 'file', isFile });
	return body as FileStream;
}

/** Where the provider wants a file to be put: presigned, which is to say that only these headers go with it. */
export interface UploadLink {
	url: string;
	method: IHttpRequestMethods;
	headers: Record<string, string>;
}

/**
 * Puts a file at an address that the provider gave out for it, which may be at another host: the credential is not sent.
 * The same bytes at the same address change nothing, so it is tried again like a read.
 */
export async function sendFile(
	context: Caller,
	provider: Provider,
	link: UploadLink,
	body: Buffer,
): Promise<void> {
	await open(context, provider, link, { expect: 'text' }, body);
}

async function open(
	context: Caller,
	provider: Provider,
	{ url: given, method, headers }: UploadLink,
	expected: Omit<Expected, 'endpoint'>,
	body?: Buffer,
): Promise<Answer> {
	const baseUrl = baseUrlOf(context, provider, await credentialsOf(context, provider));
	let url = given;
	for (let redirects = 0; ; redirects++) {
		refuseForeignAddress(context, provider, url, baseUrl);
		const options = { url, method, ...(body && { headers, body }) };
		const endpoint: Endpoint = { method, path: url, effect: 'read', withoutCredential: true };
		const isRedirect = (answer: Answer) =>
			redirects < MOST_REDIRECTS && redirectOf(answer, method, options.url) !== undefined;
		const prepare = async () => async () =>
			await context.helpers.httpRequest(settled(options, cancelSignal(context)));
		const secrets = () => [...signatureOf(options.url), ...Object.values(headers)];
		const about = { ...expected, endpoint, url, prepare, isRedirect, secrets, isLink: true };
		const answer = await persist(context, { ...provider, refusal }, about);
		const next = isRedirect(answer) ? redirectOf(answer, method, url) : undefined;
		if (next === undefined) return answer;
		(answer.body as FileStream).destroy();
		url = next;
	}
}

/** Storage does not speak as the provider does: a word such as "token" in it says nothing of a session. */
function refusal({ status, body }: Answer): Refusal | undefined {
	return status < 300
		? undefined
		: { words: wordsOf(body) ?? wordsOf((Object(body) as IDataObject).message) };
}

/** What is behind a presigned link's question mark opens the file for whoever has it, and storage repeats it in refusals. */
function signatureOf(url: string): string[] {
	const LONGEST_WORD = 15;
	const { search, searchParams } = new URL(url);
	const values = [...searchParams.values()].filter((value) => value.length > LONGEST_WORD);
	return [search, ...values].filter((text) => text !== '');
}

/** Where an answer sends the reader on to. What is uploaded goes on only where it stays an upload: 307 and 308. */
function redirectOf(
	{ status, headers }: Answer,
	method: IHttpRequestMethods,
	url: string,
): string | undefined {
	const statuses = method === 'GET' ? [301, 302, 303, 307, 308] : [307, 308];
	const { location } = headers;
	if (!statuses.includes(status) || typeof location !== 'string' || !URL.canParse(location, url))
		return undefined;
	return new URL(location, url).href;
}
