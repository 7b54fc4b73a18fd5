import type { FastifyInstance } from 'fastify';
import { withoutQuery } from '../../page/deliveryPages';
import { html, type Html } from '../../page/html';
import { cards, empty, section, spanish } from '../../page/parts';
import type { CredentialValues, Deliveries, ProviderPage } from '../../page/providerPage';
import { closedBecause } from '../requests';
import { firmafyCredentials } from '../sessions';
import type { FirmafyState } from '../state';
import type { EventType } from '../webhooks';
import { accountForms, accountSection } from './account';
import { messageSection } from './messages';
import { requestForms, requestPage, requestSection } from './requests';

const eventNames: Record<EventType, string> = {
	1: '1: signed by all',
	2: '2: a signer has signed',
	5: '5: repeated delivery',
};

/** Firmafy's part of the page. `sandboxUrl` gives the address that the credentials need. */
export function firmafyPage(state: FirmafyState, sandboxUrl: () => string): ProviderPage {
	return {
		title: 'Firmafy',
		intro: html`Signature requests (${spanish('solicitudes de firma')}) with a code by SMS, certified e-mail
		and SMS. From Spain.`,
		counts: () => counts(state),
		sections: () => [
			section(
				'signature-requests',
				html`Signature requests (${spanish('solicitudes de firma')})`,
				requestSection(state),
			),
			section('messages', 'Certified e-mails and SMS', messageSection(state)),
			section('account', 'Account', accountSection(state)),
			section('subscriptions', 'Subscriptions', subscriptions(state)),
		],
		objects: { requests: (csv) => requestPage(state, csv) },
		deliveries: deliveries(state),
		credentials: () => credentials(sandboxUrl()),
		forms: (app: FastifyInstance) => {
			requestForms(app, state);
			accountForms(app, state);
		},
	};
}

function counts(state: FirmafyState) {
	const requests = [...state.requests.values()];
	const open = requests.filter((request) => closedBecause(state, request) === undefined);
	const sent = state.emails.length + state.messages.length;
	return [
		{
			label: 'Signature requests',
			total: requests.length,
			waiting: open.length,
			section: 'signature-requests',
		},
		{ label: 'Certified messages', total: sent, waiting: 0, section: 'messages' },
		{ label: 'Subscriptions', total: state.webhooks.list().length, waiting: 0, section: 'subscriptions' },
	];
}

/** Subscribed to through the API: the Firmafy Trigger does it when its workflow is published. */
function subscriptions({ webhooks }: FirmafyState): Html {
	const list = webhooks.list().map(({ type, method, url }) => ({
		key: `subscription-${type}`,
		title: eventNames[type],
		facts: [
			['Address', withoutQuery(url)],
			['Method', method === 1 ? '1: form' : '2: JSON'],
		] as Array<[string, string]>,
	}));
	const first = 'Publish a workflow with a Firmafy Trigger in n8n: it subscribes by itself.';
	return cards(list, empty('No subscription yet.', first));
}

function deliveries({ webhooks }: FirmafyState): Deliveries {
	const noteOf = (forged: boolean, retryAt: number | null) => {
		if (forged) return 'forged';
		return retryAt === null ? undefined : 'to be tried again';
	};
	return {
		list: () =>
			webhooks.deliveries().map((delivery) => ({
				...delivery,
				event: `${eventNames[delivery.type]}, try ${delivery.attempt}`,
				note: noteOf(delivery.forged, delivery.retryAt),
				wire: webhooks.wire(delivery),
			})),
		proof: html`Firmafy does not sign its deliveries: only a secret in the query of the address
		(<code>?…</code>, not shown here) proves them. What is answered 4xx or 5xx is tried again twice, after 30
		minutes each.`,
		forgeries: [
			{
				name: 'address',
				label: 'Forge: wrong secret',
				hint: 'The same body to the address with another secret in its query. It should be answered 401, and start nothing.',
			},
		],
		repeat: (id, forgery) => webhooks.repeat(id, forgery !== undefined),
	};
}

function credentials(sandboxUrl: string): CredentialValues[] {
	const { user, password, idShow } = firmafyCredentials;
	return [
		{
			type: 'firmafyApi',
			title: 'Firmafy API',
			name: 'Firmafy',
			fields: [
				{ name: 'user', label: 'User', value: user },
				{ name: 'password', label: 'Password', value: password },
				{ name: 'idShow', label: 'Account ID (id_show)', value: idShow },
				{ name: 'baseUrl', label: 'Base URL', value: `${sandboxUrl}/firmafy` },
			],
		},
	];
}
