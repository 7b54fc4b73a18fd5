import { STATUS_CODES } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { notFound } from '../refusal';
import type { LogEntry, ShownRequest } from '../requestLog';
import type { Provider, SandboxContext } from '../provider';
import { html, type Html } from './html';
import { type Frame, type Layout, show } from './layout';
import { badge, empty, facts, preformatted, pretty, section, table, time } from './parts';

const shownRequests = 100;

interface Filter {
	provider?: string;
	only?: string;
}

/** The requests as they arrived, with what was wrong in them. */
export function requestRoutes(
	app: FastifyInstance,
	layout: Layout,
	providers: Provider[],
	{ log }: SandboxContext,
): void {
	app.get<{ Querystring: Filter }>('/page/requests', async ({ query }, reply) =>
		show(reply, layout(requestList(log.shown(), providers, query))),
	);
	app.get<{ Params: { number: string } }>('/page/requests/:number', async ({ params }, reply) => {
		const found = log.shown().find(({ details }) => String(details.number) === params.number);
		if (!found) throw notFound('This request is not kept any more: the sandbox keeps the last 500');
		return show(reply, layout(requestPage(found, providers)));
	});
}

function requestList(all: ShownRequest[], providers: Provider[], { provider, only }: Filter): Frame {
	const fitting = all.filter(
		({ entry }) => (!provider || entry.provider === provider) && (only !== 'refused' || wentWrong(entry)),
	);
	const shown = fitting.slice(-shownRequests).reverse();
	const count =
		fitting.length > shown.length
			? `The last ${shown.length} of ${fitting.length}.`
			: `${shown.length} shown.`;
	return {
		title: 'Requests',
		current: 'requests',
		body: html`<p class="lead">Every call that came to a provider, as it arrived, newest first.</p>
			${filterForm(providers, { provider, only })}
			<p>${count}</p>
			${requestTable('Requests', shown)}`,
	};
}

function filterForm(providers: Provider[], { provider, only }: Filter): Html {
	const options = providers.map(
		({ name, page }) =>
			html`<option value="${name}" ${name === provider ? html`selected` : null}>${page.title}</option>`,
	);
	return html`<form method="get" action="/page/requests" class="row">
		<div class="field">
			<label for="filter-provider">Provider</label>
			<select id="filter-provider" name="provider">
				<option value="">All</option>
				${options}
			</select>
		</div>
		<label class="check"
			><input type="checkbox" name="only" value="refused" ${only === 'refused' ? html`checked` : null} /> Only
			what went wrong</label
		>
		<button class="plain">Show</button>
	</form>`;
}

/** Refused, struck by a fault, or cut off. Some providers say no within a 200: there the reason tells. */
function wentWrong({ status, reason }: LogEntry): boolean {
	return reason !== undefined || (status !== null && (status === 0 || status >= 400));
}

/** A row for each request, newest first. */
export function requestTable(caption: string, requests: ShownRequest[]): Html {
	if (requests.length === 0)
		return empty('No request yet.', 'Run a node in n8n whose credential has the sandbox’s base URL.');
	const rows = requests.map(({ entry, details }) => ({
		id: `request-${details.number}`,
		cells: [
			time(entry.at),
			html`<a href="/page/requests/${details.number}"><code>${entry.method} ${entry.url}</code></a>`,
			statusBadge(entry),
			entry.reason ?? '',
		],
	}));
	return table(caption, ['At', 'Request', 'Answer', 'What was wrong'], rows);
}

function statusBadge(entry: LogEntry): Html {
	const { status } = entry;
	if (status === null) return badge('under way', 'busy');
	if (status === 0) return badge('cut off', 'bad');
	return badge(String(status), wentWrong(entry) ? 'bad' : 'good');
}

function requestPage({ entry, details }: ShownRequest, providers: Provider[]): Frame {
	const { method, url, status, reason, at, provider } = entry;
	const title = providers.find(({ name }) => name === provider)?.page.title;
	return {
		title: `${method} ${url}`,
		current: 'requests',
		above: [{ title: 'Requests', href: '/page/requests' }],
		body: html`${reason ? html`<p class="alert"><strong>What was wrong:</strong> ${reason}</p>` : null}
		${facts([
			['At', time(at)],
			['Provider', html`<a href="/page/${provider}">${title}</a>`],
			['Answer', html`${statusBadge(entry)} ${STATUS_CODES[status ?? 0]}`],
		])}
		${section(
			'headers',
			'Headers',
			facts(Object.entries(details.headers).map(([name, value]) => [html`<code>${name}</code>`, value])),
			html`<p class="hint">Of headers that prove who is calling, only the beginning is kept.</p>`,
		)}
		${section('body', 'Body', details.body ? preformatted(pretty(details.body)) : empty('No body.'))}
		${section(
			'answer',
			'Answer',
			details.answer
				? preformatted(pretty(details.answer))
				: empty('Nothing was answered, or it has no text.'),
		)}`,
	};
}
