import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { isRecord, isTooDeep, parsedJson } from '../text';

/** A name of a form that spells out where its value belongs, as PHP has it: `signer[0][name]`. */
const SPELLED_OUT = /^([^[\]]{1,100})((?:\[[^[\]]{0,100}\]){1,5})$/;

/**
 * What a delivery holds, whatever its content type says, or if it says none: JSON, with or without a byte order mark, or a
 * form. Programs that send JSON often label it as a form, and forms spell lists and records out in names.
 *
 * @param raw the exact body as text; empty for a multipart form, which n8n has read
 * @returns a record, a list or, when there is nothing of it or it is nested beyond reason, undefined
 */
export function bodyOf(context: IWebhookFunctions, raw: string): IDataObject | unknown[] | undefined {
	const body = raw === '' ? formOf(context.getBodyData()) : bodyIn(raw);
	return isTooDeep(body) ? undefined : body;
}

/** As bodyOf(), from the text of a body alone. */
export function bodyIn(raw: string): IDataObject | unknown[] | undefined {
	const text = raw.replace(/^\uFEFF/, '').trim();
	if (/^[{[]/.test(text)) return parsedJson(text) as IDataObject | unknown[] | undefined;
	return text.includes('=') ? nested([...new URLSearchParams(text)]) : undefined;
}

/** n8n hands a multipart form over as `{ data, files }`. The files stay apart. */
function formOf({ data }: IDataObject): IDataObject | undefined {
	return isRecord(data) ? nested(Object.entries(data)) : undefined;
}

/**
 * The record that a delivery is about. Some programs put it, as a record or as a text of JSON, into a field `data`.
 * @param known a field that the record itself has
 */
export function unwrapped(body: IDataObject, known: string): IDataObject {
	if (known in body) return body;
	const inner = decoded(body.data);
	return isRecord(inner) ? inner : body;
}

/** What a text of JSON holds, of records and lists alone; whatever else it is stays as it is. */
export function decoded(value: unknown): unknown {
	const inside = typeof value === 'string' && /^\s*[{[]/.test(value) ? parsedJson(value) : undefined;
	return inside === undefined || isTooDeep(inside) ? value : inside;
}

/** Of a name that is there twice, the last one counts, as in PHP. A list is a record whose names are 0, 1, 2 …. */
function nested(entries: Array<[string, unknown]>): IDataObject {
	const root = new Map<string, unknown>();
	for (const [name, value] of entries) {
		const [, first, rest] = SPELLED_OUT.exec(name) ?? [name, name, ''];
		put(root, [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, key]) => key)], [value].flat().at(-1));
	}
	return recordOf(root) as IDataObject;
}

type Branch = Map<string, unknown>;

/** An empty name, as in `ids[]`, stands for the next number. */
function put(branch: Branch, [name, ...rest]: string[], value: unknown): void {
	const key = name === '' ? String(branch.size) : name;
	if (rest.length === 0) {
		branch.set(key, value);
		return;
	}
	const known = branch.get(key);
	const inner: Branch = known instanceof Map ? known : new Map<string, unknown>();
	branch.set(key, inner);
	put(inner, rest, value);
}

/** Not assigned one by one: the name __proto__ would give a record another prototype. */
function recordOf(value: unknown): unknown {
	if (!(value instanceof Map)) return value;
	const entries = [...(value as Branch)].map(([name, inner]) => [name, recordOf(inner)] as const);
	const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
	return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
