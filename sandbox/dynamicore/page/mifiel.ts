import type { FastifyInstance } from 'fastify';
import { formRoute } from '../../page/form';
import { html, type Html } from '../../page/html';
import { actions, badge, button, cards, empty, facts, section, time } from '../../page/parts';
import type { ObjectPage } from '../../page/providerPage';
import { timeline, track } from '../../page/timeline';
import { isSigned } from '../mifiel';
import type { MifielDocument } from '../records';
import type { DynamiCoreState } from '../state';

const base = '/page/dynamicore/mifiel';
const shownDocuments = 30;

const toneOf = (state: string) => {
	if (state === 'completed') return 'good';
	return state === 'deleted' ? 'over' : 'waits';
};

export function mifielSection({ mifiel, timelines }: DynamiCoreState): Html {
	const list = mifiel.list().slice(-shownDocuments).reverse();
	return cards(
		list.map((document) => ({
			key: document.id,
			title: document.fileName,
			href: `${base}/${document.id}`,
			state: stateOf(document),
			facts: [
				['Client', html`<a href="/page/dynamicore/clients/${document.client}">${document.client}</a>`],
				['Created', time(document.createdAt)],
			],
			body: html`${track(timelines.of(document), toneOf)} ${people(document)}`,
		})),
		empty(
			'No document yet.',
			'In n8n, upload a document to a client, then run DynamiCore: Create a Mifiel document.',
		),
	);
}

function stateOf(document: MifielDocument): Html {
	return isSigned(document) ? badge('completed', 'good') : badge('pending', 'waits');
}

function people({ id, signers }: MifielDocument): Html {
	const lines = signers.map(
		({ name, signed_at }, index) =>
			html`<li>
				<div class="head">
					<strong>${name}</strong> ${signed_at ? badge('signed', 'good') : badge('has not signed', 'waits')}
					${signed_at ? time(signed_at) : null}
				</div>
				${signed_at ? null : signerActions(id, index, name)}
			</li>`,
	);
	return html`<ul class="people">
		${lines}
	</ul>`;
}

function signerActions(id: string, index: number, name: string): Html {
	const phone = html`<a class="button main" href="/phone/dynamicore/${id}/${index}">Open ${name}’s phone</a>`;
	return actions(phone, button('Sign at once', `${base}/${id}/sign/${index}`, name));
}

export function mifielPage(state: DynamiCoreState, id: string): ObjectPage {
	const document = state.mifiel.get(id);
	const { fileName, client, field, externalId, createdAt, message, sendInvites } = document;
	return {
		title: fileName,
		body: html`${facts([
			['State', stateOf(document)],
			['ID', html`<code>${id}</code>`],
			['Client', html`<a href="/page/dynamicore/clients/${client}">${client}</a>`],
			['Field', field],
			['External ID', externalId],
			['Message', message],
			['Invitations', sendInvites ? 'sent by e-mail' : 'not sent'],
			['Created', time(createdAt)],
		])}
		${section('next', 'Signers', people(document))}
		${section('timeline', 'Time line', timeline(state.timelines.of(document), toneOf))}`,
	};
}

/** Does what the route of the same name under `/control/dynamicore` does. */
export function mifielForms(app: FastifyInstance, { mifiel }: DynamiCoreState): void {
	formRoute(app, '/mifiel/:id/sign/:signer', ({ id, signer }) => void mifiel.sign(id, Number(signer)));
}
