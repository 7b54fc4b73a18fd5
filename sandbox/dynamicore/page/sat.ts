import type { FastifyInstance } from 'fastify';
import { formRoute } from '../../page/form';
import { html, type Html } from '../../page/html';
import { badge, button, cards, empty } from '../../page/parts';
import type { DynamiCoreState } from '../state';

export function satSection({ sat }: DynamiCoreState): Html {
	const list = sat.overview().map(({ client, type, invoices, syncing }) => ({
		key: `sat-${client}`,
		title: html`Client ${client}`,
		href: `/page/dynamicore/clients/${client}`,
		state: syncing.length > 0 ? badge('on its way', 'busy') : undefined,
		facts: [
			['Keys', type],
			['Invoices', String(invoices)],
			['On its way', syncing.join(', ')],
		] as Array<[string, string]>,
		actions:
			syncing.length > 0
				? button('Arrive now', `/page/dynamicore/sat/${client}/arrive`, `client ${client}`)
				: null,
	}));
	return cards(
		list,
		empty('No client has SAT keys yet.', 'In n8n, run DynamiCore: Load the SAT keys of a client.'),
	);
}

export function satForms(app: FastifyInstance, { sat }: DynamiCoreState): void {
	formRoute(app, '/sat/:id/arrive', ({ id }) => sat.letArrive(Number(id)));
}
