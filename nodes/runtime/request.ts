import {
	NodeOperationError,
	type BinaryHelperFunctions,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { baseUrlOf, fillPath } from './addresses';
import { judge, networkFailure, type Outcome } from './answers';
import { withinSize, withinTime } from './boundedStream';
import { isNodeError, toNodeError } from './errors';
import type { Fate } from './failure';
import type { Endpoint } from './operation';
import { pause, waitBeforeRetry } from './retry';
import { withoutSecrets, type Secret } from './secrets';

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
	/** Whether it was done, where the answer tells more or less about that than its HTTP status does. */
	fate?: Fate;
	/** Not to be repeated, even where that would be safe: the provider takes offence at repetition. */
	isFinal?: boolean;
	/** The provider no longer knows the session. The body is then made anew, once, with a new session. */
	sessionGone?: boolean;
}

/** What the runtime has to know about a provider. Each provider's transport.ts has one. */
export interface Provider {
	/** As people know it. */
	name: string;
	credentialType: string;
	/** The credential's fields that must never be shown. */
	secretFields: string[];
	/** What is made of them for a request and must not be shown either, such as a signature. Without groups. */
	secretPattern?: RegExp;
	baseUrl(credentials: IDataObject): string;
	/** What the credential says about `{name}` parts of paths, such as a function whose name may differ. */
	pathValues?(credentials: IDataObject): Record<string, string>;
	/**
	 * Reads the reason out of an answer. Called with every answer, because some providers refuse within a 200:
	 * for such an answer, return the refusal; for a success, return undefined.
	 */
	refusal(answer: Answer): Refusal | undefined;
}

export type Body = IDataObject | URLSearchParams | FormData;

export interface RequestValues {
	/** Values for the `{name}` parts of the endpoint's path. */
	path?: Record<string, string>;
	query?: IDataObject;
	/** A function makes the body for each try anew: for a session that may be gone by then. */
	body?: Body | ((sessionGone: boolean) => Promise<Body>);
	/**
	 * What else must not be shown: passwords that a person entered, the session in the body. Blanked out of failures and
	 * of JSON answers, whose provider may repeat what it was sent.
	 */
	secrets?: () => string[];
	/** `file`: a stream of bytes, of at most 500 MB and 10 minutes. `text`: the body as it came, for answers that are not always JSON. Default `json`. */
	expect?: Expectation;
	/**
	 * With `file`: tells a file by its first kilobyte, for providers whose refusals come with a 2xx and any content
	 * type in place of the file. Whatever is no file is read as text and given to `refusal`.
	 */
	isFile?: (start: Buffer) => boolean;
}

export type Expectation = 'json' | 'file' | 'text';

/** What a successful answer is: see RequestValues. */
export interface Expected extends Pick<RequestValues, 'expect' | 'isFile'> {
	endpoint: Endpoint;
}

/** Until an answer begins. */
const TIMEOUT_MS = 120_000;
/** Until a file has come whole. */
const LONGEST_MS = 10 * 60 * 1000;
const MOST_BYTES = 500 * 1024 * 1024;

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
	const { expect, isFile, query } = values;
	const pathValues = { ...provider.pathValues?.(credentials), ...values.path };
	const options: IHttpRequestOptions = {
		baseURL,
		url: fillPath(context, endpoint.path, pathValues),
		method: endpoint.method,
		...(query && { qs: query }),
		json: expect !== 'file',
	};
	const sender = (endpoint.effect === 'write' ? notAborted(context) : context) as IExecuteFunctions;
	const { httpRequest, httpRequestWithAuthentication } = context.helpers;
	const prepare = async (sessionGone: boolean) => {
		const body = typeof values.body === 'function' ? await values.body(sessionGone) : values.body;
		const complete = settled({ ...options, ...(body && { body }) }, expect);
		if (endpoint.withoutCredential) return async () => await httpRequest.call(sender, complete);
		return async () => await httpRequestWithAuthentication.call(sender, provider.credentialType, complete);
	};
	const ofCredential: Secret[] = provider.secretFields.map((field) => String(credentials[field] ?? ''));
	if (provider.secretPattern) ofCredential.push(provider.secretPattern);
	const secrets = () => [...ofCredential, ...(values.secrets?.() ?? [])];
	const answer = await persist(context, provider, {
		endpoint,
		secrets,
		url: baseURL,
		prepare,
		expect,
		isFile,
	});
	if (!values.secrets || expect === 'file') return answer.body as T;
	return withoutSecrets(answer.body as T, values.secrets());
}

const known = new WeakMap<Caller, Promise<IDataObject>>();

/**
 * The credential's fields. n8n decrypts a credential at each call, so it is read once per run. A published trigger keeps
 * its context for as long as it lives, and has to see when the credential is changed: it reads anew.
 */
export async function credentialsOf(
	context: Caller,
	{ credentialType }: Pick<Provider, 'credentialType'>,
): Promise<IDataObject> {
	const read = async () => await context.getCredentials<IDataObject>(credentialType);
	if ('getActivationMode' in context) return await read();
	const credentials = known.get(context) ?? read();
	known.set(context, credentials);
	try {
		return await credentials;
	} catch {
		// Each item gets an error of its own: items are named in them.
		known.delete(context);
		return await read();
	}
}

export interface Sending extends Expected {
	secrets: () => Secret[];
	url: string;
	/** Makes the request ready to be sent. What it throws is not a failure of the provider, and is thrown on. */
	prepare(sessionGone: boolean): Promise<() => Promise<unknown>>;
	/** Tells an answer that only says where to ask instead: it is given back as it is. */
	isRedirect?: (answer: Answer) => boolean;
}

/** Sends a request, as often as is safe, until there is an answer to go on with. */
export async function persist(context: Caller, provider: Provider, sending: Sending): Promise<Answer> {
	const { endpoint, url, prepare } = sending;
	let sessionRenewed = false;
	let sessionGone = false;
	for (let tries = 1; ; tries++) {
		const outcome = await sendOnce(context, await prepare(sessionGone), provider, sending);
		if ('answer' in outcome) return outcome.answer;
		const secrets = sending.secrets();
		const failure = withoutSecrets(outcome.failure, secrets);
		sessionGone = failure.sessionGone === true && !sessionRenewed;
		sessionRenewed ||= sessionGone;
		const wait = sessionGone ? 0 : waitBeforeRetry(failure, endpoint.effect, tries);
		if (wait === undefined || !(await pause(wait, cancelSignal(context)))) {
			const { effect, withoutCredential } = endpoint;
			const about = { provider: provider.name, host: new URL(url).host, effect, tries, withoutCredential };
			throw toNodeError({ node: context.getNode(), ...about }, failure);
		}
	}
}

async function sendOnce(
	context: Caller,
	send: () => Promise<unknown>,
	provider: Provider,
	sending: Sending,
): Promise<Outcome> {
	let answer: Answer;
	try {
		const { statusCode, headers, body } = (await send()) as IN8nHttpFullResponse;
		answer = { status: statusCode, headers, body };
	} catch (error) {
		return { failure: networkFailure(error as Error) };
	}
	if (sending.isRedirect?.(answer)) return { answer };
	const isFile = sending.expect === 'file';
	const judged = isFile ? judgeFile(context, provider, answer, sending) : judge(provider, answer, sending);
	return await judged.catch((error: Error) => {
		// What is too slow will be so again.
		if (isNodeError(error)) throw error;
		return { failure: networkFailure(error) };
	});
}

/** The time counts from here on: an answer that stands still after its first bytes must not be waited for either. */
async function judgeFile(
	context: Caller,
	provider: Provider,
	answer: Answer,
	sending: Sending,
): Promise<Outcome> {
	const failure = (what: string) =>
		new NodeOperationError(context.getNode(), `The file from ${provider.name} ${what}`, {
			description: `It was not fetched to its end. Look at ${provider.name} what it is.`,
		});
	withinTime(answer.body as FileStream, LONGEST_MS, failure);
	const outcome = await judge(provider, answer, sending);
	if ('failure' in outcome) return outcome;
	return { answer: { ...answer, body: withinSize(answer.body as FileStream, MOST_BYTES, failure) } };
}

/**
 * Every answer comes back as an answer, whatever its status, so that it is read in one place; and n8n does not send
 * a request a second time by itself after a 401. Redirects are not followed by n8n: they would carry the credential
 * elsewhere. What a link leads on to is checked first: see links.ts.
 */
export function settled(options: IHttpRequestOptions, expect?: Expectation): IHttpRequestOptions {
	return {
		...options,
		...(expect === 'file' && { encoding: 'stream' }),
		...(expect === 'text' && { encoding: 'text' }),
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
export function notAborted(context: Caller): Caller {
	return Object.create(context, { getExecutionCancelSignal: { value: () => undefined } }) as Caller;
}

export function cancelSignal(context: Caller): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}
