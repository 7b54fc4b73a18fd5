import type { IDataObject } from 'n8n-workflow';

/**
 * What came from outside, as text: numbers and truth values are written out, and whatever is no single value is empty.
 * Unlike `String()`, it cannot be made to throw by an object that pretends to have a `toString`.
 */
export function textOf(value: unknown): string {
	const isSingle = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
	return isSingle ? String(value) : '';
}

/** What a text of JSON holds; undefined when it is none. */
export function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const LONGEST_WORDS = 1_000;

/**
 * What a provider said, for people to read: a text that is not empty, no web page of a gateway, of a bounded length.
 * Storage says it in XML, as `<Error><Code>…</Code><Message>…</Message></Error>`.
 */
export function wordsOf(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	const said = text.startsWith('<') ? /<Message>([^<]+)<\/Message>/.exec(text)?.[1].trim() : text;
	return said?.slice(0, LONGEST_WORDS) || undefined;
}

/** The objects in what should be a list of them; whatever else comes in its place is left out. */
export function recordsIn(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Whether it is an object with names and values: no list, no text, not nothing. */
export function isRecord(value: unknown): value is IDataObject {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Deeper than any document has it, and far from the depth where functions that call themselves run out of stack. */
const DEEPEST = 100;

/** Whether JSON is nested deeper than anything that a provider sends: it is turned away before it is looked into. */
export function isTooDeep(value: unknown, depth = 0): boolean {
	if (depth > DEEPEST) return true;
	if (value === null || typeof value !== 'object') return false;
	const parts: unknown[] = Array.isArray(value) ? value : Object.values(value);
	return parts.some((part) => isTooDeep(part, depth + 1));
}

/** One by one: a regular expression would look at every run of slashes again from each of its slashes. */
export function withoutEndSlashes(address: string): string {
	let end = address.length;
	while (address[end - 1] === '/') end--;
	return address.slice(0, end);
}

/** n8n takes an item with a top-level `error` for a failed run, and with Retry On Fail sends everything again. */
export function withoutErrorKey(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, providerError: error };
}
