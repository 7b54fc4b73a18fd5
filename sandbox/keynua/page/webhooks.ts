import type { FastifyInstance } from 'fastify';
import { formRoute } from '../../page/form';
import { html, type Html } from '../../page/html';
import { badge, button, cards, copyField, empty, textField } from '../../page/parts';
import { badRequest } from '../../refusal';
import type { KeynuaState } from '../state';
import { type Subscription, subscriptions } from '../webhooks';

const base = '/page/keynua/webhooks';

/** As in the Developers section of Keynua's web app: save the address, then enable it. */
export function webhookSection({ webhooks }: KeynuaState): Html {
	const list = webhooks.list().map(({ id, url, secret, events, headers, identityEvents, enabled }) => ({
		key: id,
		title: url,
		state: enabled ? badge('enabled', 'good') : badge('not enabled yet', 'waits'),
		facts: [
			['Events', events.length === subscriptions.length ? 'all' : events.join(', ')],
			['Identity verifications', identityEvents ? 'told too' : 'not told'],
			['Own headers', Object.keys(headers).join(', ')],
		] as Array<[string, string]>,
		body: copyField(`secret-${id}`, 'Secret', secret),
		actions: [
			enabled ? null : button('Enable', `${base}/${id}/enable`, url, { kind: 'main' }),
			button(identityEvents ? 'No identity events' : 'Identity events too', `${base}/${id}/identity`, url),
			button('Remove', `${base}/${id}/remove`, url),
		],
	}));
	const first = 'Paste the URL of a Keynua Trigger below, save it, copy its secret into n8n, and enable it.';
	return html`${cards(list, empty('No webhook yet.', first))} ${registerForm}`;
}

const registerForm = html`<form method="post" action="${base}" class="fields panel">
	<h3>Register a webhook</h3>
	${textField('url', 'Address', {
		id: 'webhook-url',
		type: 'url',
		required: true,
		placeholder: 'http://127.0.0.1:5678/webhook/…',
		hint: 'The production URL that the Keynua Trigger shows in n8n. Https, or http on this machine.',
	})}
	${textField('secret', 'Secret', {
		id: 'webhook-secret',
		hint: 'Leave it empty, and one is made, as at Keynua.',
	})}
	<div class="row">
		${textField('headerName', 'Header of your own', {
			id: 'webhook-header',
			placeholder: 'X-Api-Key',
			hint: 'Optional. Keynua sends it with each delivery.',
		})}
		${textField('headerValue', 'Its value', { id: 'webhook-header-value' })}
	</div>
	<fieldset>
		<legend>Events</legend>
		<div class="checks">
			${subscriptions.map(
				(name) =>
					html`<label class="check"
						><input type="checkbox" name="events" value="${name}" checked /> ${name}</label
					>`,
			)}
		</div>
	</fieldset>
	<button class="main">Save webhook</button>
</form>`;

export function webhookForms(app: FastifyInstance, { webhooks }: KeynuaState): void {
	formRoute(
		app,
		'/webhooks',
		(_params, form) =>
			void webhooks.register(form.get('url') ?? '', {
				secret: form.get('secret') || undefined,
				events: chosenEvents(form),
				headers: ownHeaders(form),
			}),
	);
	formRoute(app, '/webhooks/:id/enable', async ({ id }) => {
		const { enabled, status, answer } = await webhooks.enable(id);
		if (enabled) return;
		const met =
			status === 0 ? `it cannot be reached (${answer})` : `it answered ${status} “${answer.slice(0, 200)}”`;
		throw badRequest(
			`Not enabled: Keynua sends a test to the address, which has to answer 200 “KEYNUA”; ${met}. Is the workflow published, and the URL the production URL?`,
		);
	});
	formRoute(app, '/webhooks/:id/identity', ({ id }) => {
		const webhook = webhooks.list().find((candidate) => candidate.id === id);
		webhooks.setIdentityEvents(id, !webhook?.identityEvents);
	});
	formRoute(app, '/webhooks/:id/remove', ({ id }) => webhooks.remove(id));
}

function ownHeaders(form: URLSearchParams): Record<string, string> {
	const name = form.get('headerName')?.trim();
	return name ? { [name]: form.get('headerValue') ?? '' } : {};
}

function chosenEvents(form: URLSearchParams): Subscription[] {
	const chosen = subscriptions.filter((name) => form.getAll('events').includes(name));
	if (chosen.length === 0) throw badRequest('Choose at least one event');
	return chosen;
}
