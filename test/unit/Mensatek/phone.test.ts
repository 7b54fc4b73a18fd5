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
	['712 345 678', '34712345678'],
	['\u202A+34\u00A0600\u2011000\u2013001\u202C', '34600000001'],
	['+51 987 654 321', '51987654321'],
	['+1 (415) 555-0132', '14155550132'],
	['+45 12 34 56 78', '4512345678'],
	['525512345678', '525512345678'],
])('%s', (written, expected) => {
	expect(internationalDigits(written)).toBe(expected);
});

describe('with a country prefix that was filled in', () => {
	test.each([
		// National numbers of Mexico, Peru, Brazil, the United States, China, Panama: as long as they are there.
		['52', '55 1234 5678', '525512345678'],
		['51', '987 654 321', '51987654321'],
		['55', '11 98765 4321', '5511987654321'],
		['1', '(415) 555-0132', '14155550132'],
		['86', '138 0013 8000', '8613800138000'],
		['507', '6123-4567', '50761234567'],
		['52', '600 000 001', '52600000001'],
		['34', '600 000 001', '34600000001'],
	])('%s: %s becomes %s', (prefix, written, expected) => {
		expect(internationalDigits(written, prefix)).toBe(expected);
	});

	test.each([
		['52', '52 55 1234 5678'],
		['51', '51987654321'],
		['1', '14155550132'],
		['52', '+34 600 000 001'],
		['52', '0034 600 000 001'],
	])('%s: %s keeps the prefix that it has', (prefix, written) => {
		expect(internationalDigits(written, prefix)).toBe(written.replace(/\D/g, '').replace(/^00/, ''));
	});

	test.each([
		['91', '9198765432'],
		['45', '4512345678'],
	])('%s: %s may have it already or not', (prefix, written) => {
		expect(internationalDigits(written, prefix)).toBeUndefined();
	});
});

// A Mexican, a Peruvian, a Danish one, a Spanish landline, ten digits: sent as they are they could reach a stranger.
test.each(['5512345678', '987654321', '12345678', '912345678', '6000000011'])(
	'%s does not tell its country',
	(written) => {
		expect(internationalDigits(written)).toBeUndefined();
	},
);

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
	expect(internationalDigits(written)).toBeUndefined();
	expect(internationalDigits(written, '34')).toBeUndefined();
});

test('any international number, with any usual signs in between, comes out as its digits', () => {
	const number = fc.stringMatching(/^[1-9]\d{10,14}$/);
	const sign = fc.constantFrom('', '', ' ', '-', '.', '(', ')', '\u00A0');
	fc.assert(
		fc.property(
			number,
			fc.array(sign, { minLength: 16, maxLength: 16 }),
			fc.constantFrom('+', '00', ''),
			(digits, signs, start) => {
				const written = start + [...digits].map((digit, index) => digit + signs[index]).join('');
				expect(internationalDigits(written)).toBe(digits);
			},
		),
	);
});

test('whatever is written, the result is undefined or what Mensatek takes', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'grapheme' }),
			fc.option(fc.string(), { nil: undefined }),
			(written, prefix) => {
				const digits = internationalDigits(written, prefix);
				if (digits !== undefined) expect(digits).toMatch(/^[1-9]\d{7,14}$/);
			},
		),
	);
});
