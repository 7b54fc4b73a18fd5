import fc from 'fast-check';
import { codeIn, contentOf, reasonIn, verdictOn } from '../../../nodes/DynamiCore/envelope';

describe('what an answer holds', () => {
	const records = [{ id: 1 }, { id: 2 }];
	test.each([
		[
			'the documented envelope',
			{ status: 'success', message: { code: 1, total: 2, data: records } },
			records,
		],
		['the documented sample', { status: 'success', message: { code: 1, total: 0, data: [] } }, []],
		['without a total', { status: 'success', message: { code: 1, data: records } }, records],
		['without data', { status: 'success', message: { code: 1, total: 0 } }, []],
		['data that is one object', { status: 'success', message: { code: 1, data: { id: 1 } } }, [{ id: 1 }]],
		['data that is null', { status: 'success', message: { code: 1, total: 0, data: null } }, []],
		['the object in message itself', { status: 'success', message: { folio: 'x' } }, [{ folio: 'x' }]],
		['a list in message', { status: 'success', message: records }, records],
		['a text in message', { status: 'success', message: 'Queued' }, [{ message: 'Queued' }]],
		['data without an envelope', { data: { id: 1 } }, [{ id: 1 }]],
		['a list of data without an envelope', { data: records }, records],
		['data with a status', { status: 'success', data: records }, records],
		['a bare list', records, records],
		['a bare record, with a status of its own', { id: 1, status: 'Active' }, [{ id: 1, status: 'Active' }]],
		['nothing but the status', { status: 'success' }, []],
		['nothing', {}, []],
		['bare ids', { status: 'success', message: { code: 1, data: [7, '8'] } }, [{ value: 7 }, { value: '8' }]],
	])('%s', (_, answer, expected) => {
		expect(contentOf(answer).records).toEqual(expected);
	});

	test('the total, where there is one', () => {
		expect(contentOf({ message: { code: 1, total: 120, data: records } }).total).toBe(120);
		expect(contentOf({ message: { data: records } }).total).toBeUndefined();
	});

	test('no answer that JSON can hold breaks it, and records are objects', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (answer) => {
				for (const record of contentOf(answer).records) expect(typeof record).toBe('object');
			}),
		);
	});
});

/** The only answer that the documentation shows, for all of its endpoints. */
const documented = { status: 'success', message: { code: 1, total: 0, data: [] } };

describe('a refusal within a 200', () => {
	test.each([
		[{ status: 'error', message: 'Cliente duplicado' }],
		[{ status: 'error', message: { message: 'Cliente duplicado' } }],
		[{ status: 'error', message: { code: 0, message: { message: 'Cliente duplicado' } } }],
		[{ status: 'error', data: { message: 'Cliente duplicado' } }],
		[{ status: 'error', data: { message: { message: 'Cliente duplicado' } } }],
		[{ status: 'error', message: { code: 0, data: [{ message: 'Cliente duplicado' }] } }],
		[{ status: 'ERROR', errors: ['Cliente duplicado'] }],
		[{ status: 'success', message: { status: 'error', message: 'Cliente duplicado' } }],
		[{ status: 'denied', message: { code: 1, message: 'Cliente duplicado' } }],
		[{ status: 'success', error: 'Cliente duplicado', message: { code: 1, total: 0, data: [] } }],
		[{ status: 'success', message: { code: 1, error: { message: 'Cliente duplicado' } } }],
		[{ error: { message: 'Cliente duplicado' } }],
		[{ errors: [{ detail: 'Cliente duplicado' }] }],
		[{ success: false, message: 'Cliente duplicado' }],
		[{ success: 'false', data: { message: 'Cliente duplicado' } }],
		[{ ok: false, message: 'Cliente duplicado' }],
		[{ errorMessage: 'x', message: 'Cliente duplicado' }],
		[[{ success: false, message: 'Cliente duplicado' }]],
	])('%j', (answer) => {
		expect(verdictOn(answer)).toBe('refused');
		expect(reasonIn(answer)).toBe('Cliente duplicado');
	});

	test.each([[{ status: 'denied' }], [{ success: false }], [{ error: true }], [{ status: 'Not Found' }]])(
		'without words: %j',
		(answer) => expect(verdictOn(answer)).toBe('refused'),
	);

	test('any other status than that of the documentation is no success, whatever else the answer holds', () => {
		const other = fc.oneof(fc.string(), fc.integer(), fc.boolean());
		fc.assert(
			fc.property(other, fc.jsonValue(), (status, message) => {
				fc.pre(!['', 'success'].includes(String(status).trim().toLowerCase()));
				expect(verdictOn({ status, message })).not.toBe('success');
				expect(verdictOn({ ...documented, message: { ...documented.message, status } })).not.toBe('success');
			}),
		);
	});

	test('however deep its text lies', () => {
		const place = fc.constantFrom('message', 'data', 'error');
		fc.assert(
			fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), (places) => {
				const nested = places.reduceRight<unknown>((inner, name) => ({ code: 0, [name]: inner }), 'why');
				const answer = { status: 'error', message: nested };
				expect([verdictOn(answer), reasonIn(answer)]).toEqual(['refused', 'why']);
			}),
		);
	});

	test('without a text there is no reason, and a web page is none', () => {
		expect(reasonIn({ status: 'error', message: { code: 0, data: [] } })).toBeUndefined();
		expect(reasonIn('<html><body>502</body></html>')).toBeUndefined();
		expect(reasonIn(' plain words ')).toBe('plain words');
	});
});

describe('an answer that the documentation knows nothing of', () => {
	// Gateways and queues answer so although the request was, or will be, carried out.
	test.each([
		[{ status: 'pending', message: 'Cliente creado' }],
		[{ status: 'ok', message: { code: 1, data: [{ id: 5 }] } }],
		[{ status: 'timeout' }],
		[{ status: 200, message: 'OK', data: { id: 5 } }],
		[{ message: 'Endpoint request timed out' }],
		[{ message: { message: 'Cliente creado' } }],
		[{ code: 0, message: 'Cliente creado' }],
		[{ data: 'Cliente creado' }],
		[{ detail: 'Not found.' }],
		['Cliente creado'],
	])('%j says neither yes nor no', (answer) => expect(verdictOn(answer)).toBe('unknown'));

	test.each([[['SIGNED']], [{ name: 'x' }], [[]]])('%j in `status` is the record’s own', (status) => {
		const record = { id: 'd-1', status, signed_by_all: true };
		expect(verdictOn(record)).toBe('success');
		expect(verdictOn({ status: 'success', message: { code: 1, ...record } })).toBe('success');
	});

	test('any other code than 1 is neither a success nor a refusal', () => {
		const other = fc.oneof(fc.integer(), fc.string(), fc.boolean());
		fc.assert(
			fc.property(other, fc.array(fc.object()), fc.boolean(), (code, data, isOutside) => {
				fc.pre(String(code).trim() !== '1');
				const inside = { status: 'success', message: { code, total: data.length, data } };
				const outside = { status: 'success', code, data };
				expect(verdictOn(isOutside ? outside : inside)).toBe('unknown');
			}),
		);
	});

	test('its code is named', () => {
		expect(codeIn({ status: 'success', message: { code: 7, data: [] } })).toBe('7');
		expect(codeIn({ status: 'denied' })).toBe('denied');
		expect(codeIn(documented)).toBeUndefined();
	});

	test('nor one with nothing in it', () => expect(verdictOn({})).toBe('unknown'));
});

describe('a success', () => {
	test('is what the documentation shows, whatever its records say', () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.object())), (data) => {
				const message = { code: 1, total: data.length, data: data as never };
				expect(verdictOn({ status: 'success', message })).toBe('success');
			}),
		);
		const record = { status: 'error', success: false, error: 'e', code: 9, message: 'of a record' };
		expect(verdictOn({ status: 'success', message: { code: 1, total: 1, data: [record] } })).toBe('success');
	});

	test.each([
		['a code in a text', { status: 'success', message: { code: '1', data: [] } }],
		['no code', { status: 'success', message: { total: 0, data: [] } }],
		['no status', { message: { code: 1, data: [] } }],
		[
			'a record in message, with a status of its own',
			{ status: 'success', message: { id: 1, status: 'Active' } },
		],
		['data alone', { data: { id: 1 } }],
		['a text beside the success', { status: 'success', message: 'Queued' }],
		['an empty place for an error', { ...documented, error: null, errors: [] }],
		['a bare list', [{ id: 1 }]],
		['a bare record', { id: 1 }],
	])('%s', (_, answer) => expect(verdictOn(answer)).toBe('success'));
});
