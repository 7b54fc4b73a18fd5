import { jsonParse, type IDataObject } from 'n8n-workflow';

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
	return jsonParse<unknown>(text, { fallbackValue: () => undefined });
}

/**
 * What a provider said, for people to read: a text that is not empty, no web page of a gateway, of a bounded length.
 * Storage says it in XML, as `<Error><Code>…</Code><Message>…</Message></Error>`.
 */
export function wordsOf(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	const said = text.startsWith('<') ? /<Message>([^<]+)<\/Message>/.exec(text)?.[1].trim() : text;
	return said?.slice(0, 1_000) || undefined;
}

/** The objects in what should be a list of them; whatever else comes in its place is left out. */
export function recordsIn(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Whether it is an object with names and values: no list, no text, not nothing. */
export function isRecord(value: unknown): value is IDataObject {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/**
 * Whether JSON is nested deeper than 100 levels, which no provider's document is: it is turned away before functions
 * that call themselves run out of stack over it.
 */
export function isTooDeep(value: unknown, depth = 0): boolean {
	if (depth > 100) return true;
	return (
		value !== null &&
		typeof value === 'object' &&
		Object.values(value).some((part) => isTooDeep(part, depth + 1))
	);
}

/** Each run of slashes is looked at from its first one only: from each of them, long ones would take forever. */
export function withoutEndSlashes(address: string): string {
	return address.replace(/(?<!\/)\/+$/, '');
}

/** n8n takes an item with a top-level `error` for a failed run, and with Retry On Fail sends everything again. */
export function withoutErrorKey(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, providerError: error };
}
