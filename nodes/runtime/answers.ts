import type { IDataObject } from 'n8n-workflow';
import type { Failure } from './failure';
import type { Answer, Expectation, FileStream, Provider } from './request';
import { firstBytes } from './firstBytes';
import { retryAfterMillis } from './retry';
import { isTooDeep } from './text';

export type Outcome = { answer: Answer } | { failure: Failure };

const LONGEST_ERROR_BYTES = 64 * 1024;
const FILE_START_BYTES = 1024;

/**
 * Tells success from failure, and reads the reason out of a failure.
 *
 * @param expect what a successful answer is, and `isFile` how to tell a file: see RequestValues
 */
export async function judge(
	provider: Provider,
	answer: Answer,
	expect?: Expectation,
	isFile?: (start: Buffer) => boolean,
): Promise<Outcome> {
	const isSuccess = answer.status >= 200 && answer.status < 300;
	if (expect === 'file' && isSuccess && (await isFileAnswer(answer, isFile))) return { answer };
	const readable =
		expect === 'file' ? { ...answer, body: await readShortText(answer.body as FileStream) } : answer;
	if (isTooDeep(readable.body)) return tooDeep(readable);
	const refusal = provider.refusal(readable);
	if (isSuccess && !refusal) return accepted(readable, expect);
	return { failure: { ...fateOf(readable), ...refusal, status: readable.status, answer: readable.body } };
}

async function isFileAnswer({ body }: Answer, isFile?: (start: Buffer) => boolean): Promise<boolean> {
	return !isFile || isFile(await firstBytes(body as FileStream, FILE_START_BYTES));
}

function accepted(answer: Answer, expect?: Expectation): Outcome {
	if (expect === 'text') return { answer };
	return expect === 'file' ? notUnderstood(answer, 'the answer is not a file') : understood(answer);
}

/** A success without a body is an empty object; one that is not JSON cannot be relied on. */
function understood(answer: Answer): Outcome {
	if (answer.body === '' || answer.body === undefined || answer.body === null)
		return { answer: { ...answer, body: {} } };
	if (typeof answer.body === 'object') return { answer };
	return notUnderstood(answer, 'the answer is not JSON');
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

const NEVER_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|.*CERT.*|ERR_TLS.*)$/;

interface NetworkError extends Error {
	code?: string;
	syscall?: string;
}

/** n8n wraps what axios throws, and axios what the network says: the innermost code tells most. */
export function networkFailure(thrown: Error): Failure {
	const layers = [thrown, thrown.cause, (thrown.cause as Error | undefined)?.cause].filter(
		Boolean,
	) as NetworkError[];
	const networkCode = layers.filter((layer) => layer.code).at(-1)?.code ?? thrown.message;
	const neverSent = NEVER_SENT.test(networkCode) || layers.some((layer) => layer.syscall === 'connect');
	return { fate: neverSent ? 'notTaken' : 'unknown', networkCode };
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
