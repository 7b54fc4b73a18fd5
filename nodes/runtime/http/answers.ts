import type { IDataObject } from 'n8n-workflow';
import type { Failure, Answer, Expected, FileStream, Provider } from './provider';
import { firstBytes } from './streams';
import { retryAfterMillis } from './retry';
import { isTooDeep, parsedJson } from '../text';

export type Outcome = { answer: Answer } | { failure: Failure };

const LONGEST_ERROR_BYTES = 64 * 1024;
const FILE_START_BYTES = 1024;
const NO_CONTENT = 204;

/**
 * Tells success from failure, and reads the reason out of a failure.
 *
 * @param expected what a successful answer is
 */
export async function judge(provider: Provider, answer: Answer, expected: Expected): Promise<Outcome> {
	const isSuccess = answer.status >= 200 && answer.status < 300;
	const isFile = expected.expect === 'file';
	if (isFile && isSuccess && (await isFileAnswer(answer, expected))) return { answer };
	const readable = isFile ? { ...answer, body: await readShortText(answer.body as FileStream) } : answer;
	if (isTooDeep(readable.body)) return tooDeep(readable);
	const refusal = provider.refusal(readable);
	if (isSuccess && !refusal) return accepted(readable, expected);
	return { failure: { ...fateOf(readable), ...refusal, status: readable.status, answer: readable.body } };
}

async function isFileAnswer({ body }: Answer, { isFile }: Expected): Promise<boolean> {
	return !isFile || isFile(await firstBytes(body as FileStream, FILE_START_BYTES));
}

function accepted(answer: Answer, { expect, endpoint }: Expected): Outcome {
	if (expect === 'text') return { answer };
	if (expect === 'file') return notUnderstood(answer, 'the answer is not a file');
	return understood(answer, endpoint.mayAnswerNothing === true || answer.status === NO_CONTENT);
}

/**
 * A success whose answer is no JSON cannot be relied on: it may come from a gateway that passed nothing on. So may one
 * without a body, except where an endpoint answers like that.
 */
function understood(answer: Answer, mayBeNothing: boolean): Outcome {
	const { body } = answer;
	if (typeof body === 'object' && body !== null) return { answer };
	const isNothing = body === '' || body === undefined || body === null;
	if (isNothing && mayBeNothing) return { answer: { ...answer, body: {} } };
	return notUnderstood(answer, isNothing ? 'the answer is empty' : 'the answer is not JSON');
}

/** Nobody looks into it, not even to blank out secrets. */
function tooDeep(answer: Answer): Outcome {
	return notUnderstood({ ...answer, body: undefined }, 'the answer is nested too deeply');
}

function notUnderstood({ status, body }: Answer, words: string): Outcome {
	return { failure: { fate: 'unknown', status, words, answer: body } };
}

function fateOf({ status, headers }: Answer): Pick<Failure, 'fate' | 'retryAfterMs'> {
	const retryAfterMs = retryAfterMillis(headers['retry-after']);
	if (status === 429 || (status === 503 && retryAfterMs !== undefined))
		return { fate: 'notTaken', retryAfterMs };
	return { fate: status >= 500 ? 'unknown' : 'refused' };
}

/** The names of the errors of n8n's protection against requests into its own network. */
const BLOCKED_BY_N8N = /^SsrfBlocked/;
const NEVER_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|.*CERT.*|UNABLE_TO_.*|ERR_TLS.*)$/;

interface NetworkError extends Error {
	code?: string;
	syscall?: string;
}

/** n8n wraps what axios throws, and axios what the network says: the innermost code tells most. */
export function networkFailure(thrown: Error): Failure {
	const layers = [thrown, thrown.cause, (thrown.cause as Error | undefined)?.cause].filter(
		Boolean,
	) as NetworkError[];
	const blocked = layers.find(({ name }) => BLOCKED_BY_N8N.test(name));
	if (blocked) return blockedByN8n(blocked);
	const networkCode = layers.filter((layer) => layer.code).at(-1)?.code ?? thrown.message;
	const neverSent = NEVER_SENT.test(networkCode) || layers.some((layer) => layer.syscall === 'connect');
	return { fate: neverSent ? 'notTaken' : 'unknown', networkCode };
}

/** n8n can be set up to keep its nodes out of its own network. */
function blockedByN8n({ message }: Error): Failure {
	const advice = `Nothing was sent. n8n says: ${message}. Whoever runs this n8n can allow the address (N8N_SSRF_ALLOWED_HOSTNAMES).`;
	return { fate: 'notTaken', isFinal: true, networkCode: 'blocked by n8n', advice };
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
	return (parsedJson(text) as IDataObject | null | undefined) ?? text;
}
