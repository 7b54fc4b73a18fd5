import type {
	IDataObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';
import { isRecord, textOf } from '../text';

/** Makes the error that a person sees. `label` names the field, `what` completes the sentence. */
export type Complain = (label: string, what: string, advice: string) => Error;

/**
 * Reads a value as the form's definition types it. Expressions give numbers where a text is meant and texts where a
 * number is, and choices that the drop-down does not have; the providers take neither. Cells left empty are dropped.
 * Texts are trimmed, but for passwords, which may begin or end with a space.
 *
 * @param label how the person knows the field
 * @throws what `complain` makes when the value does not fit
 */
export function typed(property: INodeProperties, value: unknown, label: string, complain: Complain): unknown {
	if (isEmpty(value)) return undefined;
	switch (property.type) {
		case 'string':
			return asText(property, value, label, complain);
		case 'number':
			return asNumber(property, value, label, complain);
		case 'boolean':
			return asBoolean(value, label, complain);
		case 'options':
			return asChoice(property, value, label, complain);
		case 'multiOptions':
			return [value].flat().map((one) => asChoice(property, one, label, complain));
		case 'collection':
			return asFields(property.options as INodeProperties[], value, label, '', complain);
		case 'fixedCollection':
			return asGroups(property.options as INodePropertyCollection[], value, label, complain);
		default:
			return asJson(value, label, complain);
	}
}

export function isEmpty(value: unknown): boolean {
	return value === '' || value === undefined || value === null;
}

/** What a value that does not fit is, for people to read. */
export function shown(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' && value !== null) return 'an object';
	return String(value).slice(0, 100);
}

/** What JavaScript writes where there is no text. It comes from an expression that points at nothing, or at too much. */
const NO_TEXT = /^(NaN|-?Infinity|undefined|null)$|\[object Object\]/;

function asText(
	{ typeOptions }: INodeProperties,
	value: unknown,
	label: string,
	complain: Complain,
): string | undefined {
	const written = textOf(value);
	const text = written.trim();
	const isText = typeof value === 'string' || text !== '';
	if (isText && !NO_TEXT.test(text)) return (typeOptions?.password ? written : text) || undefined;
	throw complain(
		label,
		`must be a text, and its expression gives ${shown(value)}`,
		'Point the expression at one value inside.',
	);
}

function asNumber(
	{ typeOptions }: INodeProperties,
	value: unknown,
	label: string,
	complain: Complain,
): number {
	const isWritten = typeof value === 'string' && value.trim() !== '';
	const number = typeof value === 'number' || isWritten ? Number(value) : NaN;
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = typeOptions ?? {};
	const isWhole = numberPrecision === 0;
	const isKind = isWhole ? Number.isInteger(number) : Number.isFinite(number);
	if (isKind && number >= minValue && number <= maxValue) return number;
	const limits = [
		minValue > -Infinity ? ` of at least ${minValue}` : '',
		maxValue < Infinity ? ` of at most ${maxValue}` : '',
	];
	throw complain(
		label,
		`must be a ${isWhole ? 'whole ' : ''}number${limits.filter(Boolean).join(' and')}: ${shown(value)}`,
		'Change the number.',
	);
}

function asBoolean(value: unknown, label: string, complain: Complain): boolean {
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw complain(label, `must be true or false: ${shown(value)}`, 'Let its expression give true or false.');
}

/** Lists that are loaded from the provider are not known here: whatever was chosen from them goes through. */
function asChoice(property: INodeProperties, value: unknown, label: string, complain: Complain): unknown {
	const choices = (property.options ?? []) as INodePropertyOptions[];
	if (choices.length === 0) return asText(property, value, label, complain);
	const choice = choices.find((one) => one.value === value || String(one.value) === textOf(value));
	if (choice) return choice.value;
	const values = choices.map((one) => one.value).join(', ');
	throw complain(label, `has no choice "${shown(value)}"`, `Use one of: ${values}.`);
}

/** Names that the form does not have are left out, as n8n itself does it. */
function asFields(
	properties: INodeProperties[],
	value: unknown,
	label: string,
	prefix: string,
	complain: Complain,
): IDataObject {
	const read = Object.entries(asRecord(value, label, complain)).map(([name, cell]): [string, unknown] => {
		const property = properties.find((one) => one.name === name);
		return [name, property && typed(property, cell, `${prefix}${property.displayName}`, complain)];
	});
	// Not one by one: the name __proto__ would then give the object another prototype.
	return Object.fromEntries(read.filter(([, cell]) => cell !== undefined)) as IDataObject;
}

function asGroups(
	groups: INodePropertyCollection[],
	value: unknown,
	label: string,
	complain: Complain,
): IDataObject {
	const values = asRecord(value, label, complain);
	const read = groups.flatMap(({ name, values: properties, displayName }) => {
		if (isEmpty(values[name])) return [];
		const rows = [values[name]].flat().map((row, index) => {
			const rowLabel = `${label}: ${displayName} ${index + 1}`;
			return asFields(properties, row, rowLabel, `${rowLabel}: `, complain);
		});
		return [[name, rows]];
	});
	return Object.fromEntries(read) as IDataObject;
}

/** An expression can put anything in the place of a form or a row. */
function asRecord(value: unknown, label: string, complain: Complain): IDataObject {
	if (isRecord(value)) return value;
	throw complain(
		label,
		`must be an object with its fields: ${shown(value)}`,
		'Let the expression give an object, such as {{ { name: $json.name } }}.',
	);
}

/** Dates, JSON and mappings are read by those who know what belongs there. JSON has no NaN: it would be sent as null. */
function asJson(value: unknown, label: string, complain: Complain): unknown {
	if (!hasNoNumber(value)) return value;
	throw complain(
		label,
		'holds a calculation without a result (NaN or Infinity)',
		'Check that the expression calculates with numbers that are there.',
	);
}

function hasNoNumber(value: unknown): boolean {
	if (typeof value === 'number') return !Number.isFinite(value);
	return typeof value === 'object' && value !== null && Object.values(value).some(hasNoNumber);
}
