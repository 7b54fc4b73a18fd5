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
 * 1; newer endpoints leave one or both away.
 * - `refused`: it has another `status`, an `error`, `success: false`, or only a text where the success would be;
 * - `unknown`: it has another `code`, of which the documentation says nothing, or nothing at all in it.
 */
export function verdictOn(answer: unknown): 'success' | 'refused' | 'unknown' {
	if (!isRecord(answer)) return wordsOf(answer) === undefined ? 'success' : 'refused';
	const envelopes = envelopesOf(answer);
	if (envelopes.some(saysNo)) return 'refused';
	if (!envelopes.some(saysYes) && envelopes.some(isBareText)) return 'refused';
	const isSilent = Object.keys(answer).length === 0;
	return isSilent || envelopes.some(({ code }) => isThere(code) && !isOne(code)) ? 'unknown' : 'success';
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

function saysNo({ status, success, error, errors }: IDataObject): boolean {
	const isOtherStatus = isThere(status) && !isSuccess(status);
	return isOtherStatus || /^(false|0)$/i.test(textOf(success)) || isTold(error) || isTold(errors);
}

function saysYes({ status, code }: IDataObject): boolean {
	return isSuccess(status) || isOne(code);
}

function isBareText({ message, data }: IDataObject): boolean {
	return typeof message === 'string' || typeof data === 'string';
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
