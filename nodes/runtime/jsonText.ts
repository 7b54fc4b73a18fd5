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

/** The index after the value that begins at `from`. */
function endOfValue(json: string, from: number): number {
	if (json[from] === '"') return endOfString(json, from);
	if (json[from] !== '{' && json[from] !== '[') return endOfScalar(json, from);
	let depth = 0;
	for (let at = from; at < json.length; at++) {
		if (json[at] === '"') at = endOfString(json, at) - 1;
		else if (json[at] === '{' || json[at] === '[') depth++;
		else if (json[at] === '}' || json[at] === ']') depth--;
		if (depth === 0) return at + 1;
	}
	return json.length;
}

function endOfString(json: string, from: number): number {
	let at = from + 1;
	while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
	return at + 1;
}

function endOfScalar(json: string, from: number): number {
	let at = from;
	while (at < json.length && !',}] \t\r\n'.includes(json[at])) at++;
	return at;
}
