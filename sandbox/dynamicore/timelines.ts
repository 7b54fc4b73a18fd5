import type { History, Moment } from '../history';
import type { Account, Client, MifielDocument } from './records';

const base = '/page/dynamicore';
const provider = 'dynamicore';

/** The time lines of DynamiCore's objects, in its own words. */
export class Timelines {
	constructor(private readonly history: History) {}

	beginClient(client: Client): void {
		const { id, status, pii } = client;
		const name = `Client ${id} (${pii.firstname} ${pii.lastname})`;
		const moment = { at: now(), text: 'was created', state: status };
		this.history.begin(client, { provider, name, page: `${base}/clients/${id}` }, moment);
	}

	beginAccount(account: Account): void {
		const { id, client_id, enabled } = account;
		const page = `${base}/clients/${client_id}`;
		const state = enabled === '1' ? 'enabled' : 'not enabled';
		this.history.begin(
			account,
			{ provider, name: `Account ${id}`, page },
			{ at: now(), text: 'was opened', state },
		);
	}

	beginDocument(document: MifielDocument): void {
		const { id, fileName, signers } = document;
		const subject = { provider, name: `Mifiel document “${fileName}”`, page: `${base}/mifiel/${id}` };
		const names = signers.map(({ name }) => name).join(', ');
		this.history.begin(document, subject, { at: now(), text: `went to ${names}`, state: 'pending' });
	}

	/** Oldest first. */
	of(object: object): Moment[] {
		return this.history.of(object);
	}

	/** Something happened to one of them. */
	note(object: object, text: string, state?: string): void {
		this.history.add(object, { at: now(), text, state });
	}
}

const now = () => new Date().toISOString();
