import type { IDataObject } from 'n8n-workflow';
import { isRecord, textOf, withoutErrorKey } from '../runtime/text';
import { decoded } from '../runtime/webhook/body';

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
 * What a delivery holds.
 *
 * @param records what is in its body
 * @param parts the files of a multipart form, by the names of their fields
 * @returns undefined when it is no delivery: one that does not name one document by its code (csv)
 */
export function deliveryOf(records: IDataObject[], parts: IDataObject = {}): Delivery | undefined {
	const [sent] = records;
	if (records.length !== 1 || textOf(sent.csv) === '') return undefined;
	const facts = withoutErrorKey({ ...sent, csv: textOf(sent.csv), signer: signersOf(sent.signer) });
	if (/^\d{1,15}$/.test(textOf(facts.size))) facts.size = Number(facts.size);
	return { facts, documents: documentsOf(facts, parts) };
}

/** A list, the text of one, or one signer alone. What is none of these stays as it is. */
function signersOf(sent: unknown = []): IDataObject[string] {
	const value = decoded(sent);
	if (isRecord(value)) return [value];
	return (Array.isArray(value) ? value.filter(isRecord) : value) as IDataObject[string];
}

/** Takes out of the facts what becomes a file. A link stays beside it. */
function documentsOf(facts: IDataObject, parts: IDataObject): Delivery['documents'] {
	const documents: Delivery['documents'] = {};
	for (const name of documentNames) {
		const part = [parts[name] ?? parts[`data[${name}]`]].flat().at(-1) as FilePart | undefined;
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
