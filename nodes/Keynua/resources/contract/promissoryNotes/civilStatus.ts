import type { Item } from '../../../../runtime/form/item';
import { textOf } from '../../../../runtime/text';
import type { Cell } from './cells';

/** Cavali's numbers ("Cliente Cavali"), each with the words that people and registers have for it. */
const numbers: Array<[number: number, name: RegExp]> = [
	[1, /^(solter[oa]|single)$/i],
	[2, /^(casad[oa]|married)$/i],
	[3, /^(divorciad[oa]|divorced)$/i],
	[4, /^(viud[oa]|widow(ed|er)?)$/i],
];

/**
 * By word, because the numbers cannot be trusted: with Cavali 3 is divorced and 4 widowed, with RENIEC, whose data an
 * identity verification gives (`reniecInfo.civilStatus`), 3 is widowed and 4 divorced. 1 and 2 are the same in both.
 */
export const civilStatusCell: Cell = {
	name: 'civilStatus',
	label: 'Civil Status',
	kind: civilStatus,
	description:
		'Estado civil, as a word: Soltero, Casado, Divorciado or Viudo (in English, too). The numbers 1 (Soltero) and 2 (Casado) are taken as well, but not 3 and 4, which mean the opposite at Cavali and at RENIEC.',
};

function civilStatus(item: Item, value: unknown, label: string): number {
	const text = textOf(value).trim();
	const [number] = numbers.find(([, name]) => name.test(text)) ?? [];
	if (number !== undefined) return number;
	if (/^[12]$/.test(text)) return Number(text);
	if (/^[34]$/.test(text)) {
		throw item.invalidInput(
			`"${label}" is the number ${text}, which can mean two things`,
			'At Cavali, 3 is divorced and 4 is widowed; at RENIEC, and so in the data of an identity verification, it is the other way round. Write “Divorciado” or “Viudo”.',
		);
	}
	throw item.invalidInput(
		`"${label}" is no civil status that Cavali knows: ${text}`,
		'Write “Soltero”, “Casado”, “Divorciado” or “Viudo”.',
	);
}
