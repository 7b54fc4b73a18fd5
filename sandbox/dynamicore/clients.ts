import { createHash } from 'node:crypto';
import { type Check, email, oneOf, shape, text, textLike } from '../check';
import { badRequest, notFound, Refusal } from '../refusal';
import type { Client, FileEntry, PlainValue, UploadedFile } from './records';
import type { DynamiCoreReadings } from './switches';
import type { Timelines } from './timelines';
import type { RecordTypes } from './types';

const required = text({ empty: false });
/** The Mexican tax id: 4 letters (3 for a company), 6 digits, 3 characters. The sample's is no real date. */
const rfc = textLike(/^[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}$/, 'an RFC: 12 or 13 characters such as RALO101086GT4');

/** The four documented fields; what else a client has depends on its type, so other keys are let through. */
const knownPii: Record<string, Check<string>> = { firstname: required, lastname: required, rfc, email };

const checkPii: Check<Record<string, PlainValue>> = (value, name) => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw badRequest(`${name} must be an object`);
	}
	for (const [key, element] of Object.entries(value)) {
		if (knownPii[key]) knownPii[key](element, `${name}.${key}`);
		else if (!['string', 'number', 'boolean'].includes(typeof element)) {
			throw badRequest(`${name}.${key} must be a string, a number or a boolean`);
		}
	}
	return value as Record<string, PlainValue>;
};

/** An id is a string in the tables and a number in the samples: either is taken. */
export const idText =
	(what: string): Check<number> =>
	(value, name) => {
		if (!/^\d+$/.test(String(value)))
			throw badRequest(`${name} must be the id of ${/^a/.test(what) ? 'an' : 'a'} ${what}`);
		return Number(value);
	};

/** `status` is not in the documentation, but other integrations send it. Which words there are is the sandbox's own. */
const checkNewClient = shape(
	{ client_type: required, pii: checkPii },
	{ status: oneOf('Active', 'Inactive') },
);
const checkChange = shape({ id: idText('client') }, { pii: checkPii });
const checkQuery = shape({}, { id: idText('client') });

/** The clients of one sandbox, with their uploaded documents. */
export class Clients {
	private readonly clients = new Map<number, Client>();
	private readonly files = new Map<string, UploadedFile[]>();
	private lastId = 0;

	constructor(
		private readonly types: RecordTypes,
		private readonly timelines: Timelines,
		private readonly fileUrl: (clientId: number, field: string, index: number) => string,
	) {}

	/**
	 * "Create Client". Refuses 400 what the table does not allow, 404 an unknown client type, and 409 an RFC that a
	 * client has already. Only the four documented fields are asked for, whatever the type's template says.
	 */
	create(body: unknown): Client {
		const { client_type, status = 'Active', pii } = checkNewClient(body, '');
		this.types.get(client_type, 'Client type');
		for (const key of Object.keys(knownPii)) {
			if (pii[key] === undefined) throw badRequest(`pii.${key} is required`);
		}
		this.assertNewRfc(pii.rfc);
		const id = ++this.lastId;
		const now = new Date().toISOString();
		const client = { id, client_type, status, pii: { ...pii }, created_at: now, updated_at: now };
		this.clients.set(id, client);
		this.timelines.beginClient(client);
		return client;
	}

	/** "Update Client": changes the given fields of `pii`. Refuses 400, 404 and 409 (an RFC of another client). */
	update(body: unknown): Client {
		const { id, pii = {} } = checkChange(body, '');
		const client = this.get(id);
		this.assertNewRfc(pii.rfc, id);
		Object.assign(client.pii, pii);
		client.updated_at = new Date().toISOString();
		this.timelines.note(client, `was changed: ${Object.keys(pii).join(', ') || 'nothing'}`);
		return client;
	}

	/** "List of Clients": all, or the one with the id of the query, or none. */
	list(query: unknown = {}): Client[] {
		const { id } = checkQuery(query, '');
		return [...this.clients.values()].filter((client) => id === undefined || client.id === id);
	}

	/** As `list`, or with other clients than the one that was asked for. */
	answer(query: unknown, filter: DynamiCoreReadings['clientFilter']): Client[] {
		const asked = this.list(query);
		const { id } = checkQuery(query, '');
		if (id === undefined || filter === 'applied') return asked;
		if (filter === 'ignored') return this.list();
		return [
			...this.list()
				.filter((client) => client.id !== id)
				.slice(0, 1),
			...asked,
		];
	}

	/** Refuses 404 for an unknown id. */
	get(id: number): Client {
		const client = this.clients.get(id);
		if (!client) throw notFound(`Client ${id} does not exist`);
		return client;
	}

	/** "Upload Documents": the files become what the client's field holds. Refuses 404 for an unknown client. */
	attach(id: number, field: string, files: UploadedFile[]): FileEntry[] {
		const client = this.get(id);
		const entries = files.map(({ name, type, bytes }, index) => {
			const sha256 = createHash('sha256').update(bytes).digest('hex');
			return { name, size: bytes.length, sha256, type, url: this.fileUrl(id, field, index) };
		});
		this.files.set(`${id}/${field}`, files);
		client.pii[field] = entries;
		client.updated_at = new Date().toISOString();
		this.timelines.note(client, `got ${entries.map(({ name }) => name).join(', ')} in ${field}`);
		return entries;
	}

	/** An uploaded file. Refuses 404. */
	file(id: number, field: string, index: number): UploadedFile {
		const file = this.files.get(`${id}/${field}`)?.[index];
		if (!file) throw notFound(`Client ${id} has no file ${index} in ${field}`);
		return file;
	}

	reset(): void {
		this.clients.clear();
		this.files.clear();
		this.lastId = 0;
	}

	private assertNewRfc(value: unknown, except?: number): void {
		if (value === undefined) return;
		const other = [...this.clients.values()].find(({ id, pii }) => pii.rfc === value && id !== except);
		if (other) throw new Refusal(409, `Client ${other.id} has the RFC ${value} already`);
	}
}
