import { html, type Html, type Part } from '../../page/html';
import { badge, cards, empty, facts, section, time } from '../../page/parts';
import type { ObjectPage } from '../../page/providerPage';
import { timeline } from '../../page/timeline';
import type { Client } from '../records';
import type { DynamiCoreState } from '../state';

const base = '/page/dynamicore/clients';
const shownClients = 30;

const toneOf = (state: string) => (state === 'Active' ? 'good' : 'over');

export function clientSection({ clients }: DynamiCoreState): Html {
	const list = clients.list().slice(-shownClients).reverse();
	return cards(
		list.map((client) => ({
			key: `client-${client.id}`,
			title: `${client.pii.firstname} ${client.pii.lastname}`,
			href: `${base}/${client.id}`,
			state: badge(client.status, toneOf(client.status)),
			facts: [
				['ID', client.id],
				['Type', client.client_type],
				...fields(client),
				['Changed', time(client.updated_at)],
			],
		})),
		empty('No client yet.', 'In n8n, run DynamiCore: Create a client.'),
	);
}

/** What the record holds; the names are those of the client's type. */
function fields({ pii }: Client): Array<[Part, Part]> {
	return Object.entries(pii).map(([name, value]) => {
		if (!Array.isArray(value)) return [name, String(value)];
		return [name, value.map((file) => html`<a href="${file.url}">${file.name}</a> (${file.size} bytes) `)];
	});
}

export function clientPage(state: DynamiCoreState, id: number): ObjectPage {
	const client = state.clients.get(id);
	const accounts = state.accounts.list().filter(({ client_id }) => client_id === id);
	return {
		title: `${client.pii.firstname} ${client.pii.lastname}`,
		body: html`${facts([
			['State', badge(client.status, toneOf(client.status))],
			['ID', id],
			['Type', client.client_type],
			['Created', time(client.created_at)],
			['Changed', time(client.updated_at)],
			['Accounts', accounts.map((account) => account.id).join(', ')],
		])}
		${section('fields', 'Fields', facts(fields(client)))}
		${section('timeline', 'Time line', timeline(state.timelines.of(client), toneOf))}`,
	};
}
