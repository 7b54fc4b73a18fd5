import type { FieldType, IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { parsedJson, textOf } from '../runtime/text';

/** A field that a client type gives to its clients. */
export interface CatalogField {
	name: string;
	label: string;
	type: FieldType | 'file';
	required: boolean;
	options?: INodePropertyOptions[];
}

export interface CatalogType {
	id: string;
	name: string;
	description?: string;
	fields: CatalogField[];
}

export interface Catalog {
	types: CatalogType[];
	/** Fields that the catalog lists by themselves, outside of any type. */
	fields: CatalogField[];
}

/**
 * Reads a catalog (`GET /v1/catalog/fields/client`, `…/product`). The documentation calls it "a catalog of client
 * templates" and shows an empty list. Types are told by their `template`, which is a list of fields, or a list of such
 * lists as in the sample of "Types of Clients". A field is a name, or an object as later public documents have it
 * (`field`, `displayname`, `score`, `validate`), whose `field` may be the id of an entry of the catalog.
 */
export function readCatalog(records: IDataObject[]): Catalog {
	const isType = (record: IDataObject) => templateOf(record) !== undefined;
	const loose = records.filter((record) => !isType(record));
	const byId = new Map(loose.map((record) => [textOf(record.id), record]));
	return {
		types: records.filter(isType).map((record) => typeOf(record, byId)),
		fields: fieldsOf(loose, new Map()),
	};
}

/** The fields of a type; those without a type when the catalog does not know it. */
export function fieldsOfType({ types, fields }: Catalog, id: string): CatalogField[] {
	return types.find((type) => type.id === id)?.fields ?? fields;
}

function templateOf({ template, fields }: IDataObject): unknown {
	const given = template ?? fields;
	return typeof given === 'string' ? parsedJson(given) : (given ?? undefined);
}

function typeOf(record: IDataObject, byId: Map<string, IDataObject>): CatalogType {
	const id = textOf(record.id ?? record.name);
	const description = firstText(record.description);
	const name = firstText(record.name, record.alias) ?? id;
	return { id, name, ...(description && { description }), fields: fieldsOf(templateOf(record), byId) };
}

function fieldsOf(template: unknown, byId: Map<string, IDataObject>): CatalogField[] {
	const entries = (Array.isArray(template) ? template.flat(2) : namedEntries(template)) as unknown[];
	const inOrder = entries
		.map((entry) => (entry !== null && typeof entry === 'object' ? (entry as IDataObject) : { field: entry }))
		.map((entry) => ({ ...byId.get(textOf(entry.field)), ...entry }) as IDataObject)
		.sort((a, b) => scoreOf(a) - scoreOf(b));
	const fields = inOrder.flatMap((entry) => fieldOf(entry, byId.get(textOf(entry.field))));
	return [...new Map(fields.map((field) => [field.name, field])).values()];
}

/** A field's place in its form; 0 for whatever is no number. */
function scoreOf({ score }: IDataObject): number {
	return Number(textOf(score)) || 0;
}

/** A template written as `{ name: definition }`. */
function namedEntries(template: unknown): unknown[] {
	if (template === null || typeof template !== 'object') return [];
	return Object.entries(template).map(([field, definition]) =>
		definition !== null && typeof definition === 'object' ? { field, ...definition } : { field },
	);
}

function fieldOf(entry: IDataObject, definition?: IDataObject): CatalogField[] {
	const own = [entry.field, entry.name, entry.key];
	const name = definition ? firstText(definition.field, definition.name, definition.key) : firstText(...own);
	if (name === undefined) return [];
	const label = firstText(entry.displayname, entry.label, entry.alias, entry.title) ?? name;
	const rules = (entry.validate ?? {}) as IDataObject;
	const options = choicesIn(entry.options ?? rules.options ?? entry.values);
	const type = options ? 'options' : typeNamed(firstText(entry.type, rules.type) ?? '');
	const required = [entry.required, rules.required].some((flag) => /^(true|1|y)$/i.test(textOf(flag)));
	return [{ name, label, type, required, ...(options && { options }) }];
}

const TYPES: Array<[CatalogField['type'], RegExp]> = [
	['number', /^(number|int|integer|float|decimal|money|currency|amount)$/i],
	['dateTime', /^(date|datetime|day)$/i],
	['boolean', /^(bool|boolean|checkbox|switch)$/i],
	['file', /^(file|files|document|image|upload)$/i],
];

function typeNamed(word: string): CatalogField['type'] {
	return TYPES.find(([, pattern]) => pattern.test(word))?.[0] ?? 'string';
}

function choicesIn(value: unknown): INodePropertyOptions[] | undefined {
	if (!Array.isArray(value) || value.length === 0) return undefined;
	return value.map((choice: unknown) => {
		if (choice === null || typeof choice !== 'object') return { name: textOf(choice), value: textOf(choice) };
		const { name, label, value: content, id } = choice as IDataObject;
		const shown = firstText(name, label, content, id) ?? '';
		return { name: shown, value: firstText(content, id, name) ?? shown };
	});
}

function firstText(...values: unknown[]): string | undefined {
	const found = values.find(
		(value) => (typeof value === 'string' && value !== '') || typeof value === 'number',
	);
	return found === undefined ? undefined : String(found);
}
