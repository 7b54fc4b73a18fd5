import type { IDataObject } from 'n8n-workflow';
import { fateOf } from './fate';
import type { Answer, Expected, Failure, FileStream, Provider, Result } from './provider';
import { retryAfterMillis } from './retry';
import { firstBytes, readStart } from './streams';
import { isTooDeep, parsedJson, textOf } from '../text';

const MOST_BYTES = 100 * 1024 * 1024;
const MOST_ERROR_BYTES = 64 * 1024;
const FILE_START_BYTES = 1024;

/**
 * Tells success from failure, and reads the reason out of a failure. Every answer comes as a stream: a file is handed on
 * as one, all else is read here, up to 100 MB of a success and 64 KB of a failure.
 *
 * @param expected what a successful answer is
 */
export async function judge(provider: Provider, answer: Answer, expected: Expected): Promise<Result<Answer>> {
	const isSuccess = answer.status >= 200 && answer.status < 300;
	const isFile = expected.expect === 'file';
	const stream = answer.body as FileStream;
	if (isFile && isSuccess && (await looksRight(stream, expected))) return { success: answer };
	const { bytes, isWhole } = await readStart(stream, isSuccess && !isFile ? MOST_BYTES : MOST_ERROR_BYTES);
	if (isSuccess && !isFile && !isWhole) return { failure: tooMuch('the answer is larger than 100 MB') };
	const readable = { ...answer, body: contentOf(bytes, isSuccess && expected.expect === 'text') };
	const refusal = provider.refusal(readable);
	if (isSuccess && !refusal) return accepted(readable, expected);
	return failed(readable, { fate: isSuccess ? 'refused' : fateOf(answer.status), ...refusal });
}

async function looksRight(stream: FileStream, { isFile }: Expected): Promise<boolean> {
	return !isFile || isFile(await firstBytes(stream, FILE_START_BYTES));
}

/** Undefined for JSON that is nested too deeply: nobody looks into it, not even to blank out secrets. */
function contentOf(bytes: Buffer, asText: boolean): unknown {
	// It leaves out a byte order mark.
	const text = new TextDecoder().decode(bytes);
	const json = asText ? undefined : parsedJson(text);
	if (json === undefined) return text;
	return isTooDeep(json) ? undefined : json;
}

/**
 * A success whose answer is no JSON cannot be relied on: it may come from a gateway that passed nothing on. So may one
 * without a body, except where an endpoint answers like that, and one without the id of what was made.
 */
function accepted(answer: Answer, { expect, endpoint }: Expected): Result<Answer> {
	const wrong = expect === 'text' ? undefined : whatIsWrong(answer, expect === 'file', endpoint);
	if (wrong !== undefined) return failed(answer, { fate: 'unknown', words: wrong });
	return { success: isNothing(answer.body) ? { ...answer, body: {} } : answer };
}

function whatIsWrong(
	{ body, status }: Answer,
	isFile: boolean,
	{ answersWith, mayAnswerNothing }: Expected['endpoint'],
): string | undefined {
	if (isFile) return 'the answer is not a file';
	if (body === undefined) return 'the answer is nested too deeply';
	if (typeof body !== 'object' && !isNothing(body)) return 'the answer is not JSON';
	if (answersWith !== undefined && !isShown(body, answersWith)) return `its answer has no “${answersWith}”`;
	return isNothing(body) && !mayAnswerNothing && status !== 204 ? 'the answer is empty' : undefined;
}

const isNothing = (body: unknown) => body === '' || body === null;

/** Whether an answer shows anything but nothing and a no under a name such as `id` or `files.0.storageId`. */
export function isShown(body: unknown, path: string): boolean {
	const inside = (part: unknown, name: string) => (Object(part) as IDataObject)[name];
	const value: unknown = path.split('.').reduce(inside, body);
	return typeof value === 'object' ? value !== null : !/^(0|false|null)?$/i.test(textOf(value).trim());
}

function failed({ status, headers, body }: Answer, failure: Failure): Result<Answer> {
	const retryAfterMs = retryAfterMillis(headers['retry-after']);
	// Only a proxy says which login it wants, and it has sent nothing on.
	const isProxys = status === 407 && 'proxy-authenticate' in headers;
	const unsent = isProxys && ({ fate: 'notTaken', unsent: 'proxy' } as const);
	return { failure: { retryAfterMs, answer: bounded(body), ...failure, ...unsent, status } };
}

/** n8n keeps what is told of a failure with the execution: of a large answer, its beginning is enough. */
function bounded(body: unknown): unknown {
	const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
	return text.length <= MOST_ERROR_BYTES ? body : text.slice(0, MOST_ERROR_BYTES);
}

/** What is too large or too slow will be so again. */
export function tooMuch(words: string): Failure {
	return { fate: 'unknown', isFinal: true, words };
}
