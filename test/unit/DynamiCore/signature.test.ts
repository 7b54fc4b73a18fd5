import CryptoJS from 'crypto-js';
import fc from 'fast-check';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { DynamiCoreApi } from '../../../credentials/DynamiCoreApi.credentials';
import { authorization, signed } from '../../../nodes/DynamiCore/signature';

const keys = { clientKey: 'CLIENT_KEY', secretKey: 'SECRET_KEY', scheme: 'Ictineo' };
const now = 1_700_000_000_000;

/** The documented snippet ("Authentication"), on crypto-js as DynamiCore runs it in Postman. */
function documentedHeader(
	httpMethod: string,
	requestUrl: string,
	requestBodyText: string,
	timestamp: number,
): string {
	const path = requestUrl.match(/.+?:\/\/.+?(\/.+?)(?:#|\?|$)/)?.[1] ?? '';
	const query = requestUrl.includes('?') ? requestUrl.substring(requestUrl.indexOf('?') + 1) : '';
	const body = httpMethod === 'GET' || !requestBodyText ? '' : JSON.stringify(JSON.parse(requestBodyText));
	const key = CryptoJS.enc.Hex.stringify(CryptoJS.SHA512('SECRET_KEY'));
	const data = [timestamp, httpMethod, path, query, body].join('').trim();
	const digest = CryptoJS.enc.Hex.stringify(CryptoJS.HmacSHA256(data, key));
	return `Ictineo CLIENT_KEY:${timestamp}:${digest}`;
}

const host = 'https://api.dynamicore.io';

test.each([
	['GET', '/private/clients', '', '136d328b07bd7a2237132cfa7fde30f13f8312172de2a8b12914109e75d1c667'],
	['GET', '/private/clients?id=1', '', '19226178cc7ecbf508db72e9e0f6f7a52e78e9764be5745c88a210692c0c2113'],
	[
		'POST',
		'/private/clients',
		'{"client_type":"17","pii":{"firstname":"Rafael","lastname":"Lopez","rfc":"RALO101086GT4","email":"email@google.com"}}',
		'c10137de1f583dcff0497561a3b799c09fcaf937fc9d1de3e92663003e2bf440',
	],
	[
		'POST',
		'/private/clients',
		'{"pii":{"lastname":"Peña"}}',
		'0b2cf15ed9b7acafd0c6713598e27bad2738c22db4af0ab022fc0b0435481ee9',
	],
	[
		'DELETE',
		'/marketplace/apps/mifiel/documents/abc',
		'',
		'b00e65dac969251916f93369b51478061d3a9363e87b41982a8b4d60696521a1',
	],
])('vector: %s %s', (method, path, body, digest) => {
	expect(authorization(method, host + path, body, keys, now)).toBe(`Ictineo CLIENT_KEY:${now}:${digest}`);
});

/** What the server sees: the URL and the body that came over the wire. */
function wire(options: IHttpRequestOptions) {
	return {
		url: options.url,
		body: typeof options.body === 'string' ? options.body : '',
		header: options.headers?.Authorization,
	};
}

const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE') as fc.Arbitrary<
	'GET' | 'POST' | 'PUT' | 'DELETE'
>;
const segments = fc.array(
	fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).map(encodeURIComponent),
	{ minLength: 1, maxLength: 4 },
);
const query = fc.dictionary(
	fc.string({ minLength: 1, maxLength: 6 }),
	fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean()),
);
const body = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue());

test('what is signed is what is sent, for any method, path, query and body', () => {
	fc.assert(
		fc.property(method, segments, query, body, (verb, parts, qs, content) => {
			const options = {
				method: verb,
				baseURL: host,
				url: `/v1/${parts.join('/')}`,
				qs,
				body: content,
			} as IHttpRequestOptions;
			const sent = wire(signed(options, keys, now));
			expect(sent.header).toBe(documentedHeader(verb, sent.url, sent.body, now));
		}),
	);
});

test('signing twice, as n8n does after a 401, changes only the time and the digest', () => {
	const options = {
		method: 'POST',
		baseURL: host,
		url: '/private/clients',
		qs: { a: 'ñ b' },
		body: { pii: { name: 'Peña' } },
	} as IHttpRequestOptions;
	const once = signed(options, keys, now);
	const twice = signed({ ...once }, keys, now + 5);
	expect(twice.url).toBe(once.url);
	expect(twice.body).toBe(once.body);
	expect(twice.headers?.Authorization).toBe(
		documentedHeader('POST', twice.url, twice.body as string, now + 5),
	);
});

test('the options of the HTTP Request node (`uri`) are signed as well', () => {
	const options = { method: 'GET', uri: `${host}/private/clients`, url: '', qs: { id: '1' } } as never;
	const result = signed(options, keys, now);
	expect(result.uri).toBe(`${host}/private/clients?id=1`);
	expect(result.headers?.Authorization).toContain(
		'19226178cc7ecbf508db72e9e0f6f7a52e78e9764be5745c88a210692c0c2113',
	);
});

test('an empty body is not sent, and a form is left as it is and signed as nothing', () => {
	const empty = signed({ method: 'POST', url: `${host}/x`, body: {} }, keys, now);
	expect(empty).not.toHaveProperty('body');
	expect(empty.headers?.Authorization).toBe(documentedHeader('POST', `${host}/x`, '', now));
	const form = new FormData();
	const upload = signed({ method: 'POST', url: `${host}/x`, body: form }, keys, now);
	expect(upload.body).toBe(form);
	expect(upload.headers?.Authorization).toBe(documentedHeader('POST', `${host}/x`, '', now));
});

test('text with spaces in it is made compact, because the compact text is what is signed', () => {
	const result = signed({ method: 'PUT', url: `${host}/x`, body: '{ "a": 1.0 }' }, keys, now);
	expect(result.body).toBe('{"a":1}');
});

test.each([
	['Ictineo', {}, 'Ictineo '],
	['DynamiCore', {}, 'DynamiCore '],
	['custom', { customScheme: ' DynamiCardPay ' }, 'DynamiCardPay '],
])('the scheme word %s', async (scheme, more, expected) => {
	const { clientKey, secretKey } = keys;
	const credential = { clientKey, secretKey, scheme, baseUrl: host, ...more };
	const { headers } = await new DynamiCoreApi().authenticate(credential, { url: `${host}/private/clients` });
	expect(headers?.Authorization).toMatch(new RegExp(`^${expected}CLIENT_KEY:\\d{13}:[0-9a-f]{64}$`));
});

test('the documented scheme word is the default', () => {
	const scheme = new DynamiCoreApi().properties.find(({ name }) => name === 'scheme');
	expect(scheme?.default).toBe('Ictineo');
});
