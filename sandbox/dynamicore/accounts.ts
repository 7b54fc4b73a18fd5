import { number, oneOf, shape, text, textLike } from '../check';
import { badRequest, notFound } from '../refusal';
import { type Clients, idText } from './clients';
import type { Account } from './records';
import type { DynamiCoreReadings } from './switches';
import type { Timelines } from './timelines';
import type { RecordTypes } from './types';

/** A movement of an account. What the API shows of one is not documented; these are the sandbox's own names. */
export interface Entry {
	id: number;
	account: number;
	amount: number;
	currency: string;
	concept: string;
	created_at: string;
}

export type EntryKind = 'transactions' | 'payments';

interface Book {
	transactions: Entry[];
	payments: Entry[];
	/** Lets an entry of each kind arrive every so many milliseconds, counted from `since`. */
	pace?: { everyMs: number; since: number; arrived: number };
}

/** The table: all texts, `enabled` 1 or 0, `currency` the number of ISO 4217. */
const checkAccount = shape(
	{
		client_id: idText('client'),
		product: text({ empty: false }),
		enabled: oneOf('1', '0'),
		currency: textLike(/^\d{3}$/, 'a number of ISO 4217: three digits such as 484'),
	},
	{},
);

/** Both are marked as required, which would make the list a single account: they are taken as filters, one at least or both. */
const checkQuery = shape({}, { id: idText('account'), client_id: idText('client') });

const checkEntry = shape(
	{},
	{
		id: number({ min: 1, integer: true }),
		amount: number(),
		concept: text(),
		count: number({ min: 1, integer: true }),
	},
);

/** The accounts of one sandbox, and what moves on them. */
export class Accounts {
	private readonly accounts = new Map<number, Account>();
	private readonly books = new Map<number, Book>();
	private lastEntry = 0;

	constructor(
		private readonly clients: Clients,
		private readonly products: RecordTypes,
		private readonly timelines: Timelines,
	) {}

	/** "Create Account". Refuses 400, and 404 for an unknown client or product. */
	create(body: unknown): Account {
		const { client_id, product, enabled, currency } = checkAccount(body, '');
		this.clients.get(client_id);
		// No endpoint of the documents makes products, only product types: the sandbox takes the one for the other.
		this.products.get(product, 'Product');
		const id = this.accounts.size + 1;
		const account: Account = {
			id,
			client_id,
			product,
			enabled,
			currency,
			created_at: new Date().toISOString(),
		};
		this.accounts.set(id, account);
		this.timelines.beginAccount(account);
		this.timelines.note(this.clients.get(client_id), `got account ${id}`);
		this.books.set(id, { transactions: [], payments: [] });
		return account;
	}

	/** "Customer accounts". */
	find(query: unknown, needs: DynamiCoreReadings['accountQuery']): Account[] {
		const { id, client_id } = checkQuery(query, '');
		if (id === undefined && client_id === undefined) throw badRequest('id or client_id is required');
		if (needs === 'both' && (id === undefined || client_id === undefined))
			throw badRequest('id and client_id are required');
		return this.list().filter(
			(account) =>
				(id === undefined || account.id === id) &&
				(client_id === undefined || account.client_id === client_id),
		);
	}

	list(): Account[] {
		return [...this.accounts.values()];
	}

	/** "Account transactions" and "Account payments". Refuses 404 for an unknown account. */
	entries(kind: EntryKind, accountId: number): Entry[] {
		this.letArrive(accountId);
		return this.book(accountId)[kind];
	}

	/** Lets movements arrive now. `id` gives one of them a number out of order; `count` makes many. */
	add(kind: EntryKind, accountId: number, body: unknown): Entry[] {
		const { id, count = 1, ...values } = checkEntry(body, '');
		const book = this.book(accountId);
		const account = this.accounts.get(accountId) as Account;
		const added = Array.from({ length: count }, () => {
			const entryId = id ?? ++this.lastEntry;
			this.lastEntry = Math.max(this.lastEntry, entryId);
			return this.entry(account, kind, entryId, values);
		});
		// One by one: as arguments of push(), 100,000 would be more than a call takes.
		added.forEach((entry) => book[kind].push(entry));
		this.timelines.note(account, `got ${added.length} more ${kind}`);
		return added;
	}

	/** From now on an entry of each kind arrives every so many seconds; 0 stops that. */
	setPace(accountId: number, everySeconds: number): void {
		this.letArrive(accountId);
		this.book(accountId).pace =
			everySeconds > 0 ? { everyMs: everySeconds * 1000, since: Date.now(), arrived: 0 } : undefined;
	}

	reset(): void {
		this.accounts.clear();
		this.books.clear();
		this.lastEntry = 0;
	}

	/** Time passes only when somebody looks: nothing has to run in between. */
	private letArrive(accountId: number): void {
		const { pace } = this.book(accountId);
		if (!pace) return;
		const due = Math.floor((Date.now() - pace.since) / pace.everyMs) - pace.arrived;
		if (due < 1) return;
		pace.arrived += due;
		this.add('transactions', accountId, { count: due });
		this.add('payments', accountId, { count: due });
	}

	private entry(
		{ id, currency }: Account,
		kind: EntryKind,
		entryId: number,
		{ amount, concept }: { amount?: number; concept?: string },
	): Entry {
		return {
			id: entryId,
			account: id,
			amount: amount ?? 550.08,
			currency,
			concept: concept ?? (kind === 'payments' ? 'Pago de mensualidad' : 'Movimiento'),
			created_at: new Date().toISOString(),
		};
	}

	private book(accountId: number): Book {
		const book = this.books.get(accountId);
		if (!book) throw notFound(`Account ${accountId} does not exist`);
		return book;
	}
}
