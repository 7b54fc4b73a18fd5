import type { FastifyInstance } from 'fastify';
import { formRoute } from '../../page/form';
import { html, type Html } from '../../page/html';
import { badge, button, cards, empty, time } from '../../page/parts';
import type { DynamiCoreState } from '../state';

const base = '/page/dynamicore/accounts';
const shownAccounts = 30;

export function accountSection({ accounts }: DynamiCoreState): Html {
	const list = accounts.list().slice(-shownAccounts).reverse();
	return cards(
		list.map(({ id, client_id, product, enabled, currency, created_at }) => ({
			key: `account-${id}`,
			title: `Account ${id}`,
			state: enabled === '1' ? badge('enabled', 'good') : badge('not enabled', 'over'),
			facts: [
				['Client', html`<a href="/page/dynamicore/clients/${client_id}">${client_id}</a>`],
				['Product', product],
				['Currency', currency],
				['Transactions', accounts.entries('transactions', id).length],
				['Payments', accounts.entries('payments', id).length],
				['Opened', time(created_at)],
			],
			actions: [
				button('Add transaction', `${base}/${id}/transactions`, `account ${id}`),
				button('Add payment', `${base}/${id}/payments`, `account ${id}`),
			],
		})),
		empty('No account yet.', 'In n8n, run DynamiCore: Create an account.'),
	);
}

/** Each does what the route of the same name under `/control/dynamicore` does. */
export function accountForms(app: FastifyInstance, { accounts }: DynamiCoreState): void {
	for (const kind of ['transactions', 'payments'] as const) {
		formRoute(app, `/accounts/:id/${kind}`, ({ id }) => accounts.add(kind, Number(id), {}));
	}
}
