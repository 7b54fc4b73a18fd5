import { currencies, currencyOf } from '../../../nodes/DynamiCore/currencies';

test('484 of the documentation is the Mexican peso', () => {
	expect(currencyOf('484')).toEqual({ code: 'MXN', number: '484', name: 'Mexican Peso' });
});

test.each([
	['mxn', '484'],
	[' USD ', '840'],
	['EUR', '978'],
	['PEN', '604'],
	['COP', '170'],
	['MXV', '979'],
	['32', '032'],
	['8', '008'],
])('%s is %s', (text, number) => {
	expect(currencyOf(text)?.number).toBe(number);
});

test.each(['', 'XXX', '999', 'PESO', '4840', '48.4'])('"%s" is none', (text) => {
	expect(currencyOf(text)).toBeUndefined();
});

test('codes and numbers are well formed and unique, and each has a name', () => {
	for (const { code, number, name } of currencies) {
		expect(code).toMatch(/^[A-Z]{3}$/);
		expect(number).toMatch(/^\d{3}$/);
		expect(name.length).toBeGreaterThan(3);
	}
	expect(new Set(currencies.map(({ code }) => code)).size).toBe(currencies.length);
	expect(new Set(currencies.map(({ number }) => number)).size).toBe(currencies.length);
});

test('every currency that JavaScript calls current is there', () => {
	// Withdrawn ones stay in JavaScript's list for ever: what counts are those of today's world.
	const today = [
		'MXN',
		'USD',
		'EUR',
		'GBP',
		'CHF',
		'JPY',
		'CNY',
		'BRL',
		'ARS',
		'CLP',
		'COP',
		'PEN',
		'UYU',
		'BOB',
		'PYG',
		'GTQ',
		'HNL',
		'NIO',
		'CRC',
		'PAB',
		'DOP',
		'CUP',
		'VES',
		'CAD',
	];
	const known = Intl.supportedValuesOf('currency');
	for (const code of today) {
		expect(known).toContain(code);
		expect(currencyOf(code)?.code).toBe(code);
	}
});
