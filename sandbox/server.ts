import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { Changes } from './changes';
import { controlRoutes } from './control';
import { createDynamiCore } from './dynamicore';
import { dynamicoreCredentials } from './dynamicore/state';
import { FaultQueue, type Misbehave } from './faults';
import { createFirmafy } from './firmafy';
import { firmafyCredentials } from './firmafy/sessions';
import { History } from './history';
import { createKeynua } from './keynua';
import { keynuaCredentials } from './keynua/state';
import { createMensatek } from './mensatek';
import { mensatekCredentials } from './mensatek/state';
import { pageRoutes } from './page/routes';
import { sampleLoanAgreement } from './pdf';
import type { Provider, SandboxContext } from './provider';
import { Refusal } from './refusal';
import { RequestLog } from './requestLog';
import { watchTraffic } from './traffic';
import { Wires } from './wires';

/** A running sandbox. Addresses have no trailing slash. */
export interface Sandbox {
	url: string;
	keynua: { baseUrl: string; apiKey: string; apiToken: string };
	dynamicore: { baseUrl: string; clientKey: string; secretKey: string };
	firmafy: { baseUrl: string; user: string; password: string; idShow: string };
	mensatek: { baseUrl: string; apiUser: string; apiToken: string };
	/** Stops listening, and whatever is still being delivered. */
	close(): Promise<void>;
}

export interface SandboxOptions {
	/** 0 takes any free one. Default 4010. */
	port?: number;
	/** Which requests are to meet with a fault, besides those of the control API. */
	misbehave?: Misbehave;
}

const host = '127.0.0.1';

/**
 * Starts a sandbox on this machine only. State is in memory and its own, so several can run in one process.
 * Throws the listening error, with code EADDRINUSE for a busy port.
 */
export async function startSandbox({ port = 4010, misbehave }: SandboxOptions = {}): Promise<Sandbox> {
	let url = '';
	const context: SandboxContext = { ...newContext(() => url), misbehave };
	const providers = [
		createKeynua(context),
		createDynamiCore(context),
		createFirmafy(context),
		createMensatek(context),
	];
	const app = buildServer(providers, context);
	url = await app.listen({ port, host });
	return {
		url,
		keynua: { baseUrl: `${url}/keynua`, ...keynuaCredentials },
		dynamicore: { baseUrl: `${url}/dynamicore`, ...dynamicoreCredentials },
		firmafy: { baseUrl: `${url}/firmafy`, ...firmafyCredentials },
		mensatek: { baseUrl: `${url}/mensatek/v7`, ...mensatekCredentials },
		close: async () => {
			providers.forEach((provider) => provider.close());
			await app.close();
		},
	};
}

function newContext(url: () => string): SandboxContext {
	const changes = new Changes();
	const wires = new Wires(() => changes.announce());
	return { url, log: new RequestLog(), faults: new FaultQueue(), history: new History(), wires, changes };
}

function buildServer(providers: Provider[], context: SandboxContext): FastifyInstance {
	const app = Fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
	app.addHook('onRequest', async (request) => {
		if (!isFromProvider(request.url, providers)) assertSameOrigin(request.headers);
	});
	app.addHook('onResponse', async (request) => {
		if (mayChange(request, providers)) context.changes.announce();
	});
	for (const provider of providers) {
		void app.register(
			async (scope) => {
				watchTraffic(scope, provider, context);
				provider.api(scope);
			},
			{ prefix: `/${provider.name}` },
		);
	}
	void app.register(async (scope) => controlRoutes(scope, providers, context), { prefix: '/control' });
	void app.register(async (scope) => pageRoutes(scope, providers, context));
	// Made once: the PDF library puts the moment into the file, and the sample should have one checksum.
	let sample: Promise<Buffer> | undefined;
	app.get('/samples/contract.pdf', async (_request, reply) => {
		sample ??= sampleLoanAgreement();
		return reply.type('application/pdf').send(await sample);
	});
	return app;
}

/** Whoever looks at the page is told of what others did; reading the page or the control API changes nothing. */
function mayChange({ method, url }: FastifyRequest, providers: Provider[]): boolean {
	return method !== 'GET' || isFromProvider(url, providers);
}

function isFromProvider(url: string, providers: Provider[]): boolean {
	return providers.some(({ name }) => url.startsWith(`/${name}/`));
}

/** Keeps other web sites from pressing the page's buttons behind a person's back. */
function assertSameOrigin({ origin, host: ownHost }: { origin?: string; host?: string }): void {
	if (origin !== undefined && origin !== `http://${ownHost}`) {
		throw new Refusal(403, 'Only the page of this sandbox may do that');
	}
}
