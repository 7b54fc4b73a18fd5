import fc from 'fast-check';
import { withoutSecrets } from '../../../nodes/runtime/http/secrets';

test('secrets are blanked out wherever they turn up', () => {
	const data = { message: 'key s3cr3t is wrong', list: [{ s3cr3t: 's3cr3t' }], count: 1, none: null };
	expect(withoutSecrets(data, ['s3cr3t'])).toEqual({
		message: 'key ••• is wrong',
		list: [{ '•••': '•••' }],
		count: 1,
		none: null,
	});
});

test('in whichever spelling a provider repeats them', () => {
	const secret = 's3cr3t/"of+ñ';
	const spellings = [
		secret,
		JSON.stringify({ secret }),
		JSON.stringify({ body: JSON.stringify({ secret }) }),
		JSON.stringify([JSON.stringify([JSON.stringify({ secret })])]),
		's3cr3t\\/\\"of+\\u00f1',
		JSON.stringify('s3cr3t\\/\\"of+\\u00F1'),
		`https://example.com/?token=${encodeURIComponent(secret)}`,
		new URLSearchParams({ password: secret }).toString(),
		...['', 'u', 'us', 'user:'].map(
			(user) => `Basic ${Buffer.from(`${user}${secret}tail`).toString('base64')}`,
		),
		Buffer.from(secret).toString('base64url'),
		Buffer.from(secret).toString('hex'),
	];
	for (const [index, text] of spellings.entries()) {
		expect([index, withoutSecrets(text, [secret])]).toEqual([index, expect.stringContaining('•••')]);
	}
	const clean = withoutSecrets(spellings, [secret]).join('\n');
	expect(clean).not.toContain('s3cr3t');
	for (const part of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
		expect(clean).not.toContain(part);
	}
});

test('what is made of a secret is told by its form', () => {
	const signature = 'a1'.repeat(32);
	expect(withoutSecrets(`Ictineo key:17:${signature}`, ['key!', /\b[0-9a-f]{64}\b/])).toBe(
		'Ictineo key:17:•••',
	);
});

/** With every kind of sign in it, half characters included. */
const textOf = (size: number) => fc.string({ unit: 'binary', minLength: size, maxLength: size });
const anySecret = fc.oneof(
	fc.string({ unit: 'binary', minLength: 4, maxLength: 60 }),
	fc
		.tuple(textOf(40), fc.integer({ min: 100, max: 200_000 }))
		.map(([text, size]) => `${text}/"\\ñ\ud800`.repeat(size / 45 + 1).slice(0, size)),
	fc.string({ minLength: 4, maxLength: 60 }),
);

const json = (text: string) => JSON.stringify(text).slice(1, -1);
/** PHP's json_encode() with its usual settings. */
const php = (text: string) =>
	[...json(text).replaceAll('/', '\\/').split('')]
		.map((unit) => (unit < '\x80' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
		.join('');
const utf8 = (text: string) => Buffer.from(text).toString();
const spelled: Array<[string, (secret: string) => string]> = [
	['as it is', (secret) => secret],
	['in JSON', json],
	['in JSON within JSON', (secret) => json(json(secret))],
	['in JSON within JSON within JSON', (secret) => json(json(json(secret)))],
	['as PHP writes it', php],
	['as PHP writes it, twice', (secret) => php(php(secret))],
	['percent-encoded', (secret) => encodeURIComponent(utf8(secret))],
	['form-encoded', (secret) => new URLSearchParams({ s: secret }).toString().slice(2)],
	['in hex', (secret) => Buffer.from(secret).toString('hex')],
	['in hex, in capitals', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
	['in Base64', (secret) => Buffer.from(secret).toString('base64').replace(/.=+$/, '')],
	[
		'in Base64 behind one byte',
		(secret) => Buffer.from(`:${secret}`).toString('base64').slice(2).replace(/.=+$/, ''),
	],
	[
		'in Base64 behind two bytes',
		(secret) => Buffer.from(`u:${secret}`).toString('base64').slice(3).replace(/.=+$/, ''),
	],
];

test.each(spelled)(
	'whatever the secret is, nothing of it is left %s, and nothing else is changed',
	(_, spell) => {
		fc.assert(
			fc.property(anySecret, (secret) => {
				const text = spell(secret);
				const data = { '#': [{ '@': `<${text}>` }, 7, null, true], [`<${text}>`]: { '%': [text] } };
				const clean = withoutSecrets(data, [secret]);
				fc.pre(!`•#@%<>`.split('').some((sign) => secret.includes(sign)));
				const blank = expect.stringMatching(/^<?•••.{0,2}>?$/s);
				const [key] = Object.keys(clean).filter((name) => name !== '#');
				expect(key).toEqual(blank);
				expect(clean).toEqual({ '#': [{ '@': blank }, 7, null, true], [key]: { '%': [blank] } });
			}),
			{ numRuns: 10, endOnFailure: true },
		);
	},
);

test('where no secret is, everything stays as it is', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.string({ unit: 'binary', minLength: 4 }), (data, secret) => {
			expect(withoutSecrets(data, [`${secret}~a secret that is nowhere~`])).toEqual(data);
		}),
	);
});

test('a long answer with many secrets takes no time that anybody would notice', () => {
	const secrets = Array.from({ length: 10 }, (_, index) => `s3cr3t-number-${index}-of-ten/ñ"`);
	const answer = {
		message: 'x'.repeat(1024 * 1024) + secrets[9],
		list: Array.from({ length: 10_000 }, (_, id) => ({ id })),
	};
	const begin = performance.now();
	const clean = withoutSecrets(answer, secrets);
	expect(clean.message).toMatch(/x•••$/);
	expect(performance.now() - begin).toBeLessThan(2_000);
});
