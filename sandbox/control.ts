import type { FastifyInstance } from 'fastify';
import { checkFault } from './faults';
import type { Provider, SandboxContext } from './provider';
import { badRequest, notFound } from './refusal';

/** The control API: JSON, for tests, the demo and people with curl. Under `/control`. */
export function controlRoutes(app: FastifyInstance, providers: Provider[], context: SandboxContext): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		try {
			done(null, body === '' ? {} : JSON.parse(String(body)));
		} catch {
			done(badRequest('The body is not JSON'));
		}
	});
	app.addHook('preHandler', async (request) => {
		request.body ??= {};
	});
	app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
		const status = error.statusCode ?? 500;
		return reply.code(status).send({ message: error.message });
	});
	app.setNotFoundHandler((request) => {
		throw notFound(`${request.method} ${request.url} is not part of the control API`);
	});
	sharedRoutes(app, providers, context);
	for (const provider of providers) {
		const prefix = `/${provider.name}`;
		void app.register(async (scope) => switchRoutes(scope, provider), { prefix });
		void app.register(async (scope) => provider.control(scope), { prefix });
	}
}

/** Which reading is played of what the documents leave open. */
function switchRoutes(app: FastifyInstance, { switches }: Provider): void {
	app.get('/switches', async () => switches.list());
	app.put('/switches', async ({ body }) => switches.set(body));
	app.delete('/switches', async (_request, reply) => {
		switches.reset();
		return reply.code(204).send();
	});
}

function sharedRoutes(app: FastifyInstance, providers: Provider[], context: SandboxContext): void {
	const { log, faults } = context;
	app.post('/reset', async (_request, reply) => {
		resetAll(providers, context);
		return reply.code(204).send();
	});
	app.get('/requests', async () => log.list());
	app.delete('/requests', async (_request, reply) => {
		log.clear();
		return reply.code(204).send();
	});
	app.get('/faults', async () => faults.list());
	app.post('/faults', async (request, reply) => {
		const fault = checkFault(request.body, '');
		if (!providers.some(({ name }) => name === fault.provider)) {
			throw badRequest(`provider must be one of ${providers.map(({ name }) => name).join(', ')}`);
		}
		faults.add(fault);
		return reply.code(201).send(faults.list());
	});
	app.delete('/faults', async (_request, reply) => {
		faults.clear();
		return reply.code(204).send();
	});
}

/** Everything as it was when the sandbox started. */
export function resetAll(providers: Provider[], { log, faults, history }: SandboxContext): void {
	for (const provider of providers) {
		provider.reset();
		provider.switches.reset();
	}
	log.clear();
	faults.clear();
	history.clear();
}
