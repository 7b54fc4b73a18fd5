import type { FastifyInstance } from 'fastify';
import { checkFault, faultKinds, type Fault, type WaitingFault } from '../faults';
import { badRequest } from '../refusal';
import type { Provider, SandboxContext } from '../provider';
import { faultText } from './faultTexts';
import { formRoute } from './form';
import { html, type Html } from './html';
import { type Frame, type Layout, show } from './layout';
import { badge, button, cards, empty, section, textField } from './parts';

/** What goes wrong on purpose. */
export function faultRoutes(
	app: FastifyInstance,
	layout: Layout,
	providers: Provider[],
	{ faults }: SandboxContext,
): void {
	app.get('/page/faults', async (_request, reply) =>
		show(reply, layout(faultPage(providers, faults.list()))),
	);
	formRoute(app, '/page/faults', (_params, form) => faults.add(readFault(providers, form)));
	formRoute(app, '/page/faults/:id/off', ({ id }) => faults.remove(Number(id)));
	formRoute(app, '/page/faults/clear', () => faults.clear());
}

function readFault(providers: Provider[], form: URLSearchParams): Fault {
	const provider = form.get('provider') ?? '';
	if (!providers.some(({ name }) => name === provider)) throw badRequest('Choose a provider');
	const numbers = ['times', 'percent', 'status', 'delayMs', 'retryAfter'].map((name) => [
		name,
		form.get(name),
	]);
	const texts = ['method', 'pathContains'].map((name) => [name, form.get(name)]);
	const given = [
		...numbers.filter(([, value]) => value).map(([name, value]) => [name, Number(value)]),
		...texts.filter(([, value]) => value),
	];
	return checkFault({ provider, kind: form.get('kind'), ...Object.fromEntries(given) }, '');
}

function faultPage(providers: Provider[], waiting: WaitingFault[]): Frame {
	return {
		title: 'Faults',
		current: 'faults',
		body: html`<p class="lead">
				Let a provider misbehave, and see what your workflow makes of it. A fault strikes the next requests
				that fit; the
				<a href="/page/requests?only=refused">requests</a> show which it was.
			</p>
			${section('on', 'Switched on', switchedOn(providers, waiting))}
			${section('new', 'Switch on', newFault(providers))}`,
	};
}

function switchedOn(providers: Provider[], waiting: WaitingFault[]): Html {
	const titleOf = (fault: WaitingFault) =>
		providers.find(({ name }) => name === fault.provider)?.page.title ?? fault.provider;
	const list = waiting.map((fault) => ({
		key: `fault-${fault.id}`,
		title: `${titleOf(fault)}: ${faultText(fault.kind).label}`,
		state: badge(howMany(fault), 'bad'),
		body: html`<p>${faultText(fault.kind).hint} ${conditions(fault)}</p>`,
		actions: button('Switch off', `/page/faults/${fault.id}/off`, faultText(fault.kind).label),
	}));
	const all = list.length > 1 ? button('Switch all off', '/page/faults/clear', 'all faults') : null;
	return html`${cards(list, empty('All providers answer as they should.'))} ${all}`;
}

function howMany({ times, percent }: WaitingFault): string {
	const share = percent === undefined ? '' : `${percent} % of requests`;
	if (times === null) return `${share}, until switched off`;
	const left = times === 1 ? 'the next request' : `the next ${times} requests`;
	return share ? `${share}, ${times} in all` : left;
}

function conditions({ status, retryAfter, delayMs, method, pathContains }: WaitingFault): string {
	const parts = [
		status && `status ${status}`,
		retryAfter && `Retry-After ${retryAfter}`,
		delayMs && `${delayMs} ms`,
		method && `only ${method}`,
		pathContains && `only paths with “${pathContains}”`,
	].filter(Boolean);
	return parts.length > 0 ? `(${parts.join(', ')})` : '';
}

function newFault(providers: Provider[]): Html {
	const kinds = faultKinds.map((kind, index) => {
		const { label, hint } = faultText(kind);
		const first = index === 0 ? html`checked` : null;
		return html`<div class="choice">
			<input
				type="radio"
				name="kind"
				value="${kind}"
				id="kind-${kind}"
				aria-describedby="kind-${kind}-hint"
				${first}
			/>
			<label for="kind-${kind}">${label}</label>
			<p class="hint" id="kind-${kind}-hint">${hint}</p>
		</div>`;
	});
	return html`<form method="post" action="/page/faults" class="fields">
		<div class="field">
			<label for="fault-provider">Provider</label>
			<select id="fault-provider" name="provider">
				${providers.map(({ name, page }) => html`<option value="${name}">${page.title}</option>`)}
			</select>
		</div>
		<fieldset>
			<legend>What goes wrong</legend>
			${kinds}
		</fieldset>
		<div class="row">
			${numberField('times', 'How many requests', '1 when both are empty')}
			${numberField('percent', 'Or how many of a hundred (%)', 'By chance, until switched off')}
		</div>
		<details id="more-fault">
			<summary>More</summary>
			<div class="row">
				${numberField('status', 'Status of the refusal', 'Such as 429')}
				${numberField('retryAfter', 'Retry-After (seconds)', 'Told with the refusal')}
				${numberField('delayMs', 'Slowness (milliseconds)', '1000 when empty')}
				${textField('method', 'Only this method', { id: 'fault-method', hint: 'Such as PUT' })}
				${textField('pathContains', 'Only paths that contain', {
					id: 'fault-path',
					hint: 'Such as /contracts',
				})}
			</div>
		</details>
		<button class="main">Switch on</button>
	</form>`;
}

function numberField(name: string, label: string, hint: string): Html {
	return textField(name, label, { id: `fault-${name}`, type: 'number', hint });
}
