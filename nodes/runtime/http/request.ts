import {
	NodeOperationError,
	type ICredentialsDecrypted,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { Endpoint } from '../operation';
import { baseUrlOf, fillPath } from './addresses';
import { judge, tooMuch } from './answers';
import { isNodeError, toNodeError } from './errors';
import { networkFailure } from './network';
import type {
	Answer,
	Caller,
	Expected,
	Failure,
	FileStream,
	Provider,
	RequestValues,
	Result,
} from './provider';
import { withRetries } from './retry';
import { withoutSecrets, type Secret } from './secrets';
import { withinSize, withinTime } from './streams';

/** Until an answer begins, and as long again until it has come whole. */
const TIMEOUT_MS = 120_000;
/** Until a file has come whole. */
const LONGEST_FILE_MS = 10 * 60 * 1000;
const MOST_FILE_BYTES = 500 * 1024 * 1024;
/** For all of a request, however slowly it is taken and answered. */
const LONGEST_MS = 15 * 60 * 1000;

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
	const credential = { id: '', name: '', type: provider.credentialType, data: credentials };
	const { httpRequest, httpRequestWithAuthentication } = context.helpers;
	const prepare = async (sessionGone: boolean) => {
		const body = typeof values.body === 'function' ? await values.body(sessionGone) : values.body;
		const signal = endpoint.effect === 'read' ? cancelSignal(context) : undefined;
		const complete = settled({ ...options, ...(body && { body }) }, signal);
		if (endpoint.withoutCredential) return async () => await httpRequest(complete);
		return async () =>
			await httpRequestWithAuthentication.call(
				notAborted(context) as IExecuteFunctions,
				provider.credentialType,
				complete,
				// Otherwise n8n would read it anew for each request.
				{ credentialsDecrypted: credential as ICredentialsDecrypted },
			);
	};
	const ofCredential: Secret[] = provider.secretFields.map((field) => String(credentials[field] ?? ''));
	if (provider.secretPattern) ofCredential.push(provider.secretPattern);
	const secrets = () => [...ofCredential, ...(values.secrets?.() ?? [])];
	const sending = { endpoint, secrets, url: baseURL, prepare, expect, isFile };
	return (await persist(context, provider, sending)).body as T;
}

const successOf = <T>(success: T): Result<T> => ({ success });

const known = new WeakMap<Caller, Promise<IDataObject>>();

/**
 * The credential's fields. n8n decrypts a credential at each call, so it is read once per run. A published trigger keeps
 * its context for as long as it lives, and has to see when the credential is changed: it reads anew.
 *
 * @throws NodeApiError when n8n could not read it, not even at the fourth time; a failed reading is not kept
 */
export async function credentialsOf(
	context: Caller,
	{ name, credentialType }: Pick<Provider, 'name' | 'credentialType'>,
): Promise<IDataObject> {
	const attempt = async () => {
		const reading = known.get(context) ?? context.getCredentials<IDataObject>(credentialType);
		if (!('getActivationMode' in context)) known.set(context, reading);
		return await reading.then(successOf, (error: Error) => {
			known.delete(context);
			// What n8n says in an error for people stays as it is, such as that no credential was chosen.
			const fate = isNodeError(error) ? 'refused' : 'notTaken';
			return { failure: { fate, unsent: 'credential', words: error.message } as const };
		});
	};
	const errorFor = (failure: Failure, tries: number) =>
		toNodeError({ node: context.getNode(), provider: name, host: 'n8n', effect: 'read', tries }, failure);
	return await withRetries('read', attempt, errorFor, cancelSignal(context));
}

export interface Sending extends Expected {
	secrets: () => Secret[];
	url: string;
	/** Makes the request ready to be sent. What it throws is not a failure of the provider, and is thrown on. */
	prepare(sessionGone: boolean): Promise<() => Promise<unknown>>;
	/** Tells an answer that only says where to ask instead: it is given back as it is. */
	isRedirect?: (answer: Answer) => boolean;
	/** The address is a link that the provider gave out, to which no credential is sent. */
	isLink?: boolean;
}

/** Sends a request, as often as is safe, until there is an answer to go on with. */
export async function persist(context: Caller, provider: Provider, sending: Sending): Promise<Answer> {
	const { endpoint, url, prepare, isLink } = sending;
	const attempt = async () => {
		const outcome = await sendOnce(context, await prepare(false), provider, sending);
		const last = isSessionGone(outcome)
			? await sendOnce(context, await prepare(true), provider, sending)
			: outcome;
		if (provider.asksOnce && 'failure' in last && last.failure.fate === 'unknown')
			last.failure.isFinal = true;
		return last;
	};
	const errorFor = (failure: Failure, tries: number) => {
		const { effect, withoutCredential } = endpoint;
		const about = {
			provider: provider.name,
			host: new URL(url).host,
			effect,
			tries,
			withoutCredential,
			isLink,
		};
		const { words, code, advice, networkCode, answer } = failure;
		const told = withoutSecrets({ words, code, advice, networkCode, answer }, sending.secrets());
		return toNodeError({ node: context.getNode(), ...about }, { ...failure, ...told });
	};
	return await withRetries(endpoint.effect, attempt, errorFor, cancelSignal(context));
}

function isSessionGone(outcome: Result<Answer>): boolean {
	return 'failure' in outcome && outcome.failure.sessionGone === true && outcome.failure.fate === 'refused';
}

async function sendOnce(
	context: Caller,
	send: () => Promise<unknown>,
	provider: Provider,
	sending: Sending,
): Promise<Result<Answer>> {
	// While the request was made ready, as with a log-in, the execution may have been cancelled.
	if (cancelSignal(context)?.aborted) return { failure: { fate: 'notTaken', unsent: 'stopped' } };
	let answer: Answer;
	try {
		const { statusCode, headers, body } = (await send()) as IN8nHttpFullResponse;
		answer = { status: statusCode, headers, body };
	} catch (error) {
		return { failure: networkFailure(error as Error, sending.url) };
	}
	if (sending.isRedirect?.(answer)) return { success: answer };
	return await read(context, provider, answer, sending).catch((error: Error) => {
		// What is too large or too slow will be so again.
		if (isNodeError(error)) throw error;
		if (error instanceof TooSlow) return { failure: tooMuch(error.message) };
		// An answer had begun, so the request was sent, whatever the connection says now.
		return { failure: { fate: 'unknown', networkCode: networkFailure(error).networkCode } };
	});
}

/** The time counts from here on: an answer that stands still or drips after its first bytes is not waited for either. */
async function read(
	context: Caller,
	provider: Provider,
	answer: Answer,
	sending: Sending,
): Promise<Result<Answer>> {
	const stream = answer.body as FileStream;
	if (sending.expect !== 'file') {
		withinTime(stream, TIMEOUT_MS, (what) => new TooSlow(`its answer ${what}`));
		return await judge(provider, answer, sending);
	}
	const failure = (what: string) =>
		new NodeOperationError(context.getNode(), `The file from ${provider.name} ${what}`, {
			description: `It was not fetched to its end. Look at ${provider.name} what it is.`,
		});
	withinTime(stream, LONGEST_FILE_MS, failure);
	const outcome = await judge(provider, answer, sending);
	if ('failure' in outcome) return outcome;
	return { success: { ...answer, body: withinSize(stream, MOST_FILE_BYTES, failure) } };
}

class TooSlow extends Error {}

/**
 * Every answer comes back as an answer, whatever its status, so that it is read in one place; and n8n does not send
 * a request a second time by itself after a 401. It comes as a stream, so that it is bounded in size and time.
 * Redirects are not followed by n8n: they would carry the credential elsewhere. What a link leads on to is checked
 * first: see links.ts.
 *
 * @param signal of the execution, for what may be broken off
 */
export function settled(options: IHttpRequestOptions, signal?: AbortSignal): IHttpRequestOptions {
	const late = AbortSignal.timeout(LONGEST_MS);
	return {
		...options,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
		abortSignal: signal ? AbortSignal.any([late, signal]) : late,
	};
}

/**
 * The part of a context that has nothing to do with an execution. n8n breaks off what is asked for by a context when its
 * execution is cancelled; what is asked for by this part is broken off by the request's own signal only. A write that is
 * on its way cannot be called back, so it is let through to its answer: otherwise nobody would know what became of it.
 */
export function notAborted(context: Caller): Caller {
	return {
		helpers: context.helpers,
		logger: context.logger,
		getNode: () => context.getNode(),
		getCredentials: async (type: string) => await context.getCredentials(type),
	} as Caller;
}

export function cancelSignal(context: Caller): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}
