import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { NodeRun } from './engine';

/** What n8n shows of an operation's output before it has run: nodes/<Node>/__schema__/v1.0.0/<resource>/<operation>.json. */
export interface Schema {
	type: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
	properties?: Record<string, Schema>;
	items?: Schema;
}

const NODES = join(__dirname, '..', '..', '..', 'nodes');
const FOLDERS: Record<string, string> = {
	dynamiCore: 'DynamiCore',
	firmafy: 'Firmafy',
	keynua: 'Keynua',
	mensatek: 'Mensatek',
};

/** @param operation `resource.operation` */
export function schemaFile(node: string, operation: string): string {
	return join(NODES, FOLDERS[node], '__schema__', 'v1.0.0', `${operation.replace('.', '/')}.json`);
}

/** The operations that have a schema, as `resource.operation`. */
export function shippedSchemas(node: string): string[] {
	const folder = join(NODES, FOLDERS[node], '__schema__', 'v1.0.0');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return files
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace(/\.json$/, '').replaceAll(sep, '.'));
}

export function shippedSchema(node: string, operation: string): Schema | undefined {
	const file = schemaFile(node, operation);
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Schema) : undefined;
}

/** The schema of a value; of several, what they have together. */
export function schemaOf(...values: unknown[]): Schema {
	// A null says nothing when another value says more.
	const [first] = [...values.filter((value) => value !== null), null];
	if (Array.isArray(first)) {
		const entries = values.flat();
		return { type: 'array', ...(entries.length > 0 && { items: schemaOf(...entries) }) };
	}
	if (first === null) return { type: 'null' };
	if (typeof first !== 'object') return { type: typeof first as Schema['type'] };
	const objects = values.filter((value) => value !== null) as IDataObject[];
	const names = [...new Set(objects.flatMap((value) => Object.keys(value)))];
	const valuesOf = (name: string) => objects.map((value) => value[name]).filter((one) => one !== undefined);
	const entries = names
		.filter((name) => valuesOf(name).length > 0)
		.map((name) => [name, schemaOf(...valuesOf(name))]);
	return { type: 'object', properties: Object.fromEntries(entries) as Record<string, Schema> };
}

/**
 * Where a value differs from the schema: another type, or a field that the schema does not know. Objects that the schema
 * leaves open may hold anything, and any field may be missing or null.
 */
export function differences(schema: Schema, value: unknown, path = 'output'): string[] {
	if (value === null || value === undefined || schema.type === 'null') return [];
	const type = Array.isArray(value) ? 'array' : typeof value;
	if (type !== schema.type) return [`${path} is ${type}, and ${schema.type} by the schema`];
	if (Array.isArray(value)) {
		const { items } = schema;
		return items ? value.flatMap((entry, index) => differences(items, entry, `${path}[${index}]`)) : [];
	}
	const known = schema.properties ?? {};
	if (type !== 'object' || Object.keys(known).length === 0) return [];
	return Object.entries(value as IDataObject).flatMap(([name, content]) =>
		known[name]
			? differences(known[name], content, `${path}.${name}`)
			: [`${path}.${name} is not in the schema`],
	);
}

/** What a person can have added to the output, or chosen instead of it. */
const CHOICES = ['simplify', 'includeSigningLink', 'includeSigningLinks', 'expanded'];

const isBareSuccess = (json: IDataObject) => Object.keys(json).join() === 'success';

/**
 * Holds what an operation gave in the sandbox against what n8n shows of it beforehand.
 * @throws Error that names the differences
 */
export function assertFitsSchema(node: string, parameters: INodeParameters, { items, error }: NodeRun): void {
	const { resource, operation } = parameters;
	const name = `${String(resource)}.${String(operation)}`;
	const schema = shippedSchema(node, name);
	if (!schema || error || CHOICES.some((choice) => choice in parameters)) return;
	const found = items
		.filter(({ json }) => json.error === undefined && !isBareSuccess(json))
		// A warning may stand in the output of each write, and is in none of the documents.
		.map(({ json }) => Object.entries(json).filter(([key]) => key !== 'warning'))
		.flatMap((entries) => differences(schema, Object.fromEntries(entries)));
	if (found.length > 0) throw new Error(`${node} ${name}: ${[...new Set(found)].join('; ')}`);
}
