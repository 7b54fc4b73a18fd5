import fc from 'fast-check';
import { fieldsOfType, readCatalog } from '../../../nodes/DynamiCore/catalog';
import { codeIn, contentOf, reasonIn, verdictOn } from '../../../nodes/DynamiCore/envelope';
import { signed } from '../../../nodes/DynamiCore/signature';
import { compare } from '../../../nodes/DynamiCore/trigger/memory';
import { dynamiCoreAnswers, dynamiCoreCatalog } from '../examples';
import { likely, mutated, text } from '../hostile';
import { mutatedJson } from '../hostileJson';
import { assert, assertPlain, same } from '../outcome';
import { target } from '../target';

export const dynamiCoreEnvelopes = target({
	name: 'dynamicore-envelope',
	cases: mutatedJson(...dynamiCoreAnswers),
	check(answer) {
		assert(['success', 'refused', 'unknown'].includes(verdictOn(answer)), 'no verdict');
		assert(codeIn(answer) !== '', 'a code that is none');
		const reason = reasonIn(answer);
		assert(reason === undefined || (reason !== '' && reason.length <= 1000), 'a reason that is none');
		for (const record of contentOf(answer).records) {
			assert(
				record !== null && typeof record === 'object' && !Array.isArray(record),
				'a record is no object',
			);
			assertPlain(record);
		}
	},
});

export const dynamiCoreCatalogs = target({
	name: 'dynamicore-catalog',
	cases: mutatedJson(...dynamiCoreAnswers, dynamiCoreCatalog, dynamiCoreCatalog.slice(0, 2)),
	check(answer) {
		const catalog = readCatalog(contentOf(answer).records);
		assertPlain(catalog);
		for (const { name, label } of fieldsOfType(catalog, '17')) {
			assert(typeof name === 'string' && typeof label === 'string', 'a field without a name');
		}
	},
});

/** What DynamiCore gives, compared with what was remembered: the second look at the same list is never news. */
export const dynamiCoreMemories = target({
	name: 'dynamicore-memory',
	cases: fc.tuple(mutatedJson(...dynamiCoreAnswers), fc.boolean(), likely(undefined, 'id', '__proto__')),
	check([answer, changes, idField]) {
		const { records } = contentOf(answer);
		const habits = { changes, ...(idField !== undefined && { idField }) };
		const { memory } = compare(undefined, records, habits);
		const again = compare(memory, records, habits);
		assert(again.news.length === 0 && again.memory === memory, 'the same list is news again');
	},
});

const keys = { clientKey: 'client', secretKey: 'secret-of-the-campaign', scheme: 'Ictineo' };

/** Whatever is asked: one header of the documented form, without the secret, and signing again changes but the time. */
export const dynamiCoreSignatures = target({
	name: 'dynamicore-signature',
	cases: fc.tuple(
		fc.oneof(mutated('/private/clients?id=1', '/v1/accounts/7/payments', '/a%2Fb?c=d&e'), text),
		mutatedJson({ name: 'José', pii: { firstname: 'Rafael' } }, '{"a": 1.50}', '', []),
		mutatedJson({ id: 424, start: '2026-11-22' }),
		fc.constantFrom<'GET' | 'POST'>('GET', 'POST'),
	),
	check([url, body, qs, method]) {
		const query = qs !== null && typeof qs === 'object' && !Array.isArray(qs) ? qs : {};
		const request = { baseURL: 'https://api.dynamicore.io', url: `/${url}`, method, body, qs: query };
		const once = signed(request as never, keys, 1);
		const header = String(once.headers?.Authorization);
		assert(/^Ictineo client:1:[0-9a-f]{64}$/.test(header), `an odd header: ${header}`);
		assert(new URL(once.url).host === 'api.dynamicore.io', `the request goes elsewhere: ${once.url}`);
		assert(!JSON.stringify(once.headers).includes(keys.secretKey), 'the secret is in the headers');
		assert(same(signed(once, keys, 1).headers, once.headers), 'signed again, it is another signature');
	},
});
