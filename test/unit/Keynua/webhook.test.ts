import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
	isActivation,
	signedHeaders,
	verify as verifyBy,
	type Rules,
	type SignedHeaders,
} from '../../../nodes/Keynua/webhook';
import { anyText } from '../arbitraries';

const secret = 'test-secret';
const timestamp = '1604957455847';
const token = 'test-token';
const now = Number(timestamp) + 1000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const payloadText = '{"contractId":"00000000-0000-0000-0000-000000000001","title":"Prueba ñ","metadata":{}}';
const body = `{"type":"ContractFinished","accountId":"acc","payload":${payloadText}}`;
const signature = '88ed5e3b762b3245912c0ea74cafbc5d083ceea934a3d13ca2a9716fae8c67e1';
const signatureV2 = '8d0929da75a179cd425a3a4e66767d2d298a1ad2ea5a160cdb7b1199c1eeb77c';
const headers: SignedHeaders = { timestamp, token, signature, signatureV2 };

const rules: Rules = { mode: 'auto', secret, maxAgeMs: 24 * 60 * 60 * 1000 };
const verify = (text: string, signed: SignedHeaders, by: string, at: number) =>
	verifyBy(text, signed, { ...rules, secret: by }, at);

const refusedBecause = (text: string, changed: Partial<SignedHeaders> = {}, at = now) => {
	const result = verify(text, { ...headers, ...changed }, secret, at);
	return 'refused' in result ? result.refused : 'accepted';
};

test('both signatures of the vector are right', () => {
	expect(verify(body, headers, secret, now)).toEqual({
		type: 'ContractFinished',
		accountId: 'acc',
		payload: JSON.parse(payloadText),
	});
});

test('V1 may come alone, as older webhooks have it, but not V2, which does not cover the content', () => {
	expect(refusedBecause(body, { signatureV2: undefined, token: undefined })).toBe('accepted');
	expect(refusedBecause(body, { signature: undefined })).toBe('signature is missing');
	expect(refusedBecause(body, { signature: undefined, signatureV2: undefined })).toBe('signature is missing');
});

test('a wrong one is not outweighed by a right one', () => {
	expect(refusedBecause(body, { signature: signatureV2 })).toBe('signature does not match');
	expect(refusedBecause(body, { signatureV2: signature })).toBe('signature V2 does not match');
});

test('an altered body, another secret, an old or missing time stamp are refused', () => {
	expect(refusedBecause(body.replace('ñ', 'n'))).toBe('signature does not match');
	expect(verify(body, headers, 'other-secret', now)).toHaveProperty('refused');
	expect(refusedBecause(body, {}, now + 25 * 60 * 60 * 1000)).toContain('too old');
	expect(refusedBecause(body, { timestamp: undefined })).toContain('time stamp');
	expect(refusedBecause('not json')).toBe('body is not a JSON object');
});

test('a second payload smuggled in does not ride on the signature of the first', () => {
	const smuggled = body.replace(/}$/, ',"payload":{"contractId":"evil"}}');
	expect(refusedBecause(smuggled)).toBe('signature does not match');
});

describe('modes', () => {
	const refusedIn = (mode: Rules['mode'], changed: Partial<SignedHeaders>, text = body) => {
		const result = verifyBy(text, { ...headers, ...changed }, { ...rules, mode }, now);
		return 'refused' in result ? result.refused : 'accepted';
	};
	const wrong = 'f'.repeat(64);

	test('V1 wants the signature over the content, and does not look at the other', () => {
		expect(refusedIn('v1', { signatureV2: wrong })).toBe('accepted');
		expect(refusedIn('v1', { signatureV2: undefined })).toBe('accepted');
		expect(refusedIn('v1', { signature: undefined })).toBe('signature is missing');
		expect(refusedIn('v1', { signature: wrong })).toBe('signature does not match');
	});

	test('V2 wants the signature over the token, and does not look at the other', () => {
		expect(refusedIn('v2', { signature: wrong })).toBe('accepted');
		expect(refusedIn('v2', {}, body.replace('ñ', 'n'))).toBe('accepted');
		expect(refusedIn('v2', { signatureV2: undefined })).toBe('signature V2 is missing');
		expect(refusedIn('v2', { signatureV2: wrong })).toBe('signature V2 does not match');
		expect(refusedIn('v2', { token: 'another' })).toBe('signature V2 does not match');
	});

	test('Off takes what comes, as long as it is a delivery', () => {
		const none = { signature: undefined, signatureV2: undefined, timestamp: undefined };
		expect(refusedIn('off', none)).toBe('accepted');
		expect(refusedIn('off', none, 'not json')).toBe('body is not a JSON object');
		expect(refusedIn('off', none, '{"type":"ContractFinished","payload":"text"}')).toBe(
			'payload is not an object',
		);
	});

	test('the age limit is the one that was set, either way', () => {
		const hour = 60 * 60 * 1000;
		const at = (time: number) =>
			verifyBy(body, headers, { ...rules, maxAgeMs: hour }, Number(timestamp) + time);
		expect(at(hour)).toHaveProperty('payload');
		expect(at(hour + 1)).toHaveProperty('refused');
		expect(at(-hour - 1)).toHaveProperty('refused');
	});
});

test('headers are read whatever case the hex is in', () => {
	const raw = {
		'x-keynua-webhook-type': 'ContractFinished',
		'x-keynua-webhook-ts': timestamp,
		'x-keynua-webhook-token': token,
		'x-keynua-webhook-sig': signature.toUpperCase(),
		'x-keynua-webhook-sigv2': signatureV2.toUpperCase(),
	};
	expect(verify(body, signedHeaders(raw), secret, now)).toHaveProperty('payload');
});

test('any payload verifies, written compactly, spaced, or escaped, and comes out as it went in', () => {
	const spacing = fc.constantFrom(undefined, 2, '\t');
	const escaped = (json: string) =>
		json.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
	fc.assert(
		fc.property(
			fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()),
			spacing,
			fc.boolean(),
			(payload, space, escape) => {
				const whole = JSON.stringify(
					{ type: 'ContractStarted', accountId: 'a', payload },
					null,
					space as string,
				);
				const text = escape ? escaped(whole) : whole;
				// The sender signs what JSON.stringify makes of the payload, however the body is then written.
				const sig = sha256(JSON.stringify(payload) + timestamp + secret);
				const result = verify(text, { timestamp, signature: sig }, secret, now);
				expect(result).toEqual({
					type: 'ContractStarted',
					accountId: 'a',
					payload: JSON.parse(JSON.stringify(payload)),
				});
			},
		),
	);
});

test('a signature over the bytes as they were sent is accepted too', () => {
	const spaced = '{ "contractId": "1", "amount": 1.50 }';
	const sig = sha256(spaced + timestamp + secret);
	const whole = `{"type":"ContractStarted","payload":${spaced}}`;
	expect(verify(whole, { timestamp, signature: sig }, secret, now)).toHaveProperty('payload.amount', 1.5);
});

test('the payload may stand anywhere in the body', () => {
	for (const whole of [
		`{"payload":${payloadText},"type":"ContractFinished","accountId":"acc"}`,
		`{ "type": "ContractFinished", "payload": ${payloadText} , "accountId": "acc" }\n`,
	]) {
		expect(verify(whole, headers, secret, now)).toEqual(verify(body, headers, secret, now));
	}
});

describe('forgeries made of one genuine delivery', () => {
	const payloads = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue(), { minKeys: 1 });
	const types = fc.constantFrom('ContractFinished', 'IdentityVerificationFinished', 'OTPCreated');
	const whole = (type: string, payload: object) => JSON.stringify({ type, accountId: 'a', payload });
	const genuine = (payload: object): SignedHeaders => ({
		timestamp,
		token,
		signature: sha256(JSON.stringify(payload) + timestamp + secret),
		signatureV2,
	});
	const isTaken = (text: string, signed: SignedHeaders, mode: Rules['mode']) =>
		!('refused' in verifyBy(text, signed, { ...rules, mode }, now));

	test('its headers open the way for no other content, whichever of them are left out', () => {
		const kept = fc.subarray(['signature', 'signatureV2', 'token', 'timestamp'] as const);
		fc.assert(
			fc.property(payloads, payloads, types, kept, (payload, other, type, names) => {
				fc.pre(JSON.stringify(payload) !== JSON.stringify(other));
				const headersOf = genuine(payload);
				const signed = Object.fromEntries(names.map((name) => [name, headersOf[name]]));
				expect(isTaken(whole(type, other), signed, 'auto')).toBe(false);
				expect(isTaken(whole(type, other), signed, 'v1')).toBe(false);
			}),
		);
	});

	test('without V1, the very delivery is refused, unless V2 alone was chosen', () => {
		fc.assert(
			fc.property(payloads, types, (payload, type) => {
				const signed = { ...genuine(payload), signature: undefined };
				expect(isTaken(whole(type, payload), signed, 'auto')).toBe(false);
				expect(isTaken(whole(type, payload), signed, 'v1')).toBe(false);
				expect(isTaken(whole(type, payload), signed, 'v2')).toBe(true);
			}),
		);
	});

	test('another type and account are covered by no signature: the payload stays what was signed', () => {
		fc.assert(
			fc.property(payloads, fc.string(), fc.string(), (payload, type, accountId) => {
				const text = JSON.stringify({ type, accountId, payload });
				const result = verify(text, genuine(payload), secret, now);
				expect(result).toEqual({ type, accountId, payload: JSON.parse(JSON.stringify(payload)) });
			}),
		);
	});
});

test('hostile bodies and headers are refused without a crash', () => {
	fc.assert(
		fc.property(anyText(), fc.string(), fc.string(), (text, sig, ts) => {
			expect(verify(text, { timestamp: ts, signature: sig }, secret, now)).toHaveProperty('refused');
		}),
	);
});

test('the call that enables a webhook is told from a delivery', () => {
	expect(isActivation('{"type":"SubscriptionConfirmation","token":"x"}')).toBe(true);
	expect(isActivation('{}')).toBe(true);
	expect(isActivation('')).toBe(true);
	expect(isActivation(body)).toBe(false);
	expect(isActivation('garbage')).toBe(false);
	expect(isActivation('[]')).toBe(false);
});
