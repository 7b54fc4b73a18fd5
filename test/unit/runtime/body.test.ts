import fc from 'fast-check';
import { bodyIn, bodyOf, decoded, unwrapped } from '../../../nodes/runtime/webhook/body';
import { anyText } from '../arbitraries';

const form = (data: unknown) => bodyOf({ getBodyData: () => ({ data, files: {} }) } as never, '');
const record = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.integer()), {
	minKeys: 1,
});

describe('the body of a delivery', () => {
	test('is JSON, whatever stands in front of it', () => {
		fc.assert(
			fc.property(record, fc.constantFrom('', '\uFEFF', ' \r\n'), (sent, before) => {
				expect(bodyIn(before + JSON.stringify(sent))).toEqual(JSON.parse(JSON.stringify(sent)));
			}),
		);
		expect(bodyIn('[{"csv":"1"}]')).toEqual([{ csv: '1' }]);
	});

	test('or a form, flat or spelled out as PHP does it', () => {
		expect(bodyIn('csv=1&status=FIRMADO')).toEqual({ csv: '1', status: 'FIRMADO' });
		expect(bodyIn('data[csv]=1&data%5Bsigner%5D%5B0%5D%5Bname%5D=Ana')).toEqual({
			data: { csv: '1', signer: [{ name: 'Ana' }] },
		});
		expect(bodyIn('ids[]=7&ids[]=8')).toEqual({ ids: ['7', '8'] });
		expect(form({ csv: ['0', '1'], 'signer[0][name]': 'Ana', 'signer[1][name]': 'Eva' })).toEqual({
			csv: '1',
			signer: [{ name: 'Ana' }, { name: 'Eva' }],
		});
	});

	test('of names that contradict each other, or are no such names, nothing is lost from sight', () => {
		expect(bodyIn('signer=x&signer[0][name]=Ana')).toEqual({ signer: [{ name: 'Ana' }] });
		expect(bodyIn('signer[1][name]=Ana')).toEqual({ signer: { '1': { name: 'Ana' } } });
		expect(bodyIn('a[b=1&[c]=2&d]=3')).toEqual({ 'a[b': '1', '[c]': '2', 'd]': '3' });
	});

	test('may be wrapped in `data`, as a record or as text', () => {
		expect(unwrapped({ data: { csv: '1' } }, 'csv')).toEqual({ csv: '1' });
		expect(unwrapped({ data: '{"csv":"1"}' }, 'csv')).toEqual({ csv: '1' });
		expect(unwrapped({ csv: '1', data: { csv: '2' } }, 'csv')).toEqual({ csv: '1', data: { csv: '2' } });
		expect(unwrapped({ data: 'text' }, 'csv')).toEqual({ data: 'text' });
	});

	test('a text of JSON is decoded, any other stays', () => {
		expect(decoded('[{"name":"Ana"}]')).toEqual([{ name: 'Ana' }]);
		for (const text of ['12', '"a"', 'null', '{broken', '']) expect(decoded(text)).toBe(text);
		const deep = '['.repeat(5_000) + ']'.repeat(5_000);
		expect(decoded(deep)).toBe(deep);
	});

	test('is nothing where there is nothing, or too much of it', () => {
		expect(bodyIn('')).toBeUndefined();
		expect(bodyIn('hello')).toBeUndefined();
		expect(bodyIn('{"a":')).toBeUndefined();
		expect(form(undefined)).toBeUndefined();
		const deep = '{"a":'.repeat(500) + '1' + '}'.repeat(500);
		expect(bodyOf({ getBodyData: () => ({}) } as never, deep)).toBeUndefined();
	});

	test('hostile bodies do no harm', () => {
		const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', '0', '', 'a'), anyText());
		const pair = fc.tuple(name, fc.array(name, { maxLength: 6 }), anyText());
		const spelled = fc
			.array(pair)
			.map((pairs) =>
				new URLSearchParams(
					pairs.map(([first, rest, value]) => [`${first}${rest.map((one) => `[${one}]`).join('')}`, value]),
				).toString(),
			);
		fc.assert(
			fc.property(fc.oneof(anyText(), fc.json(), spelled), (raw) => {
				const body = bodyIn(raw);
				if (body !== undefined && !Array.isArray(body) && typeof body === 'object' && body !== null)
					expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
				expect(({} as Record<string, unknown>).a).toBeUndefined();
			}),
		);
	});
});
