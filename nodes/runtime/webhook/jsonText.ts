import { parsedJson } from '../text';

/** The text of a JSON object, cut in two. */
export interface Cut {
	/** A top-level value, exactly as it stands there. */
	value: string;
	/** All the rest, with `null` in the value's place. */
	rest: string;
}

/**
 * Takes a top-level value out of the text of a JSON object, without parsing it: for signatures over a part of a body,
 * where writing the parsed value anew might differ, and nothing is to be read before it is verified. Of a key that is
 * there twice, the last counts, as for JSON.parse. When both parts are valid JSON, so is `json`, and it was cut rightly.
 *
 * @param json any text
 * @param isLast takes the value for the last one, which ends where the object does: looking for the end of a long value
 * takes as long as a hash over it
 * @returns undefined when it is not an object or has no such key
 */
export function takeOut(json: string, key: string, isLast = false): Cut | undefined {
	let found: Cut | undefined;
	let at = skipSpace(json, 0);
	if (json[at] !== '{') return undefined;
	at = skipSpace(json, at + 1);
	while (json[at] === '"') {
		const nameEnd = endOfValue(json, at);
		const isKey = isName(json.slice(at, nameEnd), key);
		const start = skipSpace(json, skipSpace(json, nameEnd) + 1);
		const end = isKey && isLast ? endBeforeBrace(json, start) : endOfValue(json, start);
		if (isKey)
			found = { value: json.slice(start, end), rest: `${json.slice(0, start)}null${json.slice(end)}` };
		at = skipSpace(json, end);
		if (json[at] !== ',') break;
		at = skipSpace(json, at + 1);
	}
	return found;
}

/** The index after what stands before the object's closing brace. */
function endBeforeBrace(json: string, from: number): number {
	let end = Math.max(from, json.lastIndexOf('}'));
	while (end > from && isSpace(json, end - 1)) end--;
	return end;
}

/** Names may be written with escapes. */
function isName(text: string, key: string): boolean {
	return text.includes('\\') ? parsedJson(text) === key : text === `"${key}"`;
}

function skipSpace(json: string, from: number): number {
	let at = from;
	while (at < json.length && isSpace(json, at)) at++;
	return at;
}

function isSpace(json: string, at: number): boolean {
	return ' \t\r\n'.includes(json[at]);
}

/** Character codes: reading them is several times faster than reading one-letter texts, and bodies are large. */
const [QUOTE, BACKSLASH, BRACE, CLOSING_BRACE, BRACKET, CLOSING_BRACKET] = [...'"\\{}[]'].map((sign) =>
	sign.charCodeAt(0),
);

/** The index after the value that begins at `from`. */
function endOfValue(json: string, from: number): number {
	const first = json.charCodeAt(from);
	if (first === QUOTE) return endOfString(json, from);
	if (first !== BRACE && first !== BRACKET) return endOfScalar(json, from);
	let depth = 0;
	for (let at = from; at < json.length; at++) {
		const code = json.charCodeAt(at);
		if (code === QUOTE) at = endOfString(json, at) - 1;
		else if (code === BRACE || code === BRACKET) depth++;
		else if ((code === CLOSING_BRACE || code === CLOSING_BRACKET) && --depth === 0) return at + 1;
	}
	return json.length;
}

function endOfString(json: string, from: number): number {
	let quote = json.indexOf('"', from + 1);
	while (quote >= 0 && isEscaped(json, quote)) quote = json.indexOf('"', quote + 1);
	return quote < 0 ? json.length : quote + 1;
}

/** A quote belongs to the text when the backslashes before it are odd in number. */
function isEscaped(json: string, quote: number): boolean {
	let at = quote - 1;
	while (json.charCodeAt(at) === BACKSLASH) at--;
	return (quote - at) % 2 === 0;
}

function endOfScalar(json: string, from: number): number {
	let at = from;
	while (at < json.length && !',}] \t\r\n'.includes(json[at])) at++;
	return at;
}
