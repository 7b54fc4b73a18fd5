import type { FastifyInstance } from 'fastify';
import { formRoute } from '../page/form';
import { button, clock, html, type Html, table } from '../page/html';
import type { RequestLog } from '../requestLog';
import type { Account } from './accounts';
import type { Client } from './clients';
import { isSigned, type MifielDocument } from './mifiel';
import type { DynamiCoreState } from './state';
import type { RecordType } from './types';

const base = '/page/dynamicore';
const shownRefusals = 10;

/** DynamiCore's part of the page. */
export function dynamicoreSections(state: DynamiCoreState, log: RequestLog): Html[] {
	return [clients(state), accounts(state), sat(state), documents(state), ...types(state), refusals(log)];
}

function clients(state: DynamiCoreState): Html {
	const rows = state.clients
		.list()
		.reverse()
		.map((client) => [client.id, client.client_type, client.status, fields(client), client.updated_at]);
	return table('Clients', ['Id', 'Type', 'Status', 'Fields', 'Changed'], rows, 'No client yet.');
}

function fields({ pii }: Client): Html {
	const entries = Object.entries(pii).map(([name, value]) => {
		if (!Array.isArray(value))
			return html`<dt>${name}</dt>
				<dd>${String(value)}</dd>`;
		const links = value.map((file) => html`<a href="${file.url}">${file.name}</a> (${file.size} bytes) `);
		return html`<dt>${name}</dt>
			<dd>${links}</dd>`;
	});
	return html`<dl>${entries}</dl>`;
}

function accounts(state: DynamiCoreState): Html {
	const rows = state.accounts
		.list()
		.map((account) => [
			account.id,
			account.client_id,
			account.product,
			account.enabled === '1' ? 'enabled' : 'not enabled',
			account.currency,
			movements(state, account, 'transactions', 'Add transaction'),
			movements(state, account, 'payments', 'Add payment'),
		]);
	const columns = ['Id', 'Client', 'Product', 'State', 'Currency', 'Transactions', 'Payments'];
	return table('Accounts', columns, rows, 'No account yet.');
}

function movements(
	state: DynamiCoreState,
	{ id }: Account,
	kind: 'transactions' | 'payments',
	label: string,
): Html {
	return html`<div class="line">
		<span>${state.accounts.entries(kind, id).length}</span>
		${button(label, `${base}/accounts/${id}/${kind}`, `account ${id}`)}
	</div>`;
}

function sat(state: DynamiCoreState): Html {
	const rows = state.sat.overview().map(({ client, type, invoices, syncing }) => [
		client,
		type,
		invoices,
		syncing.length === 0
			? 'nothing'
			: html`<div class="line">
					<span>${syncing.join(', ')}</span>
					${button('Arrive now', `${base}/sat/${client}/arrive`, `client ${client}`)}
				</div>`,
	]);
	return table('SAT', ['Client', 'Keys', 'Invoices', 'Under way'], rows, 'No client has SAT keys yet.');
}

function documents(state: DynamiCoreState): Html {
	const rows = state.mifiel
		.list()
		.reverse()
		.map((document) => [
			document.fileName,
			document.client,
			isSigned(document) ? 'signed' : 'waiting for signatures',
			document.signers.map((signer, index) => signerLine(document, signer, index)),
		]);
	return table('Mifiel documents', ['File', 'Client', 'State', 'Signers'], rows, 'No document yet.');
}

function signerLine(
	{ id }: MifielDocument,
	{ name, signed_at }: MifielDocument['signers'][0],
	index: number,
): Html {
	const sign = signed_at ? null : button('Sign', `${base}/mifiel/${id}/sign/${index}`, name);
	return html`<div class="line"><span>${name}: ${signed_at ? 'signed' : 'not yet'}</span>${sign}</div>`;
}

function types({ clientTypes, productTypes }: DynamiCoreState): Html[] {
	const rows = (list: RecordType[]) =>
		list.map(({ id, name, template }) => [id, name, template.map(({ field }) => field).join(', ')]);
	const columns = ['Id', 'Name', 'Fields'];
	return [
		table('Client types', columns, rows(clientTypes.list()), 'None.'),
		table('Product types', columns, rows(productTypes.list()), 'None.'),
	];
}

/** Why requests were turned away. A real provider says less; a signature above all is hard to put right without it. */
function refusals(log: RequestLog): Html {
	const rows = log
		.list()
		.filter(({ provider, status }) => provider === 'dynamicore' && (status ?? 0) >= 400)
		.slice(-shownRefusals)
		.reverse()
		.map(({ at, method, url, status, reason }) => [
			clock(at),
			html`<code>${method} ${url}</code>`,
			status,
			reason,
		]);
	return table('Refused requests', ['At', 'Request', 'Status', 'Reason'], rows, 'Nothing was refused.');
}

/** The page's forms; each does what the route of the same name under `/control/dynamicore` does. */
export function dynamicoreForms(app: FastifyInstance, { accounts, sat, mifiel }: DynamiCoreState): void {
	for (const kind of ['transactions', 'payments'] as const) {
		formRoute(app, `/accounts/:id/${kind}`, ({ id }) => accounts.add(kind, Number(id), {}));
	}
	formRoute(app, '/sat/:id/arrive', ({ id }) => sat.letArrive(Number(id)));
	formRoute(app, '/mifiel/:id/sign/:signer', ({ id, signer }) => mifiel.sign(id, Number(signer)));
}
