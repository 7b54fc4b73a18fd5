import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { Endpoint } from '../operation';
import { baseUrlOf, fillPath } from './addresses';
import { judge, networkFailure, type Outcome } from './answers';
import { isNodeError, toNodeError } from './errors';
import type { Answer, Caller, Expectation, Expected, FileStream, Provider, RequestValues } from './provider';
import { pause, waitBeforeRetry } from './retry';
import { withoutSecrets, type Secret } from './secrets';
import { withinSize, withinTime } from './streams';

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
