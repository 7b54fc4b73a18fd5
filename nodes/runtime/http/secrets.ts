/** A text that must not be shown, or what such texts look like. A pattern has no groups. */
export type Secret = string | RegExp;

/** Shorter ones would blank out half of every sentence, and keep nothing. */
const SHORTEST = 4;

/** Blanks out every secret, wherever in the data it turns up and in whichever of its spellings. */
export function withoutSecrets<T>(data: T, secrets: Secret[]): T {
	const all = secrets.flatMap<Secret>((secret) =>
		typeof secret === 'string' ? spellings(secret) : [secret],
	);
	return blanked(data, all);
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

/** How a secret looks where a provider repeats what it was sent: as it is, in JSON, an address, a form, Base64, hex. */
function spellings(secret: string): Secret[] {
	if (secret.length < SHORTEST) return [];
	const bytes = Buffer.from(secret, 'utf8');
	const inAddress = encodeURIComponent(bytes.toString('utf8'));
	const inForm = new URLSearchParams({ s: secret }).toString().slice('s='.length);
	const others = [...new Set([inAddress, inForm, bytes.toString('hex'), ...base64Of(bytes)])];
	return [inJson(secret), ...others.sort((one, other) => other.length - one.length)];
}

/** Each time JSON is written into a text of JSON, what is escaped gets more backslashes. Four times is bound enough. */
const ESCAPES = '\\\\{0,15}';
const NAMES: Record<string, string> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' };

/** The secret as it is, and in JSON within JSON, as any program writes it: PHP has \/ and \u00f1 for / and ñ. */
function inJson(secret: string): RegExp {
	return new RegExp(secret.split('').map(unitInJson).join(''));
}

function unitInJson(unit: string): string {
	if (/[A-Za-z0-9]/.test(unit)) return unit;
	const code = unit.charCodeAt(0).toString(16).padStart(4, '0');
	const digits = [...code].map((digit) => `[${digit}${digit.toUpperCase()}]`).join('');
	const name = NAMES[unit] ? `|${ESCAPES}${NAMES[unit]}` : '';
	return `(?:${ESCAPES}\\u${code}|${ESCAPES}u${digits}${name})`;
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
