import {
	NodeOperationError,
	type BinaryHelperFunctions,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { toNodeError, withoutSecrets } from './errors';
import type { Failure } from './failure';
import type { Endpoint } from './operation';
import { pause, retryAfterMillis, waitBeforeRetry } from './retry';

/** Whatever n8n function a request is made from: an action, a trigger, a drop-down that loads its list. */
export type Caller =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| IWebhookFunctions;

/** A file on its way, as n8n's binary helpers take it. */
export type FileStream = Exclude<Parameters<BinaryHelperFunctions['prepareBinaryData']>[0], Buffer>;

/** An HTTP answer. `body` is parsed JSON, or the text where it is none. Header names are in lower case. */
export interface Answer {
	status: number;
	headers: IDataObject;
	body: unknown;
}

/** Why the provider did not do what it was asked, in its own words. */
export interface Refusal {
	words?: string;
	code?: string;
	advice?: string;
}

/** What the runtime has to know about a provider. Each provider's transport.ts has one. */
export interface Provider {
	/** As people know it. */
	name: string;
	credentialType: string;
	/** The credential's fields that must never be shown. */
	secretFields: string[];
	baseUrl(credentials: IDataObject): string;
	/**
	 * Reads the reason out of an answer. Called with every answer, because some providers refuse within a 200:
	 * for such an answer, return the refusal; for a success, return undefined.
	 */
	refusal(answer: Answer): Refusal | undefined;
}

export interface RequestValues {
	/** Values for the `{name}` parts of the endpoint's path. */
	path?: Record<string, string>;
	query?: IDataObject;
	body?: IDataObject | FormData;
	/** `file`: the answer is a file, given back as a stream. */
	expect?: 'json' | 'file';
}

type Outcome = { answer: Answer } | { failure: Failure };

const TIMEOUT_MS = 120_000;
const LONGEST_ERROR_BYTES = 64 * 1024;

/**
 * Calls one documented endpoint with the provider's credential, tries again where that is safe, and gives the
 * body of a successful answer.
 *
 * @throws NodeApiError with the provider's own words, its code, what to do, and whether it may have been done
 */
export async function request<T = IDataObject>(
	context: Caller,
	provider: Provider,
	endpoint: Endpoint,
	values: RequestValues = {},
): Promise<T> {
	const credentials = await credentialsOf(context, provider);
	const baseURL = baseUrlOf(context, provider, credentials);
	const options: IHttpRequestOptions = {
		baseURL,
		url: fillPath(context, endpoint.path, values.path ?? {}),
		method: endpoint.method,
		...(values.query && { qs: values.query }),
		...(values.body && { body: values.body }),
		json: values.expect !== 'file',
	};
	const sender = endpoint.effect === 'write' ? notAborted(context) : context;
	const send = async () =>
		await context.helpers.httpRequestWithAuthentication.call(
			sender as IExecuteFunctions,
			provider.credentialType,
			settled(options, values.expect),
		);
	const secrets = provider.secretFields.map((field) => String(credentials[field] ?? ''));
	const answer = await persist(context, provider, {
		endpoint,
		secrets,
		url: baseURL,
		send,
		expect: values.expect,
	});
	return answer.body as T;
}

/**
 * Fetches a file from an address that the provider gave out, which may be at another host: the credential is not sent.
 *
 * @returns the file's bytes as a stream
 */
export async function fetchFile(context: Caller, provider: Provider, url: string): Promise<FileStream> {
	const credentials = await credentialsOf(context, provider);
	refuseForeignAddress(context, provider, url, baseUrlOf(context, provider, credentials));
	const endpoint: Endpoint = { method: 'GET', path: url, effect: 'read' };
	const send = async () => await context.helpers.httpRequest(settled({ url, method: 'GET' }, 'file'));
	const answer = await persist(context, provider, { endpoint, secrets: [], url, send, expect: 'file' });
	return answer.body as FileStream;
}

const known = new WeakMap<Caller, Promise<IDataObject>>();

/** n8n decrypts a credential at each call, so it is read once per run. */
async function credentialsOf(context: Caller, provider: Provider): Promise<IDataObject> {
	const credentials = known.get(context) ?? context.getCredentials<IDataObject>(provider.credentialType);
	known.set(context, credentials);
	return await credentials;
}

function baseUrlOf(context: Caller, provider: Provider, credentials: IDataObject): string {
	const baseUrl = provider.baseUrl(credentials).trim().replace(/\/+$/, '');
	if (URL.canParse(baseUrl) && /^https?:/i.test(baseUrl)) return baseUrl;
	throw new NodeOperationError(
		context.getNode(),
		`The base URL in the ${provider.name} credential is no web address`,
		{
			description: `It is "${baseUrl}". It has to begin with https://, for example https://api.example.com.`,
		},
	);
}

interface Sending {
	endpoint: Endpoint;
	secrets: string[];
	url: string;
	send(): Promise<unknown>;
	expect?: 'json' | 'file';
}

async function persist(context: Caller, provider: Provider, sending: Sending): Promise<Answer> {
	const { effect } = sending.endpoint;
	const signal = cancelSignal(context);
	for (let tries = 1; ; tries++) {
		const outcome = await sendOnce(provider, sending);
		if ('answer' in outcome) return outcome.answer;
		const failure = withoutSecrets(
			outcome.failure,
			sending.secrets.filter((secret) => secret.length > 3),
		);
		const wait = waitBeforeRetry(failure, effect, tries);
		if (wait === undefined || !(await pause(wait, signal))) {
			const host = new URL(sending.url).host;
			throw toNodeError({ node: context.getNode(), provider: provider.name, host, effect, tries }, failure);
		}
	}
}

async function sendOnce(provider: Provider, { send, expect }: Sending): Promise<Outcome> {
	try {
		const { statusCode, headers, body } = (await send()) as {
			statusCode: number;
			headers: IDataObject;
			body: unknown;
		};
		return await judge(provider, { status: statusCode, headers, body }, expect);
	} catch (error) {
		return { failure: networkFailure(error as Error) };
	}
}

async function judge(provider: Provider, answer: Answer, expect?: 'json' | 'file'): Promise<Outcome> {
	const isSuccess = answer.status >= 200 && answer.status < 300;
	if (expect === 'file' && isSuccess) return { answer };
	const readable =
		expect === 'file' ? { ...answer, body: await readShortText(answer.body as FileStream) } : answer;
	const refusal = provider.refusal(readable);
	if (isSuccess && !refusal) return understood(readable);
	return { failure: { ...fateOf(readable), ...refusal, status: readable.status, answer: readable.body } };
}

/** A success without a body is an empty object; one that is not JSON cannot be relied on. */
function understood(answer: Answer): Outcome {
	if (answer.body === '' || answer.body === undefined || answer.body === null)
		return { answer: { ...answer, body: {} } };
	if (typeof answer.body === 'object') return { answer };
	const words = 'the answer is not JSON';
	return { failure: { fate: 'unknown', status: answer.status, words, answer: answer.body } };
}

function fateOf({ status, headers }: Answer): Pick<Failure, 'fate' | 'retryAfterMs'> {
	const retryAfterMs = retryAfterMillis(headers['retry-after']);
	if (status === 429 || (status === 503 && retryAfterMs !== undefined))
		return { fate: 'notTaken', retryAfterMs };
	return { fate: status >= 500 ? 'unknown' : 'refused' };
}

const NEVER_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|.*CERT.*|ERR_TLS.*)$/;

interface NetworkError extends Error {
	code?: string;
	syscall?: string;
}

/** n8n wraps what axios throws, and axios what the network says: the innermost code tells most. */
function networkFailure(thrown: Error): Failure {
	const layers = [thrown, thrown.cause, (thrown.cause as Error | undefined)?.cause].filter(
		Boolean,
	) as NetworkError[];
	const networkCode = layers.filter((layer) => layer.code).at(-1)?.code ?? thrown.message;
	const neverSent = NEVER_SENT.test(networkCode) || layers.some((layer) => layer.syscall === 'connect');
	return { fate: neverSent ? 'notTaken' : 'unknown', networkCode };
}

/**
 * Every answer comes back as an answer, whatever its status, so that it is read in one place; and n8n does not send
 * a request a second time by itself after a 401. Redirects are not followed: they would carry the credential elsewhere.
 */
function settled(options: IHttpRequestOptions, expect?: 'json' | 'file'): IHttpRequestOptions {
	return {
		...options,
		...(expect === 'file' && { encoding: 'stream' }),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	};
}

/**
 * n8n breaks off requests when an execution is cancelled. A write that is on its way cannot be called back,
 * so it is let through to its answer: otherwise nobody would know what became of it.
 */
function notAborted(context: Caller): Caller {
	return Object.create(context, { getExecutionCancelSignal: { value: () => undefined } }) as Caller;
}

export function cancelSignal(context: Caller): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** Fills the `{name}` parts in, encoded. A dot segment would climb to another endpoint, so it is refused. */
function fillPath(context: Caller, path: string, values: Record<string, string>): string {
	return path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = values[name] ?? '';
		if (/^\.{0,2}$/.test(value)) {
			throw new NodeOperationError(context.getNode(), `"${value}" cannot be used as ${name}`, {
				description: 'Give the ID as the provider shows it.',
			});
		}
		return encodeURIComponent(value);
	});
}

async function readShortText(stream: FileStream): Promise<string | IDataObject> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of stream) {
		chunks.push(chunk as Buffer);
		length += (chunk as Buffer).length;
		if (length > LONGEST_ERROR_BYTES) break;
	}
	const text = Buffer.concat(chunks).toString('utf8');
	try {
		return JSON.parse(text) as IDataObject;
	} catch {
		return text;
	}
}

/** Files come over https. Plain http is for a provider played on this machine, when the credential says so. */
function refuseForeignAddress(context: Caller, provider: Provider, url: string, baseUrl: string): void {
	const address = new URL(url);
	const sameLoopback = isLoopback(new URL(baseUrl).hostname) && isLoopback(address.hostname);
	if (address.protocol === 'https:' ? sameLoopback || !isLoopback(address.hostname) : sameLoopback) return;
	throw new NodeOperationError(context.getNode(), `${provider.name} gave a link that is not safe to open`, {
		description: `The link leads to ${address.protocol}//${address.host}. Only https addresses on the internet are opened.`,
	});
}

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}
