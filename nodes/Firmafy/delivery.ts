import type { IDataObject } from 'n8n-workflow';
import { withoutErrorKey, isTooDeep, parsedJson, textOf } from '../runtime/text';

/** A file of a multipart form, as n8n's form parser has put it on the disk. */
export interface FilePart {
	filepath: string;
	originalFilename?: string | null;
	mimetype?: string | null;
	size?: number;
}

/** The three documents of a delivery, and the binary field that each one becomes. */
export const documentFields = { docoriginal: 'original', docsigned: 'signed', docaudit: 'audit' } as const;
export type DocumentField = keyof typeof documentFields;
export const documentNames = Object.keys(documentFields) as DocumentField[];

export interface Delivery {
	/** What Firmafy sent, flat, under its own names; `signer` as a list, `size` as a number. */
	facts: IDataObject;
	/** The documents: a part of the form, a link, or base64 text. */
	documents: Partial<Record<DocumentField, FilePart | string>>;
}

/**
 * Reads a delivery: JSON (plain or in `data`), an urlencoded form or a multipart form, whose files n8n hands over apart.
 *
 * @param contentType the request's header. Only it tells a file of a form from JSON that pretends to be one.
 * @param body what n8n made of the body
 * @returns undefined when it is no delivery: one without the code (csv) of a document, or nested beyond reason
 */
export function readDelivery(contentType: string | undefined, body: unknown): Delivery | undefined {
	if (isTooDeep(body)) return undefined;
	const isMultipart = /^multipart\/form-data\b/i.test(contentType?.trim() ?? '');
	const form = asObject(body) ?? {};
	const sent = unwrapped(isMultipart ? (asObject(form.data) ?? {}) : form);
	const facts = factsOf(sent, /^application\/json\b/i.test(contentType?.trim() ?? ''));
	if (typeof facts.csv !== 'string' || facts.csv === '') return undefined;
	const parts = isMultipart ? unwrapped(asObject(form.files) ?? {}) : {};
	return { facts, documents: documentsOf(facts, parts) };
}

/** Some deliveries have everything in `data`, also as text, or as a form spells it: `data[csv]`, `data[signer][0][name]`. */
function unwrapped(sent: IDataObject): IDataObject {
	if ('csv' in sent) return sent;
	const spelled = Object.entries(sent).map(([name, value]) => [
		name.replace(/^data\[(\w{1,40})\]/, '$1'),
		value,
	]);
	return asObject(parsed(sent.data)) ?? (Object.fromEntries(spelled) as IDataObject);
}

function factsOf(sent: IDataObject, isJson: boolean): IDataObject {
	const entries = Object.entries(sent).filter(([name]) => name !== '__proto__' && !/^signer\[/.test(name));
	const facts = Object.fromEntries(entries.map(([name, value]) => [name, isJson ? value : lastOf(value)]));
	facts.signer = signers(sent);
	if (/^\d{1,15}$/.test(textOf(facts.size))) facts.size = Number(facts.size);
	return withoutErrorKey(facts);
}

/** A form may hold a name twice; as in PHP, the last one counts. */
function lastOf(value: unknown): IDataObject[string] {
	return (Array.isArray(value) ? value.at(-1) : value) as IDataObject[string];
}

/** `signer` is a list, the text of one, or a PHP array spelled out as `signer[0][name]`. What is none stays as it is. */
function signers(sent: IDataObject): IDataObject[string] {
	const value = parsed(sent.signer);
	if (Array.isArray(value)) return value.filter((entry) => asObject(entry)) as IDataObject[];
	if (asObject(value)) return [value as IDataObject];
	const spelled = spelledOut(sent);
	return spelled.length > 0 ? spelled : ((sent.signer ?? []) as IDataObject[string]);
}

function spelledOut(sent: IDataObject): IDataObject[] {
	const rows = new Map<string, IDataObject>();
	for (const [name, value] of Object.entries(sent)) {
		const [, row, column] = /^signer\[(\d{1,3})\]\[(\w{1,40})\]$/.exec(name) ?? [];
		if (row === undefined || column === '__proto__') continue;
		rows.set(row, { ...rows.get(row), [column]: lastOf(value) });
	}
	return [...rows.entries()].sort(([a], [b]) => Number(a) - Number(b)).map(([, signer]) => signer);
}

/** Takes out of the facts what becomes a file. A link stays beside it. */
function documentsOf(facts: IDataObject, parts: IDataObject): Delivery['documents'] {
	const documents: Delivery['documents'] = {};
	for (const name of documentNames) {
		const part = lastOf(parts[name]) as unknown as FilePart | undefined;
		const value = facts[name];
		if (part) documents[name] = part;
		else if (typeof value === 'string' && value !== '') documents[name] = value;
		if (part || !isLink(value)) delete facts[name];
	}
	return documents;
}

export function isLink(value: unknown): boolean {
	return typeof value === 'string' && /^https?:\/\//i.test(value);
}

function asObject(value: unknown): IDataObject | undefined {
	return value !== null && typeof value === 'object' && !Array.isArray(value)
		? (value as IDataObject)
		: undefined;
}

function parsed(value: unknown): unknown {
	const inside = typeof value === 'string' ? parsedJson(value) : undefined;
	return inside === undefined || isTooDeep(inside) ? value : inside;
}
