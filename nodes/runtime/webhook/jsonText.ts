import { parsedJson } from '../text';

/** The text of a JSON object, cut in two. */
export interface Cut {
	/** A top-level value, exactly as it stands there. */
	value: string;
	/** All the rest, with `null` in the value's place. */
	rest: string;
}

/** Reading character codes is several times faster than reading one-letter texts, and bodies are large. */
const [QUOTE, BACKSLASH, COLON, COMMA, BRACE, CLOSING_BRACE, BRACKET, CLOSING_BRACKET] = [...'"\\:,{}[]'].map(
	(sign) => sign.charCodeAt(0),
);

/**
 * Takes a top-level value out of the text of a JSON object, without parsing it: for signatures over a part of a body,
 * where writing the parsed value anew might differ, and nothing is to be read before it is verified. Of a key that is
 * there twice, the last counts, as for JSON.parse. When both parts are valid JSON, so is `json`, and it was cut rightly.
 *
 * @param json any text
 * @returns undefined when it is not an object or has no such key
 */
export function takeOut(json: string, key: string): Cut | undefined {
	let found: [start: number, end: number] | undefined;
	let [depth, name, from] = [0, '', 0];
	for (let at = 0; at < json.length; at++) {
		const sign = json.charCodeAt(at);
		if (sign === QUOTE) at = closingQuote(json, at);
		else if (sign === BRACE || sign === BRACKET) {
			if (depth++ === 0) from = at + 1;
		} else if (sign === CLOSING_BRACE || sign === CLOSING_BRACKET) {
			if (--depth === 0 && isName(name, key)) found = [from, at];
		} else if (depth === 1 && (sign === COLON || sign === COMMA)) {
			if (sign === COLON) name = json.slice(from, at).trim();
			else if (isName(name, key)) found = [from, at];
			from = at + 1;
		}
	}
	return found && cut(json, ...found);
}

/** The index of the quote that ends a text: one with an even number of backslashes before it. */
function closingQuote(json: string, opening: number): number {
	let quote = opening;
	let backslash: number;
	do {
		quote = json.indexOf('"', quote + 1);
		if (quote < 0) return json.length;
		backslash = quote - 1;
		while (json.charCodeAt(backslash) === BACKSLASH) backslash--;
	} while ((quote - backslash) % 2 === 0);
	return quote;
}

/** Names may be written with escapes. */
function isName(text: string, key: string): boolean {
	return text.includes('\\') ? parsedJson(text) === key : text === `"${key}"`;
}

function cut(json: string, start: number, end: number): Cut {
	const value = json.slice(start, end).trim();
	const from = json.indexOf(value, start);
	return { value, rest: `${json.slice(0, from)}null${json.slice(from + value.length)}` };
}
