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

/** How a secret looks where a provider repeats what it was sent: in an address, a form, JSON within a text, Base64. */
function spellings(secret: string): string[] {
	if (secret.length < SHORTEST) return [];
	const bytes = Buffer.from(secret, 'utf8');
	const inAddress = encodeURIComponent(bytes.toString('utf8'));
	const inForm = new URLSearchParams({ s: secret }).toString().slice('s='.length);
	const inJson = JSON.stringify(secret).slice(1, -1);
	const plain = [secret, inJson, inJson.replaceAll('/', '\\/'), inAddress, inForm, bytes.toString('hex')];
	return [...new Set([...plain, ...base64Of(bytes)])].sort((one, other) => other.length - one.length);
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
