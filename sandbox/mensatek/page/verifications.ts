import type { FastifyInstance } from 'fastify';
import { formRoute } from '../../page/form';
import { html, type Html, type Part } from '../../page/html';
import {
	actions,
	badge,
	button,
	cards,
	empty,
	facts,
	preformatted,
	section,
	type Tone,
} from '../../page/parts';
import type { ObjectPage } from '../../page/providerPage';
import { timeline, track } from '../../page/timeline';
import { badRequest } from '../../refusal';
import { resultOf } from '../result';
import type { MensatekState } from '../state';
import { failing, type Outcome, outcomes, type Step, type Verification } from '../types';
import { advance, finish, send } from '../verifications';

const base = '/page/mensatek/verifications';
const shownVerifications = 30;

const toneOf = (state: string): Tone => {
	if (state === 'finished') return 'good';
	return state === 'scheduled' || state === 'sent' ? 'waits' : 'busy';
};

export function verificationSection(state: MensatekState): Html {
	const list = [...state.verifications.values()].slice(-shownVerifications).reverse();
	return cards(
		list.map((verification) => ({
			key: verification.id,
			title: verification.id,
			href: `${base}/${verification.id}`,
			state: stateOf(verification),
			facts: [
				['Phone', verification.input.Telefono],
				['Message', verification.receivedMessage || `to be sent at ${verification.input.Fecha}`],
			],
			body: track(state.history.of(verification), toneOf),
			actions: nextButtons(verification),
		})),
		empty('No identity verification yet.', 'In n8n, run Mensatek: Send an identity verification request.'),
	);
}

function stateOf({ step, outcome, status }: Verification): Html {
	if (outcome === undefined) return badge(step, toneOf(step));
	return html`${badge(step, failing.includes(outcome) ? 'bad' : 'good')} ${outcomeTexts[outcome]} (${status})`;
}

/** What comes next, by the step that was done last: the label of a button, and its action. */
const nextStep: Partial<Record<Step, [label: string, action: string]>> = {
	scheduled: ['Its time has come: send it', 'send'],
	sent: ['Open the link', 'open'],
	opened: ['Photograph the front', 'front'],
	front: ['Photograph the back', 'back'],
	back: ['Record the selfie', 'selfie'],
};

/** How the check of what the person gave comes out. */
export const outcomeTexts: Record<Outcome, string> = {
	well: 'all matches',
	otherPerson: 'another person than on the document',
	sidesDiffer: 'sides of two documents',
	documentExpired: 'document expired',
	otherNumber: 'another number than asked for',
	noLiveness: 'not a living person',
	lowLikeness: 'all checks passed, but the likeness is 12 %',
	backNumberDiffers: 'all checks passed, but the back has another number',
	passport: 'all matches, on a passport with one side',
	notAvailable: 'the checks say N/A',
};

function nextButtons(verification: Verification): Part {
	const { id, step } = verification;
	const path = `${base}/${id}`;
	if (step === 'finished') return certificateLink(id);
	const phone = step === 'scheduled' ? null : phoneLink(id);
	const next = nextStep[step];
	return [phone, next ? button(next[0], `${path}/${next[1]}`, id) : outcomeButtons(verification)];
}

const phoneLink = (id: string) =>
	html`<a class="button main" href="/phone/mensatek/${id}">Open the person’s phone</a>`;

const certificateLink = (id: string) => html`<a href="${base}/${id}/certificate.pdf">Certificate (PDF)</a>`;

/** All ways in which a verification can end. */
export function outcomeButtons({ id }: Verification): Html[] {
	return outcomes.map((outcome) =>
		button(`Finish: ${outcomeTexts[outcome]}`, `${base}/${id}/finish`, id, { hidden: { outcome } }),
	);
}

export function verificationPage(state: MensatekState, id: string): ObjectPage {
	const verification = state.verification(id);
	const { input, receivedMessage, sentAt, changedAt, step } = verification;
	return {
		title: `Identity verification ${id}`,
		body: html`${facts([
			['State', stateOf(verification)],
			['Phone', input.Telefono],
			['Message', receivedMessage],
			['Sender', input.Remitente],
			['Document asked for', input.Dni],
			['Sent (Spain)', sentAt],
			['Last change (Spain)', changedAt],
		])}
		${section('next', 'What can happen next', actions(nextButtons(verification)))}
		${section('timeline', 'Time line', timeline(state.history.of(verification), toneOf))}
		${step === 'finished'
			? section('result', 'Result', preformatted(JSON.stringify(resultOf(verification), null, 2)))
			: null}`,
	};
}

/** Each does what the route of the same name under `/control/mensatek` does. */
export function verificationForms(app: FastifyInstance, state: MensatekState): void {
	const on = (name: string, act: (verification: Verification, form: URLSearchParams) => unknown) =>
		formRoute(app, `/verifications/:id/${name}`, ({ id }, form) => act(state.verification(id), form));
	on('send', (verification) => send(state, verification));
	on('open', (verification) => advance(state, verification, 'opened'));
	on('front', (verification) => advance(state, verification, 'front'));
	on('back', (verification) => advance(state, verification, 'back'));
	on('selfie', (verification) => advance(state, verification, 'selfie'));
	on('finish', (verification, form) => finish(state, verification, chosenOutcome(form)));
	app.get<{ Params: { id: string } }>('/verifications/:id/certificate.pdf', async ({ params }, reply) =>
		reply.type('application/pdf').send(state.verification(params.id).certificate),
	);
}

function chosenOutcome(form: URLSearchParams): Outcome {
	const outcome = outcomes.find((known) => known === form.get('outcome'));
	if (!outcome) throw badRequest('Choose how it ends');
	return outcome;
}
