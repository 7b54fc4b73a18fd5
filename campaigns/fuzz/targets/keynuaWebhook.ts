import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { isActivation, signedHeaders, verify, type SignatureMode } from '../../../nodes/Keynua/webhook';
import { contractFinished, itemUpdated } from '../examples';
import { likely, mutated } from '../hostile';
import { mutatedJson, mutatedJsonText, withAbyss } from '../hostileJson';
import { assert, assertPlain, same } from '../outcome';
import { target } from '../target';

const secret = 'secret-of-the-campaign';
const token = '12fafbc';
const timestamp = '1604957455847';
const now = Number(timestamp) + 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const delivery = (payload: unknown) => ({ type: 'ContractFinished', accountId: 'd6c5ce27', payload });
const example = delivery(contractFinished);
const genuineV2 = sha256(token + timestamp + secret);
const ofAnother = sha256(JSON.stringify(contractFinished) + timestamp);

const headers = fc.record(
	{
		'x-keynua-webhook-type': likely('ContractFinished'),
		'x-keynua-webhook-ts': likely(timestamp, '0', '99999999999999999999'),
		'x-keynua-webhook-token': likely(token),
		'x-keynua-webhook-sig': likely(ofAnother, ofAnother.toUpperCase()),
		'x-keynua-webhook-sigv2': likely(ofAnother, ''),
	},
	{ requiredKeys: [] },
);

/** Whoever does not know the secret starts nothing, whatever the body and the headers are. */
export const keynuaForged = target({
	name: 'keynua-webhook-forged',
	cases: fc.tuple(
		withAbyss(
			fc.oneof(mutatedJsonText(example, delivery(itemUpdated)), mutated(JSON.stringify(example))),
			(abyss) => `{"type":"ContractFinished","payload":{"a":${abyss}}}`,
		),
		headers,
		fc.constantFrom<SignatureMode>('auto', 'v1', 'v2'),
	),
	check([body, raw, mode]) {
		isActivation(body);
		const result = verify(body, signedHeaders(raw), { mode, secret, maxAgeMs: DAY_MS }, now);
		assert('refused' in result && typeof result.refused === 'string', 'a forged delivery was taken');
	},
});

/** What Keynua signs is taken, and comes out as it went in; what V2 alone proves does not crash anything either. */
export const keynuaSigned = target({
	name: 'keynua-webhook-signed',
	cases: fc.tuple(
		mutatedJson(contractFinished, itemUpdated),
		fc.constantFrom<SignatureMode>('auto', 'v1', 'v2', 'off'),
	),
	check([payload, mode]) {
		const text = JSON.stringify(payload);
		const signature = sha256(text + timestamp + secret);
		const body = `{"type":"ContractFinished","accountId":"a","payload":${text}}`;
		const signed = { timestamp, token, signature, signatureV2: genuineV2 };
		const result = verify(body, signed, { mode, secret, maxAgeMs: DAY_MS }, now);
		const isObject = payload !== null && typeof payload === 'object' && !Array.isArray(payload);
		assert(
			'refused' in result !== isObject,
			'a genuine delivery was refused, or a payload that is none taken',
		);
		if ('refused' in result) return;
		assertPlain(result);
		assert(same(result.payload, payload), 'the payload was changed');
	},
});
