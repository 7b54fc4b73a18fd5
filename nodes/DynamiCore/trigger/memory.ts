import { hash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

/**
 * What a polling trigger remembers of a list that is always given whole: no cursor, no date, and ids in any order.
 *
 * A high-water mark would lose an id that arrives late. A list of all ids ever seen would grow for ever. Kept is instead,
 * for each record, a digest of 10 characters (60 bits of SHA-256) of its identity and, where changes matter, 6
 * characters (36 bits) of its content. All have the same length, so they are kept as one text, without separators:
 * 1.0 MB (1.6 MB) for 100,000 records, where their UUIDs as JSON would take 3.9 MB. That 10 million records to come
 * collide with one of 100,000 known ones has a chance of one in a million.
 *
 * The size is bounded by what DynamiCore gives, not by what was ever seen: all records of the present answer, and of
 * those no longer in it, the latest ones, up to as many again (at least 10,000). They are kept because an answer may
 * leave out records for once, and giving them again must not start the workflow again.
 */
export type Memory = string;

const ID_LENGTH = 10;
const CONTENT_LENGTH = 6;
const KEPT_AT_LEAST = 10_000;

export interface Habits {
	/** Whether a known record with other content is news. */
	changes: boolean;
	/** Fields whose content does not count as a change. */
	ignored?: string[];
	/** The field that identifies a record. Default: `id`, `uuid` or `_id`. */
	idField?: string;
	/** The field that says whose record it is: two owners may each have a record with the same id. */
	ownerField?: string;
}

export interface News {
	record: IDataObject;
	/** Whether the record is new; otherwise a known one has changed. */
	isNew: boolean;
}

/**
 * Compares an answer with what is remembered.
 *
 * @param memory undefined when nothing was ever looked at: then everything is news
 * @returns the news in the order of the answer, and what to remember once they are handed over. Without news, the memory
 * is the same text as before.
 */
export function compare(
	memory: Memory | undefined,
	records: IDataObject[],
	habits: Habits,
): { news: News[]; memory: Memory } {
	const known = unpack(memory ?? '', habits);
	const present = new Map<string, string>();
	const news: News[] = [];
	const identify = identifier(habits);
	for (const record of records) {
		const id = identify(record);
		if (present.has(id)) continue;
		const content = habits.changes ? digest(withoutIgnored(record, habits), CONTENT_LENGTH) : '';
		present.set(id, content);
		if (known.get(id) !== content) news.push({ record, isNew: !known.has(id) });
	}
	if (memory !== undefined && news.length === 0) return { news, memory };
	return { news, memory: pack(known, present) };
}

/**
 * Gives each record its digest. A record without an identifying field is identified by all of its content, and equal
 * ones by their count: of two equal payments, neither is lost.
 */
function identifier({ idField, ownerField }: Habits): (record: IDataObject) => string {
	const twins = new Map<string, number>();
	const names = idField === undefined ? ['id', 'uuid', '_id'] : [idField];
	return (record) => {
		const id = names
			.map((name) => record[name])
			.find((value) => value !== undefined && value !== null && value !== '');
		if (id !== undefined) {
			// DynamiCore writes ids as numbers and as texts: 7 and "7" are the same.
			const named = typeof id === 'object' ? id : String(id);
			return digest(ownerField === undefined ? named : [record[ownerField], named], ID_LENGTH);
		}
		const content = digest(record, ID_LENGTH);
		const count = (twins.get(content) ?? 0) + 1;
		twins.set(content, count);
		return count === 1 ? content : digest(`${content} ${count}`, ID_LENGTH);
	};
}

function withoutIgnored(record: IDataObject, { ignored = [] }: Habits): IDataObject {
	return Object.fromEntries(Object.entries(record).filter(([name]) => !ignored.includes(name)));
}

/** The first characters of the SHA-256 of a value, whatever the order of its keys. */
export function digest(value: unknown, length: number): string {
	return hash('sha256', canonical(value), 'base64url').slice(0, length);
}

/** JSON with the keys of every object in order. */
function canonical(value: unknown): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join()}}`;
}

function unpack(memory: Memory, { changes }: Habits): Map<string, string> {
	const length = ID_LENGTH + (changes ? CONTENT_LENGTH : 0);
	const known = new Map<string, string>();
	for (let at = 0; at < memory.length; at += length) {
		known.set(memory.slice(at, at + ID_LENGTH), memory.slice(at + ID_LENGTH, at + length));
	}
	return known;
}

/** The longest absent ones first: they are the first to be forgotten. */
function pack(known: Map<string, string>, present: Map<string, string>): Memory {
	const absent = [...known].filter(([id]) => !present.has(id));
	const room = Math.max(present.size, KEPT_AT_LEAST - present.size);
	const kept = absent.slice(Math.max(0, absent.length - room));
	return [...kept, ...present].map(([id, content]) => id + content).join('');
}
