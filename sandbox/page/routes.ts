import type { FastifyInstance } from 'fastify';
import type { Provider, SandboxContext } from '../provider';
import { renderPage } from './page';

/** The page, and its forms. It works without scripts: a form posts, and the page is shown again. */
export function pageRoutes(app: FastifyInstance, providers: Provider[], context: SandboxContext): void {
	app.get('/', async (_request, reply) => reply.type('text/html').send(source(providers, context)));
	for (const provider of providers) {
		void app.register(async (forms) => formRoutes(forms, provider, providers, context), {
			prefix: `/page/${provider.name}`,
		});
	}
}

function formRoutes(
	app: FastifyInstance,
	provider: Provider,
	providers: Provider[],
	context: SandboxContext,
): void {
	app.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, body, done) => done(null, new URLSearchParams(String(body))),
	);
	app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
		const status = error.statusCode ?? 500;
		return reply
			.code(status)
			.type('text/html')
			.send(source(providers, context, error.message));
	});
	provider.forms(app);
}

function source(...page: Parameters<typeof renderPage>): string {
	return renderPage(...page).source;
}
