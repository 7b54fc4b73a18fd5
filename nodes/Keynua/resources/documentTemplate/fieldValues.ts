import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import type { TemplateField } from './templates';

/** One value as Keynua wants it: `name` is the field's id ("Propiedades de FieldValues"). */
export interface FieldValue extends IDataObject {
	name: string;
	value: string;
}

/**
 * Checks the values that a person gave against the template's rules of type, length and need, and makes the request's list of them.
 * `given` has the values by the field's id; a field's name will do as well.
 *
 * @throws an error that names the template's field, before anything is sent
 */
export function fieldValues(item: Item, fields: TemplateField[], given: IDataObject): FieldValue[] {
	const byName = (field: TemplateField) => given[field.id] ?? given[field.name];
	const known = fields.flatMap(({ id, name }) => [id, name]);
	const unknown = Object.keys(given).find((key) => !known.includes(key));
	if (unknown !== undefined) {
		throw item.invalidInput(
			`The template has no field "${unknown}"`,
			`Open the node and load the fields anew. They are: ${fields.map(({ name }) => name).join(', ')}.`,
		);
	}
	return fields.flatMap((field) => {
		const value = textOf(item, field, byName(field)) ?? field.default;
		if (value !== undefined && value !== '') return [checked(item, field, value)];
		if (!field.required) return [];
		throw item.invalidInput(`"${field.name}" is empty`, 'The template asks for this field: fill it in.');
	});
}

function textOf(item: Item, field: TemplateField, value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	if (field.type === 'date') return item.day(value, field.name);
	return item.cell('string', value, field.name) as string | undefined;
}

function checked(item: Item, field: TemplateField, value: string): FieldValue {
	const refused = refusal(field, value);
	if (refused === undefined) return { name: field.id, value };
	throw item.invalidInput(`"${field.name}" ${refused}: ${value.slice(0, 100)}`, adviceFor(field));
}

/**
 * What is wrong with a value, as the end of a sentence. Lengths are a rule for texts only. The template's pattern is
 * left to Keynua, which checks it in any case and says what it misses.
 */
function refusal(field: TemplateField, value: string): string | undefined {
	if (field.type === 'number') return isNumber(value) ? undefined : 'is not a number';
	if (field.type !== 'string') return undefined;
	const { minLength = 0, maxLength = Infinity } = field;
	if (value.length < minLength) return `is shorter than ${minLength} characters`;
	return value.length > maxLength ? `is longer than ${maxLength} characters` : undefined;
}

function isNumber(value: string): boolean {
	return value.trim() !== '' && Number.isFinite(Number(value));
}

function adviceFor({ placeholder, regex, type }: TemplateField): string {
	if (type === 'number') return 'Write digits with a point before the decimals.';
	const example = placeholder ? ` The template says: ${placeholder}.` : '';
	return `Change the value.${example}${regex ? ` Its pattern is ${regex}` : ''}`;
}
