/** A text that must not be shown, or what such texts look like: a pattern that is written in the code, without groups. */
export type Secret = string | RegExp;

/** Shorter ones would blank out half of every sentence, and keep nothing. */
const SHORTEST = 4;

/**
 * Blanks out every secret, wherever in the data it turns up and in whichever of its spellings. Texts are replaced by
 * texts: no secret, however long and of whatever signs, is read as a pattern, so none can make this throw.
 */
export function withoutSecrets<T>(data: T, secrets: Secret[]): T {
	const whole = textsIn(data).join('\n');
	const texts = secrets.flatMap((secret) => (typeof secret === 'string' ? spellings(secret, whole) : []));
	texts.sort((one, other) => other.length - one.length);
	return blanked(data, [...texts, ...secrets.filter((secret) => typeof secret !== 'string')]);
}

/** Keys and values. */
function textsIn(data: unknown, found: string[] = []): string[] {
	if (typeof data === 'string') found.push(data);
	if (data === null || typeof data !== 'object') return found;
	for (const [key, value] of Object.entries(data)) textsIn(value, found).push(key);
	return found;
}

function blanked<T>(data: T, secrets: Secret[]): T {
	if (typeof data === 'string') return blankOut(data, secrets) as T;
	if (Array.isArray(data)) return data.map((entry) => blanked(entry, secrets)) as T;
	if (data === null || typeof data !== 'object') return data;
	const entries = Object.entries(data).map(([key, value]) => [
		blankOut(key, secrets),
		blanked(value, secrets),
	]);
	return Object.fromEntries(entries) as T;
}

function blankOut(text: string, secrets: Secret[]): string {
	return secrets.reduce<string>((clean, secret) => clean.split(secret).join('•••'), text);
}

/**
 * How a secret looks in a text where a provider repeats what it was sent: as it is, in an address, a form, hex, Base64,
 * or any of these in JSON.
 */
function spellings(secret: string, whole: string): string[] {
	if (secret.length < SHORTEST) return [];
	const bytes = Buffer.from(secret, 'utf8');
	// Half a character cannot be encoded: in UTF-8 it is another sign.
	const inAddress = encodeURIComponent(bytes.toString('utf8'));
	const stricter = inAddress.replace(
		/[!'()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	const inForm = new URLSearchParams({ s: secret }).toString().slice('s='.length);
	const hex = bytes.toString('hex');
	const inLowerCase = inAddress.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
	const all = [secret, inAddress, inLowerCase, stricter, inForm, inHtml(secret), hex, hex.toUpperCase()];
	return inJson([...all, ...base64Of(bytes)], whole).filter((text) => whole.includes(text));
}

const inHtml = (text: string) =>
	text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');
const asJson = (text: string) => JSON.stringify(text).slice(1, -1);
const inAscii = (text: string, written = (code: string) => code) =>
	text.replace(/[^\0-\x7f]/g, (unit) => `\\u${written(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`);
const inUpperCase = (code: string) => code.toUpperCase();
const withSlashes = (text: string) => text.replaceAll('/', '\\/');

/** A text in JSON, as programs write it: PHP has \/ and \u00f1 for / and ñ, others \u00F1. */
function written(text: string): string[] {
	const json = asJson(text);
	const all = [json, inAscii(json), inAscii(json, inUpperCase)];
	return [...all, ...all.map(withSlashes)];
}

/** The texts as they are, in JSON, and in that twice and three times over. */
function inJson(texts: string[], whole: string): string[] {
	const fitting = (all: string[]) => [...new Set(all)].filter(({ length }) => length <= whole.length);
	const once = fitting(texts.flatMap(written));
	const again = (text: string) => [asJson(text), withSlashes(inAscii(asJson(text)))];
	const twice = fitting(once.flatMap(again));
	return fitting([...texts, ...once, ...twice, ...twice.flatMap(again)]);
}

/**
 * In Base64 with something before and after it, as `user:password` is sent: what is the same whatever that is, for each
 * of the three places in a group of three bytes where a secret may begin.
 */
function base64Of(bytes: Buffer): string[] {
	return [0, 1, 2].flatMap((before) => {
		const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		const first = Math.ceil((before * 4) / 3);
		const certain = text.slice(first, Math.floor(((before + bytes.length) * 4) / 3));
		return certain.length < SHORTEST ? [] : [certain, certain.replaceAll('+', '-').replaceAll('/', '_')];
	});
}
