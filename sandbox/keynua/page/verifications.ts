import type { FastifyInstance } from 'fastify';
import { formRoute } from '../../page/form';
import { html, type Html } from '../../page/html';
import { actions, badge, button, cards, empty, facts, section, time } from '../../page/parts';
import type { ObjectPage } from '../../page/providerPage';
import { timeline, track } from '../../page/timeline';
import type { KeynuaState } from '../state';
import type { Verification } from '../types';
import { completeVerification, expireVerification, failVerification } from '../verifications';
import { itemTable } from './items';
import { toneOf } from './tones';

const base = '/page/keynua/verifications';
const shownVerifications = 30;

export function verificationSection(state: KeynuaState): Html {
	const list = [...state.verifications.values()].slice(-shownVerifications).reverse();
	return cards(
		list.map((verification) => ({
			key: verification.id,
			title: verification.title,
			href: `${base}/${verification.id}`,
			state: badge(verification.status, toneOf(verification.status)),
			facts: [
				['Created', time(verification.createdAt)],
				['Person', verification.userFullName],
				['Document', `${verification.documentType} ${verification.documentNumber}`],
				['Reference', verification.reference],
			],
			body: track(state.history.of(verification), toneOf),
			actions: phoneAndButtons(verification),
		})),
		empty('No identity verification yet.', 'In n8n, run Keynua: Create an identity verification.'),
	);
}

function phoneAndButtons(verification: Verification): Html[] | null {
	const buttons = nextButtons(verification);
	const link = `/phone/keynua/index.html?token=${verification.userToken}`;
	return buttons && [html`<a class="button main" href="${link}">Open the person’s phone</a>`, buttons];
}

/** What the person can do in one go. Nothing when it is over. */
export function nextButtons({ id, title, status }: Verification): Html | null {
	if (status === 'done' || status === 'expired' || status === 'max_attempts') return null;
	const path = `${base}/${id}`;
	return html`${button('Complete at once', `${path}/complete`, title)}
	${button('Fail the face match', `${path}/fail`, title)} ${button('Let expire', `${path}/expire`, title)}`;
}

export function verificationPage(state: KeynuaState, id: string): ObjectPage {
	const verification = state.verification(id);
	const { title, status, documentType, documentNumber, createdAt, finishedAt } = verification;
	const next = phoneAndButtons(verification);
	return {
		title,
		body: html`${facts([
			['State', badge(status, toneOf(status))],
			['ID', html`<code>${id}</code>`],
			['Person', verification.userRealName ?? verification.userFullName],
			['Document', `${documentType} ${documentNumber}`],
			['Reference', verification.reference],
			['Failed attempts', verification.failedAttempts],
			['Created', time(createdAt)],
			['Finished', finishedAt && time(finishedAt)],
		])}
		${section('next', 'What can happen next', next ? actions(next) : empty('Nothing: it is over.'))}
		${section('timeline', 'Time line', timeline(state.history.of(verification), toneOf))}
		${section('items', 'Items', itemTable(verification.items))}`,
	};
}

/** Each does what the route of the same name under `/control/keynua` does. */
export function verificationForms(app: FastifyInstance, state: KeynuaState): void {
	const on = (name: string, act: (verification: Verification) => void) =>
		formRoute(app, `/verifications/:id/${name}`, ({ id }) => act(state.verification(id)));
	on('complete', (verification) => completeVerification(state, verification));
	on('fail', (verification) => failVerification(state, verification, {}));
	on('expire', (verification) => expireVerification(state, verification));
}
