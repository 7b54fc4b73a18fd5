import type { FastifyInstance } from 'fastify';
import type { ShownSwitch, Switches } from '../switches';
import { formRoute } from './form';
import { html, type Html } from './html';
import { badge, button, section } from './parts';

/** What a provider's documents leave open: what differs from usual, and a form with a switch for each. */
export function switchSection(provider: string, switches: Switches): Html {
	const all = switches.list();
	const changed = all.filter(({ now, usual }) => now !== usual);
	return section(
		'switches',
		'What the documents leave open',
		html`<p>
			The sandbox reads them in one way, and plays the others by a switch each: a workflow should cope with
			all.
		</p>`,
		changed.length === 0 ? html`<p>All as usual.</p>` : changedList(provider, changed),
		html`<details id="switches-form">
			<summary>Switch</summary>
			<form method="post" action="/page/${provider}/switches" class="fields">
				${all.map((one) => choice(provider, one))}
				<button class="main">Play these readings</button>
			</form>
		</details>`,
	);
}

function changedList(provider: string, changed: ShownSwitch[]): Html {
	const lines = changed.map(
		({ title, now, readings }) => html`<li>${title}: ${badge(now, 'waits')} ${readings[now]}</li>`,
	);
	return html`<ul>
			${lines}
		</ul>
		${button('All as usual', `/page/${provider}/switches/usual`, 'switches')}`;
}

function choice(provider: string, { name, title, open, readings, now, usual }: ShownSwitch): Html {
	const id = `switch-${provider}-${name}`;
	const options = Object.entries(readings).map(([reading, text]) => {
		const selected = reading === now ? html`selected` : null;
		const label = reading === usual ? `${text} (usual)` : text;
		return html`<option value="${reading}" ${selected}>${label}</option>`;
	});
	return html`<div class="field">
		<label for="${id}">${title}</label>
		<p class="hint" id="${id}-hint">${open}</p>
		<select id="${id}" name="${name}" aria-describedby="${id}-hint">
			${options}
		</select>
	</div>`;
}

export function switchForms(app: FastifyInstance, switches: Switches): void {
	formRoute(app, '/switches', (_params, form) => void switches.set(Object.fromEntries(form)));
	formRoute(app, '/switches/usual', () => switches.reset());
}
