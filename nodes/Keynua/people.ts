import type { Item } from '../runtime/form/item';
import { textOf } from '../runtime/text';

/** RFC 5321: 64 characters before the @, 255 after it. */
const LONGEST_EMAIL = 320;

/** Something before and after the @, and a dot in the domain: Keynua checks the rest. `label` names the field. */
export function email(item: Item, value: unknown, label: string): string {
	const text = textOf(value).trim();
	if (text.length <= LONGEST_EMAIL && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return text;
	throw item.invalidInput(
		`"${label}" is not an e-mail address: ${text.slice(0, LONGEST_EMAIL)}`,
		'Check the address.',
	);
}

/** Digits with the country prefix, as in Keynua's samples (51…). `label` names the field. */
export function phone(item: Item, value: unknown, label: string): string {
	const digits = textOf(value).replace(/[\s()./+-]/g, '');
	if (/^\d{6,15}$/.test(digits)) return digits;
	throw item.invalidInput(
		`"${label}" is not a phone number: ${textOf(value)}`,
		'Write it with its country prefix, such as 51987654321.',
	);
}
