import fc from 'fast-check';
import { contentOf, isRefusal, reasonIn } from '../../../nodes/DynamiCore/envelope';

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
	])('%j', (answer) => {
		expect(isRefusal(answer)).toBe(true);
		expect(reasonIn(answer)).toBe('Cliente duplicado');
	});

	test('however deep its text lies', () => {
		const place = fc.constantFrom('message', 'data', 'error');
		fc.assert(
			fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), (places) => {
				const nested = places.reduceRight<unknown>((inner, name) => ({ code: 0, [name]: inner }), 'why');
				const answer = { status: 'error', message: nested };
				expect([isRefusal(answer), reasonIn(answer)]).toEqual([true, 'why']);
			}),
		);
	});

	test('a success is none, whatever its records say', () => {
		const message = { code: 1, total: 1, data: [{ status: 'error', message: 'of a record' }] };
		expect(isRefusal({ status: 'success', message })).toBe(false);
		expect(isRefusal({ status: 'Active', id: 1 })).toBe(false);
		expect(isRefusal([])).toBe(false);
	});

	test('without a text there is no reason, and a web page is none', () => {
		expect(reasonIn({ status: 'error', message: { code: 0, data: [] } })).toBeUndefined();
		expect(reasonIn('<html><body>502</body></html>')).toBeUndefined();
		expect(reasonIn(' plain words ')).toBe('plain words');
	});
});
