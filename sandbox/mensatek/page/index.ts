import type { FastifyInstance } from 'fastify';
import { formRoute } from '../../page/form';
import { html, type Html } from '../../page/html';
import { badge, button, section, spanish } from '../../page/parts';
import type { CredentialValues, Deliveries, ProviderPage } from '../../page/providerPage';
import { mensatekCredentials, type MensatekState } from '../state';
import { reportForms, reportSection } from './reports';
import { verificationForms, verificationPage, verificationSection } from './verifications';

/** Mensatek's part of the page. `sandboxUrl` gives the address that the credentials need. */
export function mensatekPage(state: MensatekState, sandboxUrl: () => string): ProviderPage {
	return {
		title: 'Mensatek',
		intro: html`Identity verification by video: an SMS with a link, the identity document (${spanish('DNI')})
		and a selfie, and a certificate. From Spain.`,
		counts: () => counts(state),
		sections: () => [
			section('account', 'Account', account(state)),
			section(
				'verifications',
				html`Identity verifications (${spanish('verificaciones de identidad')})`,
				verificationSection(state),
			),
			section('reports', 'Reports in real time', reportSection(state)),
		],
		objects: { verifications: (id) => verificationPage(state, id) },
		deliveries: deliveries(state),
		credentials: () => credentials(state, sandboxUrl()),
		forms: (app: FastifyInstance) => {
			verificationForms(app, state);
			reportForms(app, state);
			formRoute(app, '/unblock', () => state.guard.forgive());
		},
	};
}

function counts({ verifications, reports }: MensatekState) {
	const open = [...verifications.values()].filter(({ step }) => step !== 'finished');
	return [
		{
			label: 'Identity verifications',
			total: verifications.size,
			waiting: open.length,
			section: 'verifications',
		},
		{ label: 'Addresses of reports', total: reports.settings ? 1 : 0, waiting: 0, section: 'reports' },
	];
}

function account({ credits, guard }: MensatekState): Html {
	if (!guard.isBlocked) return html`<p>${credits} credits.</p>`;
	return html`<p>
			${credits} credits. ${badge('blocked', 'bad')} Too many wrong or empty calls: Mensatek takes them for
			spam.
		</p>
		${button('Unblock', '/page/mensatek/unblock', 'the account')}`;
}

function deliveries({ reports }: MensatekState): Deliveries {
	return {
		list: () =>
			reports.deliveries().map((delivery) => ({
				...delivery,
				event: `Status ${delivery.report.Estado} of ${delivery.report.ID}`,
				note: delivery.forged ? 'forged' : undefined,
				wire: reports.wire(delivery),
			})),
		proof: html`Mensatek does not sign its reports: the user and password that you enter above (HTTP Basic,
			header <code>Authorization</code>), or a secret in the address, prove them.`,
		forgeries: [
			{
				name: 'password',
				label: 'Forge: wrong password',
				hint: 'The same report with a password that is not yours, or none. It should be answered 401, and start nothing.',
			},
		],
		repeat: (id, forgery) => reports.repeat(id, forgery !== undefined),
	};
}

function credentials({ reports }: MensatekState, sandboxUrl: string): CredentialValues[] {
	const { apiUser, apiToken } = mensatekCredentials;
	const { user, password } = reports.settings ?? {};
	return [
		{
			type: 'mensatekApi',
			title: 'Mensatek API',
			name: 'Mensatek',
			fields: [
				{ name: 'apiUser', label: 'API User', value: apiUser },
				{ name: 'apiToken', label: 'API Token', value: apiToken },
				{ name: 'baseUrl', label: 'Base URL', value: `${sandboxUrl}/mensatek/v7` },
			],
		},
		{
			type: 'mensatekWebhookApi',
			title: 'Mensatek Webhook API',
			name: 'Mensatek webhook',
			note: user
				? 'The login that you entered for the reports.'
				: 'Make up a user and a password, and enter them on Mensatek’s page with the trigger’s address: they show here then.',
			fields: [
				{ name: 'verifyBy', label: 'Verify By', value: 'basic', option: 'Basic Authentication' },
				{ name: 'user', label: 'User', value: user ?? '' },
				{ name: 'password', label: 'Password', value: password ?? '' },
			],
		},
	];
}
