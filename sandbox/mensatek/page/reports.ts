import type { FastifyInstance } from 'fastify';
import { formRoute } from '../../page/form';
import { html, type Html } from '../../page/html';
import { badge, button, cards, copyField, empty, textField } from '../../page/parts';
import { reportFormats } from '../reports';
import type { MensatekState } from '../state';

const base = '/page/mensatek/reports';

/** As in Mensatek's panel, under Your Data -> Configure Account -> API: one address for the account. */
export function reportSection({ reports: { settings } }: MensatekState): Html {
	const list = settings
		? [
				{
					key: 'reports',
					title: settings.url,
					state: badge('on', 'good'),
					facts: [['Format', settings.format]] as Array<[string, string]>,
					body: settings.user
						? html`${copyField('report-user', 'User', settings.user)}
							${copyField('report-password', 'Password', settings.password ?? '')}`
						: html`<p>No user and password.</p>`,
					actions: button('Switch off', `${base}/off`, settings.url),
				},
			]
		: [];
	const first = 'Paste the URL of a Mensatek Trigger below, with the user and password of its credential.';
	return html`<p class="hint">
			In Mensatek’s panel: Your Data → Configure Account → API. There is one address for the whole account.
		</p>
		${cards(list, empty('No address yet.', first))} ${reportForm}`;
}

const reportForm = html`<form method="post" action="${base}" class="fields panel">
	<h3>Set the address</h3>
	${textField('url', 'Address of the account’s reports', {
		id: 'report-url',
		type: 'url',
		required: true,
		placeholder: 'http://127.0.0.1:5678/webhook/…',
		hint: 'The production URL that the Mensatek Trigger shows in n8n.',
	})}
	<fieldset>
		<legend>Format</legend>
		<div class="checks">
			${reportFormats.map(
				(format, index) =>
					html`<label class="check"
						><input type="radio" name="format" value="${format}" ${index === 0 ? html`checked` : null} />
						${format}</label
					>`,
			)}
		</div>
	</fieldset>
	${textField('user', 'User', { id: 'new-report-user', hint: 'Empty: no authentication.' })}
	${textField('password', 'Password', { id: 'new-report-password' })}
	<button class="main">Save address</button>
</form>`;

export function reportForms(app: FastifyInstance, { reports }: MensatekState): void {
	formRoute(app, '/reports', (_params, form) => {
		const format = reportFormats.find((known) => known === form.get('format')) ?? 'JSON';
		const user = form.get('user') || undefined;
		const password = form.get('password') ?? '';
		reports.configure({ url: form.get('url') ?? '', format, ...(user && { user, password }) });
	});
	formRoute(app, '/reports/off', () => reports.switchOff());
}
