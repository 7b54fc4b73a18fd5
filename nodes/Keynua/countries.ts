import { commaSeparated } from '../runtime/form/lists';
import type { Item } from '../runtime/form/item';

/** Country codes as Keynua wants them: "ISO 3166-1 alpha-3". None when the field was left empty. `label` names it. */
export function countryCodes(item: Item, value: unknown, label: string): string[] {
	const codes = commaSeparated(value).map((code) => code.toUpperCase());
	const wrong = codes.find((code) => !/^[A-Z]{3}$/.test(code));
	if (wrong === undefined) return codes;
	throw item.invalidInput(
		`"${label}" holds "${wrong}", which is no country code of three letters`,
		'Write codes of ISO 3166-1 alpha-3, such as PER or COL, with commas between them.',
	);
}
