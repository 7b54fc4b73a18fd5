import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Item } from '../../../../runtime/form/item';

/** How a cell of a promissory note's form becomes an attribute of the request. */
type Kind = 'text' | 'whole' | 'decimal' | 'day' | 'choice' | 'numberedChoice' | Reader;

/** For cells with rules of their own: reads the value, whose label is given for errors. */
type Reader = (item: Item, value: unknown, label: string) => unknown;

export interface Cell {
	/** The attribute's name at Keynua. */
	name: string;
	label: string;
	kind: Kind;
	description: string;
	/** For choices: value and what it means. */
	choices?: Array<[value: string, name: string]>;
}

/** Numbers are text fields: a number field cannot be left empty, and would send a 0 that nobody meant. */
export function fieldsOf(cells: Cell[]): INodeProperties[] {
	return cells.map(({ name, label, kind, description, choices }) => {
		const common = { displayName: label, name, default: '', description };
		if (kind === 'day') return { ...common, type: 'dateTime' };
		return choices
			? { ...common, type: 'options', options: optionsOf(choices) }
			: { ...common, type: 'string' };
	});
}

function optionsOf(choices: Array<[string, string]>): INodePropertyOptions[] {
	return [{ name: 'Not Set', value: '' }, ...choices.map(([value, name]) => ({ name, value }))];
}

/** The filled cells of a row, as Keynua wants them. Errors name `title` and the cell's label. */
export function attributesOf(item: Item, cells: Cell[], row: IDataObject, title: string): IDataObject {
	const filled = cells.filter(({ name }) => row[name] !== undefined && row[name] !== '');
	return Object.fromEntries(
		filled.map(({ name, kind, label }) => [name, valueOf(item, kind, row[name], `${title}: ${label}`)]),
	) as IDataObject;
}

function valueOf(item: Item, kind: Kind, value: unknown, label: string) {
	if (typeof kind === 'function') return kind(item, value, label);
	if (kind === 'day') return item.day(value, label);
	if (kind === 'whole' || kind === 'numberedChoice') return wholeNumber(item, value, label);
	if (kind === 'decimal') return decimal(item, value, label);
	return String(value).trim();
}

function decimal(item: Item, value: unknown, label: string): number {
	const text = String(value).trim();
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
	throw item.invalidInput(
		`"${label}" is not a number: ${text}`,
		'Write digits with a point before the decimals, such as 1500.50.',
	);
}

function wholeNumber(item: Item, value: unknown, label: string): number {
	const text = String(value).trim();
	if (/^\d{1,15}$/.test(text)) return Number(text);
	throw item.invalidInput(`"${label}" is not a whole number: ${text}`, 'Write digits only.');
}

/** The index in `users` of the person in the given row of the Signers form, which people count from 1. */
export function signerIndex(item: Item, value: unknown, signerCount: number, label: string): number {
	const number = wholeNumber(item, value ?? '', label);
	if (number >= 1 && number <= signerCount) return number - 1;
	throw item.invalidInput(
		`"${label}" is ${number}, and there are ${signerCount} signers`,
		'Give the number of a row of “Signers”: 1 is the first.',
	);
}
