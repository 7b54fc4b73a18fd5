import type { FastifyInstance } from 'fastify';
import { html } from '../../page/html';
import { section } from '../../page/parts';
import type { CredentialValues, ProviderPage } from '../../page/providerPage';
import { isSigned } from '../mifiel';
import { dynamicoreCredentials, type DynamiCoreState } from '../state';
import { accountForms, accountSection } from './accounts';
import { clientPage, clientSection } from './clients';
import { mifielForms, mifielPage, mifielSection } from './mifiel';
import { satForms, satSection } from './sat';
import { typeSection } from './types';

/** DynamiCore's part of the page. It sends nothing by itself: its trigger asks. */
export function dynamicorePage(state: DynamiCoreState, sandboxUrl: () => string): ProviderPage {
	return {
		title: 'DynamiCore',
		intro: html`The customer record of lenders: clients, accounts, invoices from the tax office (SAT),
		documents signed with Mifiel. From Mexico.`,
		counts: () => counts(state),
		sections: () => [
			section('clients', 'Clients', clientSection(state)),
			section('accounts', 'Accounts', accountSection(state)),
			section('sat', 'SAT', satSection(state)),
			section('mifiel', 'Mifiel documents', mifielSection(state)),
			section('types', 'Client and product types', typeSection(state)),
		],
		objects: {
			clients: (id) => clientPage(state, Number(id)),
			mifiel: (id) => mifielPage(state, id),
		},
		credentials: () => credentials(state, sandboxUrl()),
		forms: (app: FastifyInstance) => {
			accountForms(app, state);
			satForms(app, state);
			mifielForms(app, state);
		},
	};
}

function counts({ clients, accounts, mifiel }: DynamiCoreState) {
	const documents = mifiel.list();
	return [
		{ label: 'Clients', total: clients.list().length, waiting: 0, section: 'clients' },
		{ label: 'Accounts', total: accounts.list().length, waiting: 0, section: 'accounts' },
		{
			label: 'Mifiel documents',
			total: documents.length,
			waiting: documents.filter((document) => !isSigned(document)).length,
			section: 'mifiel',
		},
	];
}

function credentials({ switches: { now } }: DynamiCoreState, sandboxUrl: string): CredentialValues[] {
	const scheme = now.scheme === 'any' ? 'Ictineo' : now.scheme;
	const { clientKey, secretKey } = dynamicoreCredentials;
	return [
		{
			type: 'dynamiCoreApi',
			title: 'DynamiCore API',
			name: 'DynamiCore',
			fields: [
				{ name: 'baseUrl', label: 'Base URL', value: `${sandboxUrl}/dynamicore` },
				{ name: 'clientKey', label: 'Client Key', value: clientKey },
				{ name: 'secretKey', label: 'Secret Key', value: secretKey },
				{ name: 'scheme', label: 'Signature Scheme', value: scheme, option: scheme },
			],
		},
	];
}
