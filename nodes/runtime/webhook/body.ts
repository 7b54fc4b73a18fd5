import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { isRecord, isTooDeep, parsedJson } from '../text';
import { isForm } from './webhook';

/** As many fields of a form count as n8n itself reads, and PHP. */
const MOST_FIELDS = 1_000;

/** A name of a form that spells out where its value belongs, as PHP has it: `signer[0][name]`. */
const SPELLED_OUT = /^[^[\]]{1,100}(\[[^[\]]{0,100}\]){1,5}$/;

/**
 * The exact text of a delivery, but for a byte order mark; empty when there was no body, and for forms with files. n8n
 * leaves bodies unread whose type it does not parse. Undefined when they cannot be read (too many bytes, packed wrongly,
 * cut off): n8n would make a failed execution of an error, whoever sent that.
 */
export async function rawBody(context: IWebhookFunctions): Promise<string | undefined> {
	const request = context.getRequestObject();
	// n8n 1 hands a form over that it could not parse.
	if (isForm(context)) return context.getBodyData().data ? '' : undefined;
	try {
		if (!request.rawBody) await request.readRawBody();
	} catch {
		return undefined;
	}
	return new TextDecoder().decode(request.rawBody);
}

/**
 * The records that a delivery is about, whatever its content type says, or if it says none: JSON or a form. Programs that
 * send JSON often label it as a form, forms spell lists and records out in names, and some programs put what they send,
 * as it is or as a text of JSON, into a field `data`.
 *
 * @param raw as rawBody() gives it; of a form with files, n8n has read it
 * @param known a field that each record has, in any case
 * @returns none when there are none in it, or it is nested beyond reason
 */
export function recordsOf(context: IWebhookFunctions, raw: string, known: string): IDataObject[] {
	const body = isForm(context) ? formOf(Object.entries(context.getBodyData().data ?? {})) : bodyIn(raw);
	const hasKnown = (record: IDataObject) =>
		Object.keys(record).some((name) => name.toLowerCase() === known.toLowerCase());
	const unwrapped = listOf(isTooDeep(body) ? [] : body)
		.filter(isRecord)
		.map((record) => {
			const inner = hasKnown(record) ? record : decoded(record.data);
			return inner !== null && typeof inner === 'object' ? inner : record;
		});
	return unwrapped.flatMap(listOf).filter(isRecord);
}

/** The files of a multipart form, which n8n has put on the disk. JSON that pretends to be such a form has none. */
export function filesOf(context: IWebhookFunctions): IDataObject {
	const { files } = isForm(context) ? context.getBodyData() : {};
	return isRecord(files) ? files : {};
}

/** What a text of JSON holds, of records and lists alone; whatever else it is stays as it is. */
export function decoded(value: unknown): unknown {
	const inside = typeof value === 'string' && /^\s*[{[]/.test(value) ? parsedJson(value) : undefined;
	return inside === undefined || isTooDeep(inside) ? value : inside;
}

const listOf = (value: unknown): unknown[] => [value].flat();

function bodyIn(raw: string): unknown {
	if (/^\s*[{[]/.test(raw)) return parsedJson(raw);
	return raw.includes('=') ? formOf([...new URLSearchParams(raw.trim())]) : undefined;
}

/** Of a name that is there twice, the last one counts, as in PHP. */
function formOf(fields: Array<[string, unknown]>): unknown {
	const root: IDataObject = {};
	for (const [name, value] of fields.slice(0, MOST_FIELDS)) {
		// No other name of a record leads to anything that all records share.
		if (!name.includes('__proto__')) put(root, name, listOf(value).at(-1));
	}
	return fields.length > 0 ? withLists(root) : undefined;
}

function put(root: IDataObject, name: string, value: unknown): void {
	const path = SPELLED_OUT.test(name) ? name.replaceAll(']', '').split('[') : [name];
	let branch = root;
	for (const [depth, written] of path.entries()) {
		// An empty name, as in `ids[]`, stands for the next number.
		const key = written === '' && depth > 0 ? Object.keys(branch).length : written;
		const isLast = depth === path.length - 1;
		const inner = branch[key];
		branch[key] = (isLast ? value : isRecord(inner) ? inner : {}) as IDataObject;
		branch = branch[key] as IDataObject;
	}
}

/** A list is a record whose names are 0, 1, 2 …. */
function withLists(value: unknown): unknown {
	if (!isRecord(value)) return value;
	const entries = Object.entries(value).map(([name, inner]) => [name, withLists(inner)] as const);
	const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
	return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
