import type { FastifyInstance } from 'fastify';
import { formRoute } from '../page/form';
import { button, clock, html, type Html, table } from '../page/html';
import { closedBecause, invalidate, sign, type SignatureRequest } from './requests';
import type { FirmafyState } from './state';
import type { EventType } from './webhooks';

const shownDeliveries = 20;
const base = '/page/firmafy';

const eventNames: Record<EventType, string> = {
	1: '1: signed by all',
	2: '2: a signer has signed',
	5: '5: repeated delivery',
};

/** Firmafy's part of the page. */
export function firmafySections(state: FirmafyState): Html[] {
	return [requests(state), sentMessages(state), account(state), subscriptions(state), deliveries(state)];
}

function requests(state: FirmafyState): Html {
	const rows = [...state.requests.values()]
		.reverse()
		.map((request) => [
			request.subject,
			html`<code>${request.csv}</code>`,
			request.signers.map((_, index) => signerLine(state, request, index)),
			documents(state, request),
			closedBecause(state, request) ??
				button('Invalidate', `${base}/requests/${request.csv}/invalidate`, request.subject),
		]);
	const columns = ['Subject', 'CSV', 'Signers', 'Documents', 'State'];
	return table('Signature requests', columns, rows, 'No signature request yet.');
}

function signerLine(state: FirmafyState, request: SignatureRequest, index: number): Html {
	const { nombre, datesign } = request.signers[index];
	const canSign = datesign === null && closedBecause(state, request) === undefined;
	const path = `${base}/requests/${request.csv}/signers/${index}/sign`;
	return html`<div class="line">
		<span>${nombre}: ${datesign ?? 'has not signed'}</span>${canSign ? button('Sign', path, nombre) : null}
	</div>`;
}

function documents({ files }: FirmafyState, { original, signed, audit }: SignatureRequest): Html[] {
	const named = { original, signed, audit };
	return Object.entries(named).map(([name, file]) =>
		file ? html`<a href="${files.url(file)}">${name}</a> ` : html``,
	);
}

function sentMessages({ emails, messages }: FirmafyState): Html {
	const mails = emails.map(({ subject, to, attachments }) => [
		'E-mail',
		`${to.name}, ${to.email}`,
		subject,
		attachments.map(({ filename }) => filename).join(', '),
	]);
	const texts = messages.map(({ body, to }) => ['SMS', `${to.name}, +${to.country} ${to.phone}`, body, '']);
	const columns = ['Kind', 'To', 'Text', 'Attachments'];
	return table('Certified e-mails and SMS', columns, [...mails, ...texts], 'Nothing sent yet.');
}

function account({ plan, sessions }: FirmafyState): Html {
	const { accepted, refused } = sessions.count;
	return html`<h3>Account</h3>
		<div class="line">
			<span
				>${plan.credits} credits, ${plan.sms} SMS, ${plan.mb.toFixed(1)} MB, ${plan.days} days; log-ins:
				${accepted} accepted, ${refused} refused</span
			>
			${button('End all sessions', `${base}/sessions/end`, 'Account')}
			${button('Use up the credits', `${base}/plan/empty`, 'Account')}
		</div>`;
}

function subscriptions({ webhooks }: FirmafyState): Html {
	const rows = webhooks
		.list()
		.map(({ type, method, url }) => [eventNames[type], method === 1 ? 'form' : 'JSON', withoutQuery(url)]);
	return table('Subscriptions', ['Event', 'Method', 'Address'], rows, 'No subscription yet.');
}

function deliveries({ webhooks }: FirmafyState): Html {
	const rows = webhooks
		.deliveries()
		.slice(-shownDeliveries)
		.reverse()
		.map(({ id, at, type, attempt, url, status, answer, retryAt }) => [
			clock(at),
			`${eventNames[type]}, try ${attempt}`,
			withoutQuery(url),
			status === null ? 'waiting' : `${status || 'failed'} ${(answer ?? '').slice(0, 200)}`,
			html`<div class="line">
				${retryAt ? 'to be tried again' : null}
				${button('Send again', `${base}/deliveries/${id}/resend`, type.toString())}
			</div>`,
		]);
	const columns = ['At', 'Event', 'Address', 'Answer', 'Actions'];
	const wait = button('Let 30 minutes pass', `${base}/clock/advance`, 'Deliveries');
	return html`${table('Last deliveries', columns, rows, 'Nothing sent yet.')} ${wait}`;
}

/** The query of a subscription's address may hold a secret of the receiver. */
const withoutQuery = (url: string) => url.split('?')[0];

/** The page's forms; each does what the route of the same name under `/control/firmafy` does. */
export function firmafyForms(app: FastifyInstance, state: FirmafyState): void {
	const on = (path: string, act: Parameters<typeof formRoute>[2]) => formRoute(app, path, act);
	on('/requests/:csv/signers/:index/sign', ({ csv, index }) =>
		sign(state, state.request(csv), Number(index)),
	);
	on('/requests/:csv/invalidate', ({ csv }) => invalidate(state, state.request(csv).csv));
	on('/sessions/end', () => state.sessions.endAll());
	on('/plan/empty', () => (state.plan.credits = 0));
	on('/deliveries/:id/resend', ({ id }) => state.webhooks.repeat(id));
	on('/clock/advance', () => state.advance(30));
}
