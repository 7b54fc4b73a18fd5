import type { Item } from '../runtime/item';
import { writtenOut } from '../runtime/text';

/** Something before and after the @, and a dot in the domain: Keynua checks the rest. `label` names the field. */
export function email(item: Item, value: unknown, label: string): string {
	const text = writtenOut(value).trim();
	if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return text;
	throw item.invalidInput(`"${label}" is not an e-mail address: ${text}`, 'Check the address.');
}

/** Digits with the country prefix, as in Keynua's samples (51…). `label` names the field. */
export function phone(item: Item, value: unknown, label: string): string {
	const digits = writtenOut(value).replace(/[\s()./+-]/g, '');
	if (/^\d{6,15}$/.test(digits)) return digits;
	throw item.invalidInput(
		`"${label}" is not a phone number: ${writtenOut(value)}`,
		'Write it with its country prefix, such as 51987654321.',
	);
}
