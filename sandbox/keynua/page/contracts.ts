import type { FastifyInstance } from 'fastify';
import { formRoute } from '../../page/form';
import { html, type Html } from '../../page/html';
import { actions, badge, button, cards, empty, facts, section, time } from '../../page/parts';
import type { ObjectPage } from '../../page/providerPage';
import { timeline, track } from '../../page/timeline';
import { decide } from '../approval';
import type { StoredFile } from '../files';
import { documentedError } from '../items';
import { decideByHand, obstacle, refuse, sign } from '../signing';
import { type KeynuaState, signerOf } from '../state';
import type { Contract, Signer } from '../types';
import { itemTable } from './items';
import { toneOf } from './tones';

const base = '/page/keynua/contracts';
const shownContracts = 30;

/** Whether somebody has to do something before the contract goes on. */
export const waits = ({ status }: Contract) => !['done', 'deleted'].includes(status);

export function contractSection(state: KeynuaState): Html {
	const list = [...state.contracts.values()].slice(-shownContracts).reverse();
	return cards(
		list.map((contract) => ({
			key: contract.id,
			title: contract.title,
			href: `${base}/${contract.id}`,
			state: badge(contract.status, toneOf(contract.status)),
			facts: [
				['Created', time(contract.createdAt)],
				['Reference', contract.reference],
				['Final PDF', finalLink(contract)],
			],
			body: html`${track(state.history.of(contract), toneOf)}
				<ul class="people">
					${contract.users.map((signer) => html`<li>${signerLine(state, contract, signer)}</li>`)}
				</ul>`,
			actions: decisionButtons(contract),
		})),
		empty('No contract yet.', 'In n8n, run Keynua: Create a contract.'),
	);
}

/** The account's own decisions: about a contract that all have signed, or about a step that waits. */
function decisionButtons({ id, status, title }: Contract): Html[] | null {
	const path = `${base}/${id}`;
	if (status === 'contract_approval')
		return [button('Approve', `${path}/approve`, title), button('Decline', `${path}/decline`, title)];
	if (status !== 'pending_approval') return null;
	return [button('Accept step', `${path}/accept`, title), button('Reject step', `${path}/reject`, title)];
}

/** A person, how far they are, and what can happen next. */
function signerLine(state: KeynuaState, contract: Contract, signer: Signer): Html {
	return html`<div class="head">
			<strong>${signer.name}</strong> ${badge(signer.state, toneOf(signer.state))} ${phoneCode(state, signer)}
		</div>
		${signer.state === 'done' ? null : nextOf(state, contract, signer)}`;
}

/** The way to the phone, or why there is nothing to do there. */
function nextOf(state: KeynuaState, contract: Contract, signer: Signer): Html {
	const found = obstacle(state, contract, signer);
	if (found) return html`<p class="hint">${found.reason}.</p>`;
	const link = `/phone/keynua/index.html?token=${signer.token}`;
	const phone = html`<a class="button main" href="${link}">Open ${signer.name}’s phone</a>`;
	return actions(phone, signerActions(state, contract, signer));
}

/** What a person can do in one go. Nothing when it is not their turn, or over. */
export function signerActions(state: KeynuaState, contract: Contract, signer: Signer): Html[] | null {
	if (obstacle(state, contract, signer)) return null;
	const path = `${base}/${contract.id}/users/${signer.id}`;
	const refusal = { message: 'No estoy de acuerdo con el documento' };
	return [
		button('Sign at once', `${path}/sign`, signer.name),
		button('Refuse', `${path}/refuse`, signer.name, { hidden: refusal }),
		button('Fail the face match', `${path}/fail`, signer.name),
	];
}

function phoneCode({ otps }: KeynuaState, signer: Signer): Html | null {
	const code = otps.currentCode(signer);
	return code ? html`<span>one-time code on the phone: <code>${code}</code></span>` : null;
}

function finalLink(contract: Contract): Html | null {
	const url = contract.items.find(({ type }) => type === 'pdf')?.value?.url as StoredFile | undefined;
	return url ? html`<a href="${url.toJSON()}">Open the final PDF</a>` : null;
}

export function contractPage(state: KeynuaState, id: string): ObjectPage {
	const contract = state.contract(id);
	const { title, status, reference, templateId, createdAt, finishedAt, documents } = contract;
	const links = documents.map((file) => html`<a href="${file.toJSON()}">${file.name}</a> `);
	return {
		title,
		body: html`${facts([
			['State', badge(status, toneOf(status))],
			['ID', html`<code>${id}</code>`],
			['Template', templateId],
			['Reference', reference],
			['Created', time(createdAt)],
			['Finished', finishedAt && time(finishedAt)],
			['Documents', links],
			['Final PDF', finalLink(contract)],
		])}
		${section(
			'next',
			'What can happen next',
			decisionButtons(contract) ? actions(decisionButtons(contract)) : null,
			html`<ul class="people">
				${contract.users.map((signer) => html`<li>${signerLine(state, contract, signer)}</li>`)}
			</ul>`,
		)}
		${section('timeline', 'Time line', timeline(state.history.of(contract), toneOf))}
		${section('items', 'Items', itemTable(contract.items, contract.users))}`,
	};
}

/** Each does what the route of the same name under `/control/keynua` does. */
export function contractForms(app: FastifyInstance, state: KeynuaState): void {
	const on = (path: string, act: Parameters<typeof formRoute>[2]) =>
		formRoute(app, `/contracts/:id${path}`, act);
	on('/users/:userId/sign', ({ id, userId }) => sign(state, state.contract(id), Number(userId)));
	on('/users/:userId/refuse', ({ id, userId }, form) =>
		refuse(state, state.contract(id), Number(userId), form.get('message') || 'No estoy de acuerdo'),
	);
	on('/users/:userId/fail', async ({ id, userId }) => {
		const contract = state.contract(id);
		const fail = { itemType: 'facematch', ...documentedError('facematch') };
		signerOf(contract, Number(userId)).next = { fail };
		await sign(state, contract, Number(userId));
	});
	on('/approve', async ({ id }) => void (await decide(state, { contractId: id, message: 'Approved' }, true)));
	on(
		'/decline',
		async ({ id }) => void (await decide(state, { contractId: id, message: 'Declined' }, false)),
	);
	on('/accept', ({ id }) => decideByHand(state, state.contract(id), true));
	on('/reject', ({ id }) => decideByHand(state, state.contract(id), false));
}
