import { currencies, currencyOf } from '../../../nodes/DynamiCore/currencies';
import iso4217 from './iso4217.json';

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

/** Metals, units of account of several states (bonds, XDR, XSU, XUA), and the codes for tests and for none. */
const noMoney = /^(XA[GU]|XB[A-D]|XDR|XPD|XPT|XSU|XTS|XUA|XXX)$/;

test('codes and numbers are those of ISO 4217, and none is missing', () => {
	// The list of Debian's iso-codes, with the amendments up to 2026: ANG became XCG, ZWL became ZWG, and BGN, CUC, HRK
	// and SLL were withdrawn.
	const inUse = Object.entries(iso4217).filter(([code]) => !noMoney.test(code));
	expect(Object.fromEntries(currencies.map(({ code, number }) => [code, number]))).toEqual(
		Object.fromEntries(inUse),
	);
	expect(inUse.length).toBeGreaterThan(160);
});
