import type { IDataObject } from 'n8n-workflow';
import { isRecord, textOf, wordsOf } from '../runtime/text';

/** What an answer holds. */
export interface Content {
	records: IDataObject[];
	/** How many records there are in all, where the answer says so. */
	total?: number;
}

/**
 * Unwraps an answer. The documentation shows `{ status, message: { code, total, data: [...] } }`; its marketplace puts
 * the object into `message` itself, and newer endpoints answer `{ data: {...} }`. A record that is not an object, such
 * as a bare id, becomes `{ value }`.
 */
export function contentOf(answer: unknown): Content {
	if (!isRecord(answer)) return { records: recordsOf(answer) };
	const { status, message, ...bare } = answer;
	const inner = message ?? ('data' in answer ? { data: answer.data } : withStatusOf(bare, status));
	if (typeof inner === 'string') return { records: [{ message: inner }] };
	if (!isRecord(inner)) return { records: recordsOf(inner) };
	const { code, total, data, ...direct } = inner;
	const count = typeof total === 'number' ? { total } : {};
	if (data !== undefined) return { records: recordsOf(data), ...count };
	return {
		records: Object.keys(direct).length > 0 ? [{ ...direct, ...(code !== undefined && { code }) }] : [],
		...count,
	};
}

/** Without an envelope, `status` is the record's own, unless it is the word of the envelope. */
function withStatusOf(bare: IDataObject, status: unknown): IDataObject {
	return !isThere(status) || isSuccess(status) ? bare : { ...bare, status: status as string };
}

function recordsOf(data: unknown): IDataObject[] {
	if (data === null || data === undefined || data === '') return [];
	const list = Array.isArray(data) ? data : [data];
	return list.map((entry) => (isRecord(entry) ? entry : { value: entry }));
}

/**
 * What an answer with a status of 2xx amounts to. The documentation shows one success: `status` is "success" and `code` is
 * 1; newer endpoints leave one or both away. It shows no refusal at all.
 * - `refused`: it says so: an `error`, `success: false`, a `status` that is a word of refusal;
 * - `unknown`: it has another `status` or `code`, only a text where the success would be, or nothing at all in it. A write
 *   may have been done: whoever reads "timeout" or "pending" as a no sends it a second time.
 */
export function verdictOn(answer: unknown): 'success' | 'refused' | 'unknown' {
	const [alone] = Array.isArray(answer) && answer.length === 1 ? (answer as unknown[]) : [answer];
	if (!isRecord(alone)) return wordsOf(alone) === undefined ? 'success' : 'unknown';
	const envelopes = envelopesOf(alone);
	if (envelopes.some(saysNo)) return 'refused';
	const isText = !envelopes.some(saysYes) && envelopes.some(isBareText);
	const isSilent = Object.keys(alone).length === 0;
	return isText || isSilent || envelopes.some(saysOther) ? 'unknown' : 'success';
}

/** The answer, and what it has in `message` where that is no record: the documentation has the code there. */
function envelopesOf(answer: IDataObject): IDataObject[] {
	const { message } = answer;
	return isRecord(message) && isEnvelope(message) ? [answer, ...envelopesOf(message)] : [answer];
}

const OF_ENVELOPES = ['code', 'data', 'error', 'errors', 'message', 'success'];

function isEnvelope(message: IDataObject): boolean {
	return OF_ENVELOPES.some((name) => name in message) || Object.keys(message).join() === 'status';
}

/** Words of refusal that programs use; the documentation has none. */
const NO = /^(error|fail|denied|rejected|refused|invalid|unauthori[sz]ed|forbidden|not.?found|duplicate)/i;

function saysNo({ status, success, ok, error, errors, errorMessage }: IDataObject): boolean {
	const isNo = [success, ok].some((value) => /^(false|0|no)$/i.test(textOf(value)));
	return isNo || NO.test(textOf(status).trim()) || [error, errors, errorMessage].some(isTold);
}

/** A list or a record in `status` is not the envelope's, but the record's own. */
function saysOther({ status, code }: IDataObject): boolean {
	return (textOf(status) !== '' && !isSuccess(status)) || (isThere(code) && !isOne(code));
}

function saysYes({ status, code }: IDataObject): boolean {
	return isSuccess(status) || isOne(code);
}

function isBareText({ message, data, detail }: IDataObject): boolean {
	return (
		[message, data].some((part) => typeof part === 'string') ||
		(data === undefined && typeof detail === 'string')
	);
}

const isThere = (value: unknown) => value !== undefined && value !== null;
const isSuccess = (status: unknown) => textOf(status).trim().toLowerCase() === 'success';
const isOne = (code: unknown) => textOf(code).trim() === '1';

/** Some programs write an error's place even when there is none: `null`, `false`, `""`, `0`, `[]`, `{}`. */
function isTold(error: unknown): boolean {
	if (typeof error === 'object' && error !== null) return Object.keys(error).length > 0;
	return Boolean(error);
}

/** Its word or number for how it went, where it is not that of a success. */
export function codeIn(answer: unknown): string | undefined {
	const envelopes = isRecord(answer) ? envelopesOf(answer) : [];
	const told = envelopes.flatMap(({ status, code }) => [
		isSuccess(status) ? '' : textOf(status),
		isOne(code) ? '' : textOf(code),
	]);
	return told.find((text) => wordsOf(text) !== undefined);
}

/** The reason in an answer, however deep it lies: `message`, `message.message`, `data.message.message` … */
export function reasonIn(answer: unknown): string | undefined {
	if (typeof answer === 'string') return wordsOf(answer);
	if (answer === null || typeof answer !== 'object') return undefined;
	const places = Array.isArray(answer) ? answer : PLACES.map((place) => (answer as IDataObject)[place]);
	for (const place of places) {
		const text = reasonIn(place);
		if (text !== undefined) return text;
	}
	return undefined;
}

const PLACES = ['message', 'data', 'error', 'errors', 'detail', 'description'];
