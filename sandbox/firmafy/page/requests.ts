import type { FastifyInstance } from 'fastify';
import { formRoute } from '../../page/form';
import { html, type Html, type Part } from '../../page/html';
import { actions, badge, button, cards, empty, facts, section, type Tone } from '../../page/parts';
import type { ObjectPage } from '../../page/providerPage';
import { timeline, track } from '../../page/timeline';
import type { SignatureRequest } from '../records';
import { closedBecause, invalidate, reject, sign } from '../requests';
import type { FirmafyState } from '../state';

const base = '/page/firmafy/requests';
const shownRequests = 30;

const tones: Record<string, Tone> = {
	'signed by all': 'good',
	invalidated: 'over',
	expired: 'over',
	rejected: 'bad',
};
const toneOf = (state: string): Tone => tones[state] ?? 'waits';

export function requestSection(state: FirmafyState): Html {
	const list = [...state.requests.values()].slice(-shownRequests).reverse();
	return cards(
		list.map((request) => ({
			key: request.csv,
			title: request.subject,
			href: `${base}/${request.csv}`,
			state: stateOf(state, request),
			facts: [
				['CSV', html`<code>${request.csv}</code>`],
				['Documents', documents(state, request)],
			],
			body: html`${track(state.history.of(request), toneOf)} ${people(state, request)}`,
			actions: invalidateButton(state, request),
		})),
		empty('No signature request yet.', 'In n8n, run Firmafy: Create a signature request.'),
	);
}

function stateOf(state: FirmafyState, request: SignatureRequest): Html {
	const closed = closedBecause(state, request) ?? 'pending';
	return badge(closed, toneOf(closed));
}

function people(state: FirmafyState, request: SignatureRequest): Html {
	return html`<ul class="people">
		${request.signers.map((_, index) => html`<li>${signerLine(state, request, index)}</li>`)}
	</ul>`;
}

function signerLine(state: FirmafyState, request: SignatureRequest, index: number): Html {
	const { nombre, datesign } = request.signers[index];
	const canSign = datesign === null && closedBecause(state, request) === undefined;
	const link = `/phone/firmafy/${request.csv}/${index}`;
	return html`<div class="head">
			<strong>${nombre}</strong> ${datesign ? badge('signed', 'good') : badge('has not signed', 'waits')}
			<span>${datesign}</span>
		</div>
		${canSign
			? actions(
					html`<a class="button main" href="${link}">Open ${nombre}’s phone</a>`,
					signButton(request, index),
					button('Reject', `${base}/${request.csv}/signers/${index}/reject`, nombre),
				)
			: null}`;
}

/** Signs without going through the phone's steps. */
export function signButton({ csv, signers }: SignatureRequest, index: number): Html {
	return button('Sign at once', `${base}/${csv}/signers/${index}/sign`, signers[index].nombre);
}

function invalidateButton(state: FirmafyState, request: SignatureRequest): Part {
	if (closedBecause(state, request)) return null;
	return button('Invalidate', `${base}/${request.csv}/invalidate`, request.subject);
}

function documents({ files }: FirmafyState, { original, signed, audit }: SignatureRequest): Html[] {
	const named = { original, signed, audit };
	return Object.entries(named).map(([name, file]) =>
		file ? html`<a href="${files.url(file)}">${name}</a> ` : html``,
	);
}

export function requestPage(state: FirmafyState, csv: string): ObjectPage {
	const request = state.request(csv);
	const { subject, message, daterequest, expires, template, copies, ordered } = request;
	return {
		title: subject,
		body: html`${facts([
			['State', stateOf(state, request)],
			['CSV', html`<code>${csv}</code>`],
			['Message', message],
			['Sent (Spain)', daterequest],
			['To be signed until', expires],
			['Template', template],
			['Copies to', copies.join(', ')],
			['Order', ordered ? 'one after the other' : 'any'],
			['Documents', documents(state, request)],
		])}
		${section(
			'next',
			'What can happen next',
			people(state, request),
			actions(invalidateButton(state, request)),
		)}
		${section('timeline', 'Time line', timeline(state.history.of(request), toneOf))}`,
	};
}

/** Each does what the route of the same name under `/control/firmafy` does. */
export function requestForms(app: FastifyInstance, state: FirmafyState): void {
	formRoute(app, '/requests/:csv/signers/:index/sign', ({ csv, index }) =>
		sign(state, state.request(csv), Number(index)),
	);
	formRoute(app, '/requests/:csv/signers/:index/reject', ({ csv, index }) =>
		reject(state, state.request(csv), Number(index)),
	);
	formRoute(app, '/requests/:csv/invalidate', ({ csv }) => invalidate(state, state.request(csv).csv));
}
