import type { Item } from '../runtime/form/item';

const SPAIN = '34';
const SPANISH_MOBILE = /^[67]\d{8}$/;
/** A number of so many digits that begins with a country prefix is taken to have it: 34 600 000 001. */
const SHORTEST_WITH_PREFIX = 11;
/** One of at most so many that begins like that has none yet: it would be too short without these digits. */
const LONGEST_WITHOUT_PREFIX = 9;

/**
 * A phone number as Mensatek wants it: digits that begin with the country prefix, such as 34600000001, from the usual
 * spellings: +34 600 000 001, 0034-600-000-001, (+34) 600.00.00.01. Without + or 00 only
 * a Spanish mobile number is recognised: to guess another one's country could send the message to a stranger.
 *
 * @param countryPrefix what the person filled in for national numbers, such as 52; a leading + or 00 does not matter
 * @throws an error that names the field's label when it is no phone number, or does not tell its country
 */
export function phoneNumber(item: Item, field: string, countryPrefix?: string): string {
	const written = item.text(field);
	const digits = internationalDigits(written, countryPrefix && prefixIn(item, countryPrefix));
	if (digits) return digits;
	const flaw = /^[1-9]\d{6,14}$/.test(compact(written))
		? 'does not tell its country'
		: 'is not a phone number';
	throw item.invalid(
		field,
		`${flaw}: ${written}`,
		'Write it with + and its country prefix, such as +34 600 000 001 or +52 55 1234 5678.',
	);
}

function prefixIn(item: Item, written: string): string {
	const prefix = written.trim().replace(/^(\+|00)/, '');
	if (/^[1-9]\d{0,3}$/.test(prefix)) return prefix;
	throw item.invalidInput(
		`"Country Prefix" is not a country prefix: ${written}`,
		'Give its digits, such as 34 for Spain or 52 for Mexico.',
	);
}

/**
 * Undefined for what is no phone number, or could be one of several countries. E.164 has at most 15 digits, and no
 * prefix begins with 0.
 */
export function internationalDigits(written: string, countryPrefix?: string): string | undefined {
	const [, sign, digits] = /^(\+|00)?(\d+)$/.exec(compact(written)) ?? [];
	if (digits === undefined) return undefined;
	const whole = sign === undefined ? withPrefix(digits, countryPrefix) : digits;
	return whole !== undefined && /^[1-9]\d{7,14}$/.test(whole) ? whole : undefined;
}

function compact(written: string): string {
	// \u202A and \u202C surround numbers that were copied from an address book.
	return written.replace(/[\s()./\-\u2010-\u2015\u202A\u202C\u200E]/g, '');
}

/** Spanish mobile numbers are known by their form: the service is Spanish, and so are most who use it. */
function withPrefix(digits: string, countryPrefix: string | undefined): string | undefined {
	if (digits.startsWith('0')) return undefined;
	if (!countryPrefix) {
		if (SPANISH_MOBILE.test(digits)) return SPAIN + digits;
		return digits.length >= SHORTEST_WITH_PREFIX ? digits : undefined;
	}
	if (!digits.startsWith(countryPrefix) || digits.length <= LONGEST_WITHOUT_PREFIX)
		return countryPrefix + digits;
	// In between it may be either: 9198765432 is a whole number within India, and half of one with its prefix.
	return digits.length >= SHORTEST_WITH_PREFIX ? digits : undefined;
}
