import type { FastifyInstance } from 'fastify';
import { resetAll } from '../control';
import type { Provider, SandboxContext } from '../provider';
import { formRoute } from './form';
import { html } from './html';
import { type Layout, show } from './layout';

/** Begins anew, after asking. */
export function resetRoutes(
	app: FastifyInstance,
	layout: Layout,
	providers: Provider[],
	context: SandboxContext,
): void {
	const body = html`<p class="lead">
			All contracts, verifications, clients and messages, the registered webhooks, the requests and the faults
			are forgotten, at all providers. The credentials stay as they are.
		</p>
		<form method="post" action="/page/reset">
			<button class="danger">Forget everything</button>
			<a href="/">Keep it</a>
		</form>`;
	app.get('/page/reset', async (_request, reply) =>
		show(reply, layout({ title: 'Reset the sandbox?', body })),
	);
	formRoute(app, '/page/reset', () => {
		resetAll(providers, context);
		return '/';
	});
}
