import type { FastifyInstance } from 'fastify';
import { formRoute } from '../page/form';
import { button, clock, html, type Html, table } from '../page/html';
import { badRequest } from '../refusal';
import { reportFormats } from './reports';
import type { MensatekState } from './state';
import { type Outcome, outcomes, type Step, type Verification } from './types';
import { advance, finish, send } from './verifications';

const shownDeliveries = 20;
const base = '/page/mensatek';

/** Mensatek's part of the page. */
export function mensatekSections(state: MensatekState): Html[] {
	return [account(state), verifications(state), reportSettings(state), reportForm, deliveries(state)];
}

function account({ credits, guard }: MensatekState): Html {
	const unblock = guard.isBlocked ? button('Unblock', `${base}/unblock`, 'the account') : null;
	const blocked = guard.isBlocked ? html`The account is blocked: too many wrong or empty calls.` : null;
	return html`<div class="line"><span>Credits: ${credits}. ${blocked}</span>${unblock}</div>`;
}

function verifications({ verifications }: MensatekState): Html {
	const rows = [...verifications.values()]
		.reverse()
		.map((verification) => [
			verification.id,
			verification.input.Telefono,
			verification.receivedMessage || `to be sent at ${verification.input.Fecha}`,
			`${verification.step} ${verification.outcome ?? ''} (${verification.status})`,
			html`<div class="line">${nextButtons(verification)}</div>`,
		]);
	const columns = ['ID', 'Phone', 'Message', 'Status', 'Act as the person'];
	return table('Identity verifications', columns, rows, 'No verification yet.');
}

const nextStep: Partial<Record<Step, [label: string, action: string]>> = {
	scheduled: ['Its time has come: send it', 'send'],
	sent: ['Open the link', 'open'],
	opened: ['Photograph the front', 'front'],
	front: ['Photograph the back', 'back'],
	back: ['Take the selfie', 'selfie'],
};

const outcomeLabels: Record<Outcome, string> = {
	well: 'Finish well',
	otherPerson: 'Finish: another person',
	sidesDiffer: 'Finish: sides of two documents',
	documentExpired: 'Finish: expired document',
	otherNumber: 'Finish: another number',
	noLiveness: 'Finish: not a living person',
};

function nextButtons({ id, step }: Verification): Html | Html[] {
	const path = `${base}/verifications/${id}`;
	const next = nextStep[step];
	if (next) return button(next[0], `${path}/${next[1]}`, id);
	if (step === 'finished') return html`<a href="${path}/certificate.pdf">Certificate</a>`;
	return outcomes.map((outcome) => button(outcomeLabels[outcome], `${path}/finish`, id, { outcome }));
}

function reportSettings({ reports: { settings } }: MensatekState): Html {
	const rows = settings
		? [
				[
					settings.url,
					settings.format,
					settings.user ? html`<code>${settings.user}:${settings.password}</code>` : 'none',
					button('Switch off', `${base}/reports/off`, settings.url),
				],
			]
		: [];
	const columns = ['Address', 'Format', 'User and password', 'Actions'];
	return table('Reports in real time', columns, rows, 'No address yet.');
}

const reportForm = html`<form method="post" action="${base}/reports" class="fields">
	<label
		>Address of the account’s reports
		<input name="url" type="url" required placeholder="http://127.0.0.1:5678/webhook/…"
	/></label>
	<fieldset>
		<legend>Format</legend>
		${reportFormats.map(
			(format, index) =>
				html`<label
					>${index === 0
						? html`<input type="radio" name="format" value="${format}" checked />`
						: html`<input type="radio" name="format" value="${format}" />`}
					${format}</label
				>`,
		)}
	</fieldset>
	<label>User (empty: no authentication) <input name="user" /></label>
	<label>Password <input name="password" /></label>
	<button>Save address</button>
</form>`;

function deliveries({ reports }: MensatekState): Html {
	const rows = reports
		.deliveries()
		.slice(-shownDeliveries)
		.reverse()
		.map(({ id, at, report, format, forged, status, answer }) => [
			clock(at),
			`${report.Estado} of ${report.ID}${forged ? ' (forged)' : ''}`,
			format,
			status === null ? 'waiting' : `${status || 'failed'} ${(answer ?? '').slice(0, 200)}`,
			html`<div class="line">
				${button('Send again', `${base}/deliveries/${id}/resend`, report.Estado)}
				${button('Forge', `${base}/deliveries/${id}/forge`, report.Estado)}
			</div>`,
		]);
	const columns = ['At', 'Status', 'Format', 'Answer', 'Actions'];
	return table('Last reports', columns, rows, 'Nothing sent yet.');
}

/** The page's forms; each does what the route of the same name under `/control/mensatek` does. */
export function mensatekForms(app: FastifyInstance, state: MensatekState): void {
	const { reports } = state;
	const on = (path: string, act: Parameters<typeof formRoute>[2]) => formRoute(app, path, act);
	on('/verifications/:id/send', ({ id }) => send(state, state.verification(id)));
	on('/verifications/:id/open', ({ id }) => advance(state, state.verification(id), 'opened'));
	on('/verifications/:id/front', ({ id }) => advance(state, state.verification(id), 'front'));
	on('/verifications/:id/back', ({ id }) => advance(state, state.verification(id), 'back'));
	on('/verifications/:id/selfie', ({ id }) => advance(state, state.verification(id), 'selfie'));
	on('/verifications/:id/finish', ({ id }, form) =>
		finish(state, state.verification(id), chosenOutcome(form)),
	);
	on('/reports', (_params, form) => {
		const format = reportFormats.find((known) => known === form.get('format')) ?? 'JSON';
		const user = form.get('user') || undefined;
		const password = form.get('password') ?? '';
		reports.configure({ url: form.get('url') ?? '', format, ...(user && { user, password }) });
	});
	on('/reports/off', () => reports.switchOff());
	on('/deliveries/:id/resend', ({ id }) => reports.repeat(id, false));
	on('/deliveries/:id/forge', ({ id }) => reports.repeat(id, true));
	on('/unblock', () => state.guard.forgive());
	app.get<{ Params: { id: string } }>('/verifications/:id/certificate.pdf', async ({ params }, reply) =>
		reply.type('application/pdf').send(state.verification(params.id).certificate),
	);
}

function chosenOutcome(form: URLSearchParams): Outcome {
	const outcome = outcomes.find((known) => known === form.get('outcome'));
	if (!outcome) throw badRequest('Choose how it ends');
	return outcome;
}
