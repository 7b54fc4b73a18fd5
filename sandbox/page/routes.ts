import type { FastifyInstance } from 'fastify';
import { notFound, Refusal } from '../refusal';
import type { Provider, SandboxContext } from '../provider';
import { assetRoutes } from './assets';
import { credentialRoutes } from './credentialPages';
import { deliveryForms, deliveryList, deliveryPage } from './deliveryPages';
import { eventRoute } from './events';
import { faultRoutes } from './faultPages';
import { acceptForms, cameFrom } from './form';
import { createLayout, type Layout, obstacle, show } from './layout';
import { overview } from './overview';
import { providerSections } from './providerSections';
import { requestRoutes } from './requestPages';
import { resetRoutes } from './resetPage';
import { switchForms } from './switchSection';

/** No script, style, frame or form but our own: what a request brings along can do nothing on the page. */
const policy = [
	"default-src 'none'",
	"style-src 'self'",
	"script-src 'self'",
	"connect-src 'self'",
	"img-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** The dashboard, and the pages of the phone. They work without the script: a form posts, and a page is shown. */
export function pageRoutes(app: FastifyInstance, providers: Provider[], context: SandboxContext): void {
	const layout = createLayout(providers, context);
	acceptForms(app);
	app.addHook('onSend', async (_request, reply) => {
		reply.header('content-security-policy', policy);
		reply.header('x-content-type-options', 'nosniff');
		reply.header('referrer-policy', 'same-origin');
	});
	app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
		const status = error.statusCode ?? 500;
		if (status >= 500 && !(error instanceof Refusal)) console.error(error);
		return show(reply.code(status), layout(obstacle(error.message, cameFrom(request))));
	});
	app.setNotFoundHandler(() => {
		throw notFound('There is no such page');
	});
	assetRoutes(app);
	eventRoute(app, context.changes);
	app.get('/', async (_request, reply) => show(reply, layout(overview(providers, context))));
	requestRoutes(app, layout, providers, context);
	faultRoutes(app, layout, providers, context);
	credentialRoutes(app, layout, providers, context);
	resetRoutes(app, layout, providers, context);
	for (const provider of providers) {
		const prefix = `/page/${provider.name}`;
		void app.register(async (scope) => providerRoutes(scope, layout, provider, context), { prefix });
		void app.register(async (scope) => provider.phone(scope), { prefix: `/phone/${provider.name}` });
	}
}

function providerRoutes(
	app: FastifyInstance,
	layout: Layout,
	provider: Provider,
	context: SandboxContext,
): void {
	const { name, page, switches } = provider;
	const above = [{ title: page.title, href: `/page/${name}` }];
	app.get('/', async (_request, reply) => {
		const body = providerSections(provider, context);
		return show(reply, layout({ title: page.title, current: name, body }));
	});
	for (const [kind, open] of Object.entries(page.objects)) {
		app.get<{ Params: { id: string } }>(`/${kind}/:id`, async ({ params }, reply) =>
			show(reply, layout({ ...open(params.id), current: name, above })),
		);
	}
	if (page.deliveries) {
		const { deliveries } = page;
		app.get('/deliveries', async (_request, reply) =>
			show(reply, layout({ ...deliveryList(name, deliveries), current: name, above })),
		);
		app.get<{ Params: { id: string } }>('/deliveries/:id', async ({ params }, reply) =>
			show(reply, layout({ ...deliveryPage(name, deliveries, params.id), current: name, above })),
		);
		deliveryForms(app, name, deliveries);
	}
	page.forms(app);
	switchForms(app, switches);
}
