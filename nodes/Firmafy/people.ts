import type { INodePropertyOptions } from 'n8n-workflow';
import type { Item } from '../runtime/form/item';
import { textOf } from '../runtime/text';

/** The languages in which Firmafy writes to people. Spanish is the default, and is not to be sent for requests. */
export const languages: INodePropertyOptions[] = [
	{ name: 'Catalan', value: 'CA' },
	{ name: 'English', value: 'EN' },
	{ name: 'French', value: 'FR' },
	{ name: 'Italian', value: 'IT' },
	{ name: 'Spanish', value: 'ES' },
];

/** RFC 5321: 64 characters before the @, 255 after it. */
const LONGEST_EMAIL = 320;

/** Something before and after the @, and a dot in the domain: Firmafy checks the rest. `label` names the field. */
export function email(item: Item, value: unknown, label: string): string {
	const text = textOf(value).trim();
	if (text.length <= LONGEST_EMAIL && /^[^\s@;,]+@[^\s@;,]+\.[^\s@;,]+$/.test(text)) return text;
	throw item.invalidInput(
		text === ''
			? `"${label}" is empty`
			: `"${label}" is not an e-mail address: ${text.slice(0, LONGEST_EMAIL)}`,
		'Write one address, such as name@company.es.',
	);
}

/** Several addresses, with semicolons as Firmafy wants them between. People may also write commas. */
export function emails(item: Item, value: unknown, label: string): string {
	const addresses = textOf(value)
		.split(/[;,]/)
		.filter((address) => address.trim() !== '');
	return addresses.map((address) => email(item, address, label)).join(';');
}

/** What people write between the digits of a phone number. */
const digitsOf = (value: unknown) => textOf(value).replace(/[\s()./-]/g, '');

const SPANISH_MOBILE = /^[67]\d{8}$/;

/** With its prefix, which is not that of Spain. Without the + it must not look like a Spanish one. */
const FOREIGN_NUMBER = /^(?:\+|00)(?!34|[67]\d{8}$)([1-9]\d{5,14})$/;

/**
 * The mobile number for the one-time code, as the number that Firmafy's example has: Spanish ones without a prefix,
 * others with theirs. Nobody can tell a number of another country without a prefix from a wrong one, and the code
 * would go to somebody else: so those begin with + or 00. `label` names the field.
 */
export function mobile(item: Item, value: unknown, label: string): number {
	const digits = digitsOf(value);
	const spanish = digits.replace(/^(\+|00)?34(?=[67]\d{8}$)/, '');
	if (SPANISH_MOBILE.test(spanish)) return Number(spanish);
	const foreign = FOREIGN_NUMBER.exec(digits)?.[1];
	if (foreign !== undefined) return Number(foreign);
	throw item.invalidInput(
		`"${label}" is not a mobile number: ${textOf(value)}`,
		'Write it as 600123456 for Spain, where it begins with 6 or 7, or with its prefix, as +351912345678, for other countries.',
	);
}

/** Country prefixes as the ITU gives them out: of one, two or three digits. */
const COUNTRY_PREFIX = new RegExp(
	`^(${[
		'1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]',
		'21[12368]|2[2-6]\\d|29[01789]|35\\d|37\\d|38[0-35-79]|42[013]',
		'50\\d|59\\d|67\\d|68\\d|69[0-2]|85[02356]|88[06]|96[0-8]|97[0-79]|99[2-68]',
	].join('|')})$`,
);

/** The prefix of a country, as 34 or +34. `label` names the field. */
export function countryPrefix(item: Item, value: unknown, label: string): number {
	const digits = digitsOf(value).replace(/^(\+|00)/, '');
	if (COUNTRY_PREFIX.test(digits)) return Number(digits);
	throw item.invalidInput(
		`"${label}" is not the phone prefix of a country: ${textOf(value)}`,
		'Write it as 34 for Spain or 351 for Portugal.',
	);
}

/** From this many digits on, a number that begins with its country's prefix most likely has it in it. */
const LONG_NUMBER = 11;

/**
 * The number without the prefix of its country. One that is written with it, after + or 00, loses it; where nothing tells
 * whether it has it, the person is asked: the SMS would be charged and reach nobody.
 */
export function nationalNumber(item: Item, value: unknown, country: number, label: string): number {
	const written = digitsOf(value);
	const international = /^(\+|00)(\d+)$/.exec(written)?.[2];
	if (international === undefined && written.length >= LONG_NUMBER && written.startsWith(String(country))) {
		throw item.invalidInput(
			`"${label}" seems to begin with the prefix ${country}: ${textOf(value)}`,
			`Write it with + and the prefix: +${written} if the prefix is in it already, +${country}${written} if it is not.`,
		);
	}
	const digits = international === undefined ? written : withoutPrefix(international, country);
	const isPossible = country === 34 ? SPANISH_MOBILE : /^[1-9]\d{4,13}$/;
	if (isPossible.test(digits) && digits.length + String(country).length <= 15) return Number(digits);
	throw item.invalidInput(
		`"${label}" is not a mobile number with the prefix ${country}: ${textOf(value)}`,
		country === 34
			? 'Spanish mobile numbers have 9 digits and begin with 6 or 7, such as 612345678.'
			: 'Write the number without the prefix of its country.',
	);
}

function withoutPrefix(digits: string, country: number): string {
	return digits.startsWith(String(country)) ? digits.slice(String(country).length) : '';
}
