import type { Item } from '../runtime/item';

const LONGEST_NATIONAL = 9;

/**
 * A phone number as Mensatek wants it: digits that begin with the country prefix, such as 34600000001, from the usual
 * spellings: +34 600 000 001, 0034-600-000-001, (+34) 600.00.00.01. One of up to 9 digits without + or 00 is a
 * national one, and gets the prefix.
 *
 * @param countryPrefix for national numbers, such as 34; a leading + or 00 does not matter
 * @throws an error that names the field's label when it is no phone number of that kind
 */
export function phoneNumber(item: Item, field: string, countryPrefix: string): string {
	const written = item.text(field);
	const digits = internationalDigits(written, countryPrefix.replace(/^(\+|00)/, ''));
	if (digits) return digits;
	throw item.invalid(
		field,
		`is not a phone number: ${written}`,
		'Write it with its country prefix, such as +34 600 000 001.',
	);
}

/** Undefined for what is no phone number. E.164 has at most 15 digits, and no prefix begins with 0. */
export function internationalDigits(written: string, countryPrefix: string): string | undefined {
	// \u202A and \u202C surround numbers that were copied from an address book.
	const compact = written.replace(/[\s()./\-\u2010-\u2015\u202A\u202C\u200E]/g, '');
	const [, sign, digits] = /^(\+|00)?(\d+)$/.exec(compact) ?? [];
	if (digits === undefined) return undefined;
	const isNational = sign === undefined && digits.length <= LONGEST_NATIONAL;
	const whole = isNational && !digits.startsWith('0') ? countryPrefix + digits : digits;
	return /^[1-9]\d{7,14}$/.test(whole) ? whole : undefined;
}
