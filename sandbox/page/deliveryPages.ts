import type { FastifyInstance } from 'fastify';
import { notFound } from '../refusal';
import { formRoute } from './form';
import { html, type Html } from './html';
import { actions, badge, button, empty, facts, preformatted, pretty, section, table, time } from './parts';
import type { Deliveries, ObjectPage, ShownDelivery } from './providerPage';

const shownDeliveries = 10;
const shownOnOwnPage = 100;

/** The last deliveries of a provider. */
export function deliverySection(provider: string, deliveries: Deliveries): Html {
	const link = html`<p><a href="/page/${provider}/deliveries">All deliveries</a></p>`;
	const content = deliveryTable(provider, deliveries, shownDeliveries);
	return section('deliveries', 'Deliveries', html`<p>${deliveries.proof}</p>`, content, link);
}

/** All that are kept, newest first. */
export function deliveryList(provider: string, deliveries: Deliveries): ObjectPage {
	return {
		title: 'Deliveries',
		body: html`<p class="lead">${deliveries.proof}</p>
			${deliveryTable(provider, deliveries, shownOnOwnPage)}`,
	};
}

function deliveryTable(provider: string, deliveries: Deliveries, count: number): Html {
	const list = deliveries.list().slice(-count).reverse();
	if (list.length === 0)
		return empty('Nothing was sent yet.', 'Register an address first; then let something happen.');
	const rows = list.map((delivery) => ({
		id: `delivery-${delivery.id}`,
		cells: [
			time(delivery.at),
			html`<a href="/page/${provider}/deliveries/${delivery.id}">${delivery.event}</a> ${delivery.note
					? badge(delivery.note, 'waits')
					: null}`,
			withoutQuery(delivery.url),
			answerBadge(delivery),
			shortButtons(provider, deliveries, delivery),
		],
	}));
	return table('Last deliveries', ['At', 'Event', 'Address', 'Answer', 'Do'], rows);
}

/** In a table, there is room for the first way to forge; the page of the delivery has all. */
function shortButtons(provider: string, { forgeries }: Deliveries, { id, event }: ShownDelivery): Html {
	const path = `/page/${provider}/deliveries/${id}`;
	const hidden = { how: forgeries[0].name };
	return actions(
		button('Send again', `${path}/resend`, event),
		button('Forge', `${path}/forge`, event, { hidden }),
	);
}

function buttons(provider: string, { forgeries }: Deliveries, { id, event }: ShownDelivery): Html {
	const path = `/page/${provider}/deliveries/${id}`;
	const forge = forgeries.map(({ name, label }) =>
		button(label, `${path}/forge`, event, { hidden: { how: name } }),
	);
	return actions(button('Send again', `${path}/resend`, event), forge);
}

function answerBadge({ status, answer }: ShownDelivery): Html {
	if (status === null) return badge('waiting', 'busy');
	if (status === 0) return html`${badge('not reached', 'bad')} ${answer}`;
	return html`${badge(String(status), status < 400 ? 'good' : 'bad')} ${(answer ?? '').slice(0, 120)}`;
}

/** One delivery as it went over the wire, and what can be tried with it. */
export function deliveryPage(provider: string, deliveries: Deliveries, id: string): ObjectPage {
	const delivery = deliveries.list().find((candidate) => candidate.id === id);
	if (!delivery) throw notFound('This delivery is not kept any more: the sandbox keeps the last 500');
	const { event, at, url, note, wire, answer } = delivery;
	const hints = deliveries.forgeries.map(
		({ label, hint }) =>
			html`<div>
				<dt>${label}</dt>
				<dd>${hint}</dd>
			</div>`,
	);
	return {
		title: event,
		body: html`${facts([
			['At', time(at)],
			['Address', withoutQuery(url)],
			['Note', note],
			['Answer', answerBadge(delivery)],
		])}
		${section(
			'again',
			'Try the receiver',
			buttons(provider, deliveries, delivery),
			html`<dl class="facts">
				<div>
					<dt>Send again</dt>
					<dd>
						The same body once more, genuine: what a receiver gets when a provider repeats itself. It should
						do no harm.
					</dd>
				</div>
				${hints}
			</dl>`,
		)}
		${section('headers', 'Headers', wireHeaders(delivery), html`<p class="hint">${deliveries.proof}</p>`)}
		${section('body', 'Body', wire ? bodyOf(wire.body) : empty('Not sent yet.'))}
		${section('answer', 'Answer of the receiver', answer ? preformatted(answer) : empty('No text.'))}`,
	};
}

/** In lines, and as it was sent: signatures are over the latter. */
function bodyOf(body: string): Html {
	const inLines = pretty(body);
	if (inLines === body) return preformatted(body);
	return html`${preformatted(inLines)}
		<details id="raw">
			<summary>As it was sent</summary>
			${preformatted(body)}
		</details>`;
}

function wireHeaders({ wire }: ShownDelivery): Html {
	if (!wire) return empty('Not sent yet.');
	return facts(Object.entries(wire.headers).map(([name, value]) => [html`<code>${name}</code>`, value]));
}

/** The query of a receiver's address may hold a secret of its own. */
export const withoutQuery = (url: string) => url.replace(/\?.*/s, '?…');

export function deliveryForms(app: FastifyInstance, provider: string, deliveries: Deliveries): void {
	const shown = (sent: unknown) => `/page/${provider}/deliveries/${(sent as { id: string }).id}`;
	formRoute(app, '/deliveries/:id/resend', async ({ id }) => shown(await deliveries.repeat(id)));
	formRoute(app, '/deliveries/:id/forge', async ({ id }, form) => {
		const forgery = deliveries.forgeries.find(({ name }) => name === form.get('how'));
		return shown(await deliveries.repeat(id, (forgery ?? deliveries.forgeries[0]).name));
	});
}
