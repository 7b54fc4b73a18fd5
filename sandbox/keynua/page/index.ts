import type { FastifyInstance } from 'fastify';
import { html } from '../../page/html';
import { section, spanish } from '../../page/parts';
import type { CredentialValues, Deliveries, ProviderPage } from '../../page/providerPage';
import { keynuaCredentials, type KeynuaState } from '../state';
import type { Forgery } from '../webhooks';
import { contractForms, contractPage, contractSection, waits } from './contracts';
import { documentTemplateSection } from './documentTemplates';
import { verificationForms, verificationPage, verificationSection } from './verifications';
import { webhookForms, webhookSection } from './webhooks';

/** Keynua's part of the page. `sandboxUrl` gives the address that the credentials need. */
export function keynuaPage(state: KeynuaState, sandboxUrl: () => string): ProviderPage {
	return {
		title: 'Keynua',
		intro: html`Contracts signed with video, photo and one-time code, and identity verifications. From Peru;
		its documents are in Spanish.`,
		counts: () => counts(state),
		sections: () => [
			section('contracts', html`Contracts (${spanish('contratos')})`, contractSection(state)),
			section(
				'verifications',
				html`Identity verifications (${spanish('verificaciones de identidad')})`,
				verificationSection(state),
			),
			section('webhooks', 'Webhooks', webhookSection(state)),
			section(
				'templates',
				html`Document templates (${spanish('plantillas de documento')})`,
				documentTemplateSection(state),
			),
		],
		objects: {
			contracts: (id) => contractPage(state, id),
			verifications: (id) => verificationPage(state, id),
		},
		deliveries: deliveries(state),
		credentials: () => credentials(state, sandboxUrl()),
		forms: (app: FastifyInstance) => {
			contractForms(app, state);
			verificationForms(app, state);
			webhookForms(app, state);
		},
	};
}

function counts({ contracts, verifications, webhooks }: KeynuaState) {
	const open = [...verifications.values()].filter(({ status }) => !['done', 'expired'].includes(status));
	return [
		{
			label: 'Contracts',
			total: contracts.size,
			waiting: [...contracts.values()].filter(waits).length,
			section: 'contracts',
		},
		{
			label: 'Identity verifications',
			total: verifications.size,
			waiting: open.length,
			section: 'verifications',
		},
		{ label: 'Webhooks', total: webhooks.list().length, waiting: 0, section: 'webhooks' },
	];
}

function deliveries({ webhooks }: KeynuaState): Deliveries {
	return {
		list: () =>
			webhooks.deliveries().map((delivery) => ({
				...delivery,
				event: delivery.type,
				note: delivery.forged ? 'forged' : undefined,
				wire: webhooks.wire(delivery),
			})),
		proof: html`Keynua signs each delivery with the webhook’s secret: <code>X-Keynua-Webhook-Sig</code> covers
			the payload, <code>X-Keynua-Webhook-SigV2</code> the token.`,
		forgeries: [
			{
				name: 'secret',
				label: 'Forge: wrong secret',
				hint: 'The same body, signed with a secret that is not yours. It should be answered 401, and start nothing.',
			},
			{
				name: 'altered',
				label: 'Forge: altered body',
				hint: 'The genuine signatures over a body whose title was changed on the way. It should be answered 401, and start nothing.',
			},
		],
		repeat: (id, forgery) => webhooks.repeat(id, forgery as Forgery | undefined),
	};
}

function credentials({ webhooks }: KeynuaState, sandboxUrl: string): CredentialValues[] {
	const { apiKey, apiToken } = keynuaCredentials;
	const secret = webhooks.list().at(-1)?.secret ?? '';
	return [
		{
			type: 'keynuaApi',
			title: 'Keynua API',
			name: 'Keynua',
			fields: [
				{ name: 'environment', label: 'Environment', value: 'custom', option: 'Custom' },
				{ name: 'baseUrl', label: 'Base URL', value: `${sandboxUrl}/keynua` },
				{ name: 'signingPageUrl', label: 'Signing Page URL', value: `${sandboxUrl}/phone/keynua` },
				{ name: 'apiKey', label: 'API Key', value: apiKey },
				{ name: 'apiToken', label: 'API Token', value: apiToken },
			],
		},
		{
			type: 'keynuaWebhookApi',
			title: 'Keynua Webhook API',
			name: 'Keynua webhook',
			note: secret
				? 'The secret of the webhook that was registered last.'
				: 'Register the trigger’s address on Keynua’s page first: the secret is made there.',
			fields: [{ name: 'webhookSecret', label: 'Webhook Secret', value: secret }],
		},
	];
}
