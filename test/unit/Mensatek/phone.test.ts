import fc from 'fast-check';
import { internationalDigits } from '../../../nodes/Mensatek/phone';

test.each([
	['34600000001', '34600000001'],
	['+34600000001', '34600000001'],
	['0034600000001', '34600000001'],
	['+34 600 00 00 01', '34600000001'],
	['(+34) 600-00-00-01', '34600000001'],
	['+34 600.000.001', '34600000001'],
	['34 600/000/001', '34600000001'],
	['600 000 001', '34600000001'],
	['\u202A+34\u00A0600\u2011000\u2013001\u202C', '34600000001'],
	['+51 987 654 321', '51987654321'],
	['+1 (415) 555-0132', '14155550132'],
])('%s', (written, expected) => {
	expect(internationalDigits(written, '34')).toBe(expected);
});

test.each([
	'',
	'+',
	'00',
	'abc',
	'600000001x',
	'+34+600000001',
	'0600000001',
	'+0600000001',
	'000600000001',
	'1'.repeat(16),
])('%j is no phone number', (written) => {
	expect(internationalDigits(written, '34')).toBeUndefined();
});

test('any international number, with any usual signs in between, comes out as its digits', () => {
	const number = fc.stringMatching(/^[1-9]\d{9,14}$/);
	const sign = fc.constantFrom('', '', ' ', '-', '.', '(', ')', '\u00A0');
	fc.assert(
		fc.property(
			number,
			fc.array(sign, { minLength: 16, maxLength: 16 }),
			fc.constantFrom('+', '00', ''),
			(digits, signs, start) => {
				const written = start + [...digits].map((digit, index) => digit + signs[index]).join('');
				expect(internationalDigits(written, '34')).toBe(digits);
			},
		),
	);
});

test('whatever is written, the result is undefined or what Mensatek takes', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (written, prefix) => {
			const digits = internationalDigits(written, prefix);
			if (digits !== undefined) expect(digits).toMatch(/^[1-9]\d{7,14}$/);
		}),
	);
});
