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
	return status === undefined || status === 'success' ? bare : { ...bare, status: status as string };
}

function recordsOf(data: unknown): IDataObject[] {
	if (data === null || data === undefined || data === '') return [];
	const list = Array.isArray(data) ? data : [data];
	return list.map((entry) => (isRecord(entry) ? entry : { value: entry }));
}

const REFUSALS = /^(error|fail|failed|failure)$/i;

/** Whether an answer refuses although its HTTP status is 200: integrators met that as `status: "error"`. */
export function isRefusal(answer: unknown): boolean {
	if (!isRecord(answer)) return false;
	const inner = isRecord(answer.message) ? answer.message.status : undefined;
	return REFUSALS.test(textOf(answer.status)) || REFUSALS.test(textOf(inner));
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
