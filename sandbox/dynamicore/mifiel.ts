import { createHash, randomUUID } from 'node:crypto';
import { type Check, email, flag, listOf, number, oneOf, shape, text } from '../check';
import { badRequest, notFound, Refusal } from '../refusal';
import { type Clients, idText } from './clients';
import type { MifielDocument } from './records';
import type { DynamiCoreReadings } from './switches';
import type { Timelines } from './timelines';

const required = text({ empty: false });
const count = number({ min: 0, integer: true });

/** The sample sends the text "true"; the table says boolean, with the words True and False. Both are taken. */
const flagOrText: Check<boolean | string> = (value, name) =>
	typeof value === 'string' ? oneOf('true', 'false')(value, name) : flag(value, name);

/** With what the table does not mark as required: all of it, or what is there. */
const people = {
	whole: {
		signatory: shape({ name: required, email, tax_id: required }, {}),
		viewer: shape({ name: required, email }, {}),
	},
	partial: {
		signatory: orEmpty('name', 'email', 'tax_id'),
		viewer: orEmpty('name', 'email'),
	},
};

/** Texts, empty where they are missing. */
function orEmpty<Key extends string>(...keys: Key[]): Check<Record<Key, string>> {
	const check = shape({}, Object.fromEntries(keys.map((key) => [key, text()])));
	return (value, name) => {
		const given = check(value, name);
		return Object.fromEntries(keys.map((key) => [key, given[key] ?? ''])) as Record<Key, string>;
	};
}

const checkDocument = ({ signatory, viewer }: (typeof people)['whole']) =>
	shape(
		{
			id: ((value, name) => idText('client')(value, name)) as Check<number>,
			type: oneOf('client'),
			field: required,
			signatories: listOf(signatory, { min: 1 }),
		},
		{
			external_id: required,
			day_to_expire: number({ min: 1, integer: true }),
			// Only in the sample.
			message_for_signers: text(),
			remind_every: count,
			send_invites: flagOrText,
			viewers: listOf(viewer),
		},
	);

/** The documents to sign of one sandbox. */
export class Mifiel {
	private readonly documents = new Map<string, MifielDocument>();

	constructor(
		private readonly clients: Clients,
		private readonly timelines: Timelines,
	) {}

	/** "Create Document". The file is one that was uploaded to the client's field before. Refuses 400, 404 and 409. */
	create(body: unknown, now: Pick<DynamiCoreReadings, 'invites' | 'people'>): object {
		const input = checkDocument(people[now.people])(body, '');
		const file = this.clients.get(input.id).pii[input.field];
		if (!Array.isArray(file)) {
			throw new Refusal(409, `Client ${input.id} has no file in ${input.field}: upload it first`);
		}
		const taken = this.list().some(
			({ externalId }) => externalId !== null && externalId === input.external_id,
		);
		if (taken) throw new Refusal(409, `A document has the external_id ${input.external_id} already`);
		const id = randomUUID();
		this.documents.set(id, {
			id,
			client: input.id,
			field: input.field,
			fileName: file[0].name,
			originalHash: file[0].sha256,
			signers: input.signatories.map((signer) => ({
				...signer,
				id: randomUUID(),
				widget_id: randomUUID().slice(0, 8),
				signed_at: null,
			})),
			viewers: input.viewers ?? [],
			externalId: input.external_id ?? null,
			daysToExpire: input.day_to_expire ?? null,
			remindEvery: input.remind_every ?? 0,
			// "Set True if you want": who does not say so gets no e-mail. The documentation names no default.
			sendInvites: input.send_invites === 'true' || (now.invites === 'either' && input.send_invites === true),
			message: input.message_for_signers ?? null,
			createdAt: new Date().toISOString(),
		});
		this.timelines.beginDocument(this.get(id));
		return { reference: id, id: input.id, type: input.type, field: input.field };
	}

	list(): MifielDocument[] {
		return [...this.documents.values()];
	}

	/** Refuses 404. */
	get(id: string): MifielDocument {
		const document = this.documents.get(id);
		if (!document) throw notFound(`Document ${id} does not exist`);
		return document;
	}

	/** "Delete Document". Refuses 404. */
	delete(id: string): void {
		this.timelines.note(this.get(id), 'was deleted', 'deleted');
		this.documents.delete(id);
	}

	/** A person signs: the one at `index`, or the next who has not. Refuses 400. */
	sign(id: string, index?: number): MifielDocument {
		const document = this.get(id);
		const open = document.signers.filter(({ signed_at }) => signed_at === null);
		const signer = index === undefined ? open[0] : document.signers[index];
		if (!signer) throw badRequest('There is no such signer, or all have signed');
		if (signer.signed_at !== null) throw badRequest(`${signer.name} has signed already`);
		signer.signed_at = new Date().toISOString();
		this.timelines.note(
			document,
			`was signed by ${signer.name}`,
			isSigned(document) ? 'completed' : 'pending',
		);
		return document;
	}

	reset(): void {
		this.documents.clear();
	}
}

export const isSigned = ({ signers }: MifielDocument) => signers.every(({ signed_at }) => signed_at !== null);

/** "Get Document", as DynamiCore hands Mifiel's own answer on. */
export function documentView(document: MifielDocument): object {
	const { id, signers, viewers, daysToExpire, createdAt } = document;
	const signed = isSigned(document);
	const times = signers.map(({ signed_at }) => signed_at ?? '').sort();
	const expires = daysToExpire && Date.parse(createdAt) + daysToExpire * 24 * 60 * 60 * 1000;
	const files = `/api/v1/documents/${id}`;
	return {
		id,
		name: document.fileName,
		file_file_name: document.fileName,
		original_hash: document.originalHash,
		signed_hash: signed ? createHash('sha256').update(id).digest('hex') : null,
		send_mail: document.sendInvites,
		signed_by_all: signed,
		signed,
		signed_at: signed ? times.at(-1) : null,
		created_at: createdAt,
		burned_at: null,
		status: signed ? [1, 'SIGNED'] : [0, 'PENDING'],
		state: signed ? 'completed' : 'pending',
		external_id: document.externalId,
		remind_every: document.remindEvery,
		days_to_expire: daysToExpire,
		expires_at: expires ? new Date(expires).toISOString() : null,
		message_for_signers: document.message,
		manual_close: false,
		encrypted: false,
		archived: false,
		already_signed: signers.filter(({ signed_at }) => signed_at).map(({ email }) => email),
		has_not_signed: signers.filter(({ signed_at }) => !signed_at).map(({ email }) => email),
		file: `${files}/file`,
		file_download: `${files}/file?download=true`,
		file_signed: `${files}/file_signed`,
		file_signed_download: `${files}/file_signed?download=true`,
		file_xml: `${files}/xml`,
		file_zipped: `${files}/zip`,
		signers: signers.map(({ signed_at, ...signer }, index) => ({
			...signer,
			role: 'SIGNER',
			field: null,
			signed: signed_at !== null,
			current: index === 0,
			last_reminded_at: null,
			sat_auth: false,
		})),
		viewers,
		signatures: signers
			.filter(({ signed_at }) => signed_at)
			.map(({ id: signerId, name, email, tax_id, signed_at }) => ({
				id: signerId,
				name,
				email,
				tax_id,
				signed: true,
				signed_at,
				certificate_number: '00001000000500000000',
			})),
	};
}
