import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import { typed } from '../../../nodes/runtime/form/values';

const read = (property: Partial<INodeProperties>, value: unknown) =>
	typed({ displayName: 'Field', name: 'field', default: '', ...property } as INodeProperties, value, 'Field');

test('a text field takes what an expression gives, but no object', () => {
	expect(read({ type: 'string' }, 42)).toBe('42');
	expect(read({ type: 'string' }, true)).toBe('true');
	expect(() => read({ type: 'string' }, { a: 1 })).toThrow(
		'"Field" must be a text, and its expression gives an object',
	);
	expect(() => read({ type: 'string' }, [1])).toThrow('a list');
});

test('what JavaScript writes where there is no text is no text, but a text may speak of it', () => {
	for (const none of [NaN, Infinity, -Infinity, 'NaN', 'undefined', ' null ', 'Dear [object Object]'])
		expect(() => read({ type: 'string' }, none)).toThrow('"Field" must be a text, and its expression gives');
	for (const text of ['Null', 'null and void', 'Infinity Ltd.'])
		expect(read({ type: 'string' }, text)).toBe(text);
});

test('texts are trimmed, in rows as well, but passwords are not', () => {
	expect(read({ type: 'string' }, ' a@b.mx\n')).toBe('a@b.mx');
	expect(read({ type: 'string' }, '  ')).toBeUndefined();
	expect(read({ type: 'string', typeOptions: { password: true } }, ' s3cret ')).toBe(' s3cret ');
	const options = [{ displayName: 'Email', name: 'email', type: 'string', default: '' }];
	expect(read({ type: 'collection', options } as never, { email: ' a@b.mx ', other: 1 })).toEqual({
		email: 'a@b.mx',
	});
});

test('JSON, dates and mappings hold no NaN, however deep', () => {
	const told = '"Field" holds a calculation without a result (NaN or Infinity)';
	for (const type of ['json', 'dateTime', 'resourceMapper'] as const) {
		expect(() => read({ type }, { a: [{ b: NaN }] })).toThrow(told);
		expect(() => read({ type }, Infinity)).toThrow(told);
		expect(read({ type }, { a: [1, null] })).toEqual({ a: [1, null] });
	}
});

test('whatever an expression gives, a text is a trimmed text and a number is finite, or it is refused by name', () => {
	const orRefused = (property: Partial<INodeProperties>, value: unknown) => {
		try {
			return read(property, value);
		} catch (error) {
			expect((error as Error).message).toMatch(/^"Field" must be /);
			return undefined;
		}
	};
	fc.assert(
		fc.property(fc.anything(), (value) => {
			const text = (orRefused({ type: 'string' }, value) ?? '-') as string;
			expect(text).toBe(text.trim());
			expect(text).not.toMatch(/^(|NaN|-?Infinity|undefined|null)$/);
			expect(orRefused({ type: 'number' }, value) ?? 0).toEqual(expect.any(Number));
			expect(Number.isFinite(orRefused({ type: 'number' }, value) ?? 0)).toBe(true);
		}),
	);
});

test('a number field takes numbers as text, within its limits', () => {
	const hours = { type: 'number', typeOptions: { minValue: 1, maxValue: 100 } } as const;
	expect(read(hours, '72')).toBe(72);
	for (const bad of ['soon', ' ', 0, '101', {}, NaN, [5], true])
		expect(() => read(hours, bad)).toThrow('must be a number');
});

test('a number field without decimals takes whole numbers only', () => {
	const hours = { type: 'number', typeOptions: { minValue: 1, numberPrecision: 0 } } as const;
	expect(read(hours, '3')).toBe(3);
	expect(read(hours, 3.0)).toBe(3);
	for (const bad of [1.5, '1.5', 0, Infinity])
		expect(() => read(hours, bad)).toThrow('"Field" must be a whole number of at least 1');
	expect(read({ ...hours, typeOptions: { numberPrecision: 2 } }, 1.5)).toBe(1.5);
});

test('a switch takes true and false only', () => {
	expect(read({ type: 'boolean' }, 'true')).toBe(true);
	expect(read({ type: 'boolean' }, false)).toBe(false);
	for (const bad of ['yes', 1, 'TRUE '])
		expect(() => read({ type: 'boolean' }, bad)).toThrow('must be true or false');
});

test('a drop-down takes its own choices only, and gives them in their own type', () => {
	const scan = {
		type: 'options',
		options: [
			{ name: 'Simple', value: 1 },
			{ name: '3D', value: 2 },
		],
	} as const;
	expect(read(scan as never, '2')).toBe(2);
	expect(() => read(scan as never, 3)).toThrow('"Field" has no choice "3"');
	expect(read({ type: 'options', options: [] }, 'loaded')).toBe('loaded');
	expect(() => read({ type: 'options', options: [] }, { a: 1 })).toThrow('"Field" must be a text');
	expect(() => read({ ...scan, type: 'multiOptions' } as never, [1, 9])).toThrow('has no choice "9"');
});

test('what was left empty is not there', () => {
	for (const type of ['string', 'number', 'boolean', 'options', 'collection', 'fixedCollection'] as const) {
		for (const empty of ['', null, undefined]) expect(read({ type }, empty)).toBeUndefined();
	}
});

test('forms are read row by row, and a wrong cell is named with its row', () => {
	const signers = {
		type: 'fixedCollection',
		displayName: 'Signers',
		options: [
			{
				name: 'signer',
				displayName: 'Signer',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'Age', name: 'age', type: 'number', default: 0 },
				],
			},
		],
	} as unknown as Partial<INodeProperties>;
	const rows = {
		signer: [
			{ name: 7, age: '30' },
			{ name: 'B', age: '' },
		],
	};
	expect(read(signers, rows)).toEqual({ signer: [{ name: '7', age: 30 }, { name: 'B' }] });
	expect(read(signers, { signer: { name: 'one' } })).toEqual({ signer: [{ name: 'one' }] });
	expect(() => read(signers, { signer: [{ name: 'A' }, { age: 'old' }] })).toThrow(
		'"Field: Signer 2: Age" must be a number',
	);
	for (const other of [null, 'Rosa', 7, [{ name: 'A' }]])
		expect(() => read(signers, { signer: [{ name: 'A' }, other] })).toThrow(
			'"Field: Signer 2" must be an object with its fields',
		);
});

test('what stands in the place of a form and is none is named', () => {
	for (const type of ['collection', 'fixedCollection'] as const) {
		for (const other of ['abc', 5, true, [1]])
			expect(() => read({ type, options: [] }, other)).toThrow('"Field" must be an object with its fields');
	}
});

test('a field named __proto__ gives no other prototype', () => {
	const row = JSON.parse('{"__proto__":{"polluted":true}}') as object;
	const group: Partial<INodeProperties> = { type: 'collection', options: [] };
	const fields = read(group, row) as Record<string, unknown>;
	expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
	expect(fields.polluted).toBeUndefined();
});
