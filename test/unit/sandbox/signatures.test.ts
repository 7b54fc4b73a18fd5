import fc from 'fast-check';
import { digest, signedText, verifySignature } from '../../../sandbox/dynamicore/signature';
import { signPayload, signToken } from '../../../sandbox/keynua/signature';
import { documentedAuthHeader } from './harness';

describe("Keynua's webhook signatures", () => {
	const secret = 'test-secret';
	const ts = '1604957455847';

	it('sign the payload (V1)', () => {
		const payload = '{"contractId":"00000000-0000-0000-0000-000000000001","title":"Prueba ñ","metadata":{}}';
		const expected = '88ed5e3b762b3245912c0ea74cafbc5d083ceea934a3d13ca2a9716fae8c67e1';
		expect(signPayload(payload, ts, secret)).toBe(expected);
	});

	it('sign the token (V2)', () => {
		const expected = '8d0929da75a179cd425a3a4e66767d2d298a1ad2ea5a160cdb7b1199c1eeb77c';
		expect(signToken('test-token', ts, secret)).toBe(expected);
	});
});

describe("DynamiCore's signature", () => {
	const credentials = { clientKey: 'CLIENT_KEY', secretKey: 'SECRET_KEY' };
	const now = 1700000000000;
	const create =
		'{"client_type":"17","pii":{"firstname":"Rafael","lastname":"Lopez","rfc":"RALO101086GT4","email":"email@google.com"}}';

	it.each([
		['GET', '/private/clients', '', '136d328b07bd7a2237132cfa7fde30f13f8312172de2a8b12914109e75d1c667'],
		['GET', '/private/clients?id=1', '', '19226178cc7ecbf508db72e9e0f6f7a52e78e9764be5745c88a210692c0c2113'],
		['POST', '/private/clients', create, 'c10137de1f583dcff0497561a3b799c09fcaf937fc9d1de3e92663003e2bf440'],
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
	])('of %s %s %s', (method, url, body, expected) => {
		expect(digest(signedText(String(now), { method, url, body }), credentials.secretKey)).toBe(expected);
	});

	it("agrees with the documents' own script, whatever is signed", () => {
		const segment = fc.stringMatching(/^[\w.~%-]{1,12}$/);
		const query = fc.stringMatching(/^(\?[\w=&%+.-]{1,20})?$/);
		const method = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE');
		fc.assert(
			fc.property(method, segment, query, fc.jsonValue(), (verb, path, search, value) => {
				const url = `/${path}${search}`;
				const body = verb === 'GET' ? '' : JSON.stringify(value);
				const header = documentedAuthHeader(verb, `https://host${url}`, body, credentials, now);
				verifySignature(header, { method: verb, url, body }, credentials, 'Ictineo', { now });
			}),
		);
	});

	const request = { method: 'POST', url: '/private/clients', body: create };
	const header = documentedAuthHeader('POST', 'https://host/private/clients', create, credentials, now);
	const minutes = (count: number) => now + count * 60_000;
	it.each([
		['no header', undefined, request, now, 'no Authorization header'],
		['another form', 'Ictineo x', request, now, 'Authorization must be'],
		['another scheme', header.replace('Ictineo', 'Bearer'), request, now, 'the scheme word is "Bearer"'],
		['another key', header.replace('CLIENT_KEY', 'OTHER'), request, now, 'the client key is unknown'],
		['a late clock', header, request, minutes(6), 'more than 5 minutes off'],
		['an early clock', header, request, minutes(-6), 'more than 5 minutes off'],
		['seconds', header.replace(String(now), '1700000000'), request, now, 'must be in milliseconds'],
		['another path', header, { ...request, url: '/private/client' }, now, 'the digest is wrong'],
		['another method', header, { ...request, method: 'PUT' }, now, 'the digest is wrong'],
		['another body', header, { ...request, body: '{"a":1}' }, now, 'the digest is wrong'],
		['spaces in the body', header, { ...request, body: '{"a": 1}' }, now, 'not the compact JSON'],
		[
			'upper case',
			header.replace(/[0-9a-f]{64}$/, (hex) => hex.toUpperCase()),
			request,
			now,
			'digest is wrong',
		],
	])('refuses %s', (_name, given, signed, moment, reason) => {
		expect(() => verifySignature(given, signed, credentials, 'Ictineo', { now: moment })).toThrow(reason);
	});

	it('takes a clock four minutes off', () => {
		verifySignature(header, request, credentials, 'Ictineo', { now: minutes(4) });
		verifySignature(header, request, credentials, 'Ictineo', { now: minutes(-4) });
	});
});
