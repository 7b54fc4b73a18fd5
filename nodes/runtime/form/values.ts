import type {
	IDataObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodePropertyTypes,
} from 'n8n-workflow';
import { isRecord, textOf } from '../text';

/** A value that its field does not take. `what` completes the sentence that the label begins: «"Age" must be a number». */
export class Misfit extends Error {
	constructor(
		label: string,
		what: string,
		readonly advice: string,
	) {
		super(`"${label}" ${what}`);
	}
}

/**
 * Reads a value as the form's definition types it. Expressions give numbers where a text is meant and texts where a
 * number is, and choices that the drop-down does not have; the providers take neither. Cells left empty are dropped.
 * Texts are trimmed, but for passwords, which may begin or end with a space.
 *
 * @throws Misfit
 */
export function typed(property: INodeProperties, value: unknown, label = property.displayName): unknown {
	const read = readers[property.type] ?? asJson;
	return isEmpty(value) ? undefined : read(value, label, property);
}

type Reader = (value: unknown, label: string, property: INodeProperties) => unknown;

const readers: Partial<Record<NodePropertyTypes, Reader>> = {
	string: asText,
	resourceLocator: asText,
	number: asNumber,
	boolean: asBoolean,
	options: asChoice,
	multiOptions: (value, label, property) => [value].flat().map((one) => asChoice(one, label, property)),
	collection: (value, label, { options }) => asFields(value, label, options as INodeProperties[]),
	fixedCollection: asGroups,
};

export function isEmpty(value: unknown): boolean {
	return value === '' || value === undefined || value === null;
}

/** What a value that does not fit is, for people to read. */
export function shown(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	return isRecord(value) ? 'an object' : String(value).slice(0, 100);
}

/** What JavaScript writes where there is no text. It comes from an expression that points at nothing, or at too much. */
const NO_TEXT = /^(NaN|-?Infinity|undefined|null)$|\[object Object\]/;

function asText(value: unknown, label: string, { typeOptions }: INodeProperties): string | undefined {
	const written = textOf(value);
	const text = written.trim();
	const isText = typeof value === 'string' || text !== '';
	if (isText && !NO_TEXT.test(text)) return (typeOptions?.password ? written : text) || undefined;
	const what = `must be a text, and its expression gives ${shown(value)}`;
	throw new Misfit(label, what, 'Point the expression at one value inside.');
}

function asNumber(value: unknown, label: string, { typeOptions = {} }: INodeProperties): number {
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = typeOptions;
	const number = Number(textOf(value).trim() || NaN);
	const isWhole = numberPrecision === 0;
	const isKind = isWhole ? Number.isInteger(number) : Number.isFinite(number);
	if (isKind && number >= minValue && number <= maxValue) return number;
	const kind = isWhole ? 'whole number' : 'number';
	const atLeast = minValue > -Infinity && ` of at least ${minValue}`;
	const atMost = maxValue < Infinity && ` of at most ${maxValue}`;
	const limits = [atLeast, atMost].filter(Boolean).join(' and');
	throw new Misfit(label, `must be a ${kind}${limits}: ${shown(value)}`, 'Change the number.');
}

function asBoolean(value: unknown, label: string): boolean {
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw new Misfit(label, `must be true or false: ${shown(value)}`, 'Let its expression give true or false.');
}

/** Lists that are loaded from the provider are not known here: whatever was chosen from them goes through. */
function asChoice(value: unknown, label: string, property: INodeProperties): unknown {
	const choices = (property.options ?? []) as INodePropertyOptions[];
	if (choices.length === 0) return asText(value, label, property);
	const choice = choices.find((one) => String(one.value) === textOf(value));
	if (choice) return choice.value;
	const values = choices.map((one) => one.value).join(', ');
	throw new Misfit(label, `has no choice "${shown(value)}"`, `Use one of: ${values}.`);
}

/** Names that the form does not have are left out, as n8n itself does it. */
function asFields(value: unknown, label: string, properties: INodeProperties[], prefix = ''): IDataObject {
	const read = Object.entries(asRecord(value, label)).map(([name, cell]) => {
		const property = properties.find((one) => one.name === name);
		return [name, property && typed(property, cell, `${prefix}${property.displayName}`)];
	});
	// Not one by one: the name __proto__ would then give the object another prototype.
	return Object.fromEntries(read.filter(([, cell]) => cell !== undefined)) as IDataObject;
}

function asGroups(value: unknown, label: string, { options }: INodeProperties): IDataObject {
	const given = asRecord(value, label);
	const groups = (options as INodePropertyCollection[]).filter(({ name }) => !isEmpty(given[name]));
	const read = groups.map(({ name, values, displayName }) => {
		const rows = [given[name]].flat().map((row, index) => {
			const rowLabel = `${label}: ${displayName} ${index + 1}`;
			return asFields(row, rowLabel, values, `${rowLabel}: `);
		});
		return [name, rows];
	});
	return Object.fromEntries(read) as IDataObject;
}

/** An expression can put anything in the place of a form or a row. */
function asRecord(value: unknown, label: string): IDataObject {
	if (isRecord(value)) return value;
	const advice = 'Let the expression give an object, such as {{ { name: $json.name } }}.';
	throw new Misfit(label, `must be an object with its fields: ${shown(value)}`, advice);
}

/** Dates, JSON and mappings are read by those who know what belongs there. JSON has no NaN: it would be sent as null. */
function asJson(value: unknown, label: string): unknown {
	if (!hasNoNumber(value)) return value;
	const what = 'holds a calculation without a result (NaN or Infinity)';
	throw new Misfit(label, what, 'Check that the expression calculates with numbers that are there.');
}

function hasNoNumber(value: unknown): boolean {
	if (typeof value === 'number') return !Number.isFinite(value);
	return typeof value === 'object' && value !== null && Object.values(value).some(hasNoNumber);
}
