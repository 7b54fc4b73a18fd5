import type {
	IDataObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';
import { isRecord, writtenOut } from '../text';

/** Makes the error that a person sees. `label` names the field, `what` completes the sentence. */
export type Complain = (label: string, what: string, advice: string) => Error;

/**
 * Reads a value as the form's definition types it. Expressions give numbers where a text is meant and texts where a
 * number is, and choices that the drop-down does not have; the providers take neither. Cells left empty are dropped.
 *
 * @param label how the person knows the field
 * @throws what `complain` makes when the value does not fit
 */
export function typed(property: INodeProperties, value: unknown, label: string, complain: Complain): unknown {
	if (isEmpty(value)) return undefined;
	switch (property.type) {
		case 'string':
			return asText(value, label, complain);
		case 'number':
			return asNumber(property, value, label, complain);
		case 'boolean':
			return asBoolean(value, label, complain);
		case 'options':
			return asChoice(property, value, label, complain);
		case 'multiOptions':
			return [value].flat().map((one) => asChoice(property, one, label, complain));
		case 'collection':
			return asFields(property.options as INodeProperties[], value as IDataObject, '', complain);
		case 'fixedCollection':
			return asGroups(property.options as INodePropertyCollection[], value as IDataObject, label, complain);
		default:
			return value;
	}
}

function isEmpty(value: unknown): boolean {
	return value === '' || value === undefined || value === null;
}

function asText(value: unknown, label: string, complain: Complain): string {
	if (typeof value !== 'object') return String(value);
	const found = Array.isArray(value) ? 'a list' : 'an object';
	throw complain(
		label,
		`must be a text, and its expression gives ${found}`,
		'Point the expression at one value inside.',
	);
}

function asNumber(
	{ typeOptions }: INodeProperties,
	value: unknown,
	label: string,
	complain: Complain,
): number {
	const number =
		typeof value === 'string' && value.trim() === ''
			? NaN
			: Number(typeof value === 'object' ? writtenOut(value) : value);
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = typeOptions ?? {};
	const isWhole = numberPrecision === 0;
	if (number >= minValue && number <= maxValue && (!isWhole || Number.isInteger(number))) return number;
	const limits = [
		minValue > -Infinity ? ` of at least ${minValue}` : '',
		maxValue < Infinity ? ` of at most ${maxValue}` : '',
	];
	throw complain(
		label,
		`must be a ${isWhole ? 'whole ' : ''}number${limits.filter(Boolean).join(' and')}: ${writtenOut(value)}`,
		'Change the number.',
	);
}

function asBoolean(value: unknown, label: string, complain: Complain): boolean {
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw complain(
		label,
		`must be true or false: ${writtenOut(value)}`,
		'Let its expression give true or false.',
	);
}

/** Lists that are loaded from the provider are not known here: whatever was chosen from them goes through. */
function asChoice(property: INodeProperties, value: unknown, label: string, complain: Complain): unknown {
	const choices = (property.options ?? []) as INodePropertyOptions[];
	const choice = choices.find((one) => one.value === value || String(one.value) === writtenOut(value));
	if (choice) return choice.value;
	if (choices.length === 0) return value;
	const values = choices.map((one) => one.value).join(', ');
	throw complain(label, `has no choice "${writtenOut(value)}"`, `Use one of: ${values}.`);
}

function asFields(
	properties: INodeProperties[],
	values: IDataObject,
	prefix: string,
	complain: Complain,
): IDataObject {
	const read = Object.entries(values).map(([name, value]): [string, unknown] => {
		const property = properties.find((one) => one.name === name);
		const label = `${prefix}${property?.displayName ?? name}`;
		return [name, property ? typed(property, value, label, complain) : value];
	});
	// Not one by one: the name __proto__ would then give the object another prototype.
	return Object.fromEntries(read.filter(([, value]) => !isEmpty(value))) as IDataObject;
}

function asGroups(
	groups: INodePropertyCollection[],
	values: IDataObject,
	label: string,
	complain: Complain,
): IDataObject {
	const read = groups.flatMap(({ name, values: properties, displayName }) => {
		if (isEmpty(values[name])) return [];
		const rows = [values[name]].flat().map((row, index) => {
			const rowLabel = `${label}: ${displayName} ${index + 1}`;
			return asFields(properties, asRow(row, rowLabel, complain), `${rowLabel}: `, complain);
		});
		return [[name, rows]];
	});
	return Object.fromEntries(read) as IDataObject;
}

/** An expression can put anything in the place of a row. */
function asRow(row: unknown, label: string, complain: Complain): IDataObject {
	if (isRecord(row)) return row;
	throw complain(
		label,
		`must be an object with its fields: ${writtenOut(row)}`,
		'Let the expression give an object, such as {{ { name: $json.name } }}.',
	);
}
