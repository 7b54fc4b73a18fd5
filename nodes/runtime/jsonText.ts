/**
 * The exact text of a top-level value of a JSON object, as it stands in `json`; undefined when `json` is not an object
 * or has no such key. For signatures over a part of a body, where writing the parsed value anew might differ.
 * Of a key that is there twice, the last counts, as for JSON.parse.
 *
 * @param json valid JSON: parse it first
 */
export function topLevelValue(json: string, key: string): string | undefined {
	let found: string | undefined;
	let at = skipSpace(json, 0);
	if (json[at] !== '{') return undefined;
	at = skipSpace(json, at + 1);
	while (json[at] === '"') {
		const nameEnd = endOfValue(json, at);
		const name = JSON.parse(json.slice(at, nameEnd)) as string;
		const valueStart = skipSpace(json, skipSpace(json, nameEnd) + 1);
		const valueEnd = endOfValue(json, valueStart);
		if (name === key) found = json.slice(valueStart, valueEnd);
		at = skipSpace(json, valueEnd);
		if (json[at] !== ',') break;
		at = skipSpace(json, at + 1);
	}
	return found;
}

function skipSpace(json: string, from: number): number {
	let at = from;
	while (at < json.length && ' \t\r\n'.includes(json[at])) at++;
	return at;
}

/** Character codes: reading them is several times faster than reading one-letter texts, and bodies are large. */
const [QUOTE, BRACE, CLOSING_BRACE, BRACKET, CLOSING_BRACKET] = [...'"{}[]'].map((sign) =>
	sign.charCodeAt(0),
);

/** The index after the value that begins at `from`. */
function endOfValue(json: string, from: number): number {
	if (json[from] === '"') return endOfString(json, from);
	if (json[from] !== '{' && json[from] !== '[') return endOfScalar(json, from);
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
	let backslashes = 0;
	while (json[quote - 1 - backslashes] === '\\') backslashes++;
	return backslashes % 2 === 1;
}

function endOfScalar(json: string, from: number): number {
	let at = from;
	while (at < json.length && !',}] \t\r\n'.includes(json[at])) at++;
	return at;
}
