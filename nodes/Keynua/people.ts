import type { Item } from '../runtime/item';

/** Something before and after the @, and a dot in the domain: Keynua checks the rest. `label` names the field. */
export function email(item: Item, value: unknown, label: string): string {
	const text = String(value).trim();
	if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return text;
	throw item.invalidInput(`"${label}" is not an e-mail address: ${text}`, 'Check the address.');
}

/** Digits with the country prefix, as in Keynua's samples (51…). `label` names the field. */
export function phone(item: Item, value: unknown, label: string): string {
	const digits = String(value).replace(/[\s()./+-]/g, '');
	if (/^\d{6,15}$/.test(digits)) return digits;
	throw item.invalidInput(
		`"${label}" is not a phone number: ${String(value)}`,
		'Write it with its country prefix, such as 51987654321.',
	);
}
