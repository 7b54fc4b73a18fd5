import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fault, Misbehave } from './faults';
import type { Provider, SandboxContext } from './provider';
import { type LogEntry, preview } from './requestLog';
import { Refusal } from './refusal';

declare module 'fastify' {
	interface FastifyRequest {
		logEntry?: LogEntry;
		fault?: Fault;
	}
}

/** Logs every request of a provider, lets the faults strike, and puts every failure into its envelope. */
export function watchTraffic(
	app: FastifyInstance,
	provider: Provider,
	{ log, faults, misbehave }: SandboxContext,
): void {
	app.addHook('onRequest', (request, reply, done) => {
		const url = request.raw.url ?? '';
		const shownUrl = url.replace(/(signature=)[^&]*/, '$1…');
		const about = { provider: provider.name, method: request.method, url: shownUrl };
		request.logEntry = log.begin(about, request.headers);
		strike(faults.take(provider.name, request.method, url), provider, request, reply, done);
	});
	if (misbehave) lookInside(app, provider, misbehave);
	app.addHook('preValidation', async (request) => {
		if (!request.logEntry) return;
		request.logEntry.body = preview(request.body);
		log.keep(request.logEntry, 'body', request.body);
	});
	app.addHook('onSend', (request, reply, payload, done) => {
		if (request.logEntry) {
			request.logEntry.status = reply.statusCode;
			log.keep(request.logEntry, 'answer', payload);
		}
		if (!request.fault) return done(null, payload);
		strikeAfter(request.fault, provider, request, reply, payload, done);
	});
	app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
		const status = error.statusCode ?? 500;
		if (request.logEntry) request.logEntry.reason = error instanceof Refusal ? error.reason : error.message;
		if (status >= 500) console.error(error);
		const code = error instanceof Refusal ? error.code : undefined;
		const refusal = provider.refusal(error.message, status, code);
		if (refusal.type) void reply.type(refusal.type);
		return reply.code(refusal.status).send(refusal.body);
	});
	app.setNotFoundHandler((request) => {
		throw new Refusal(404, `${request.method} ${request.raw.url} is not a documented endpoint`);
	});
}

/** For faults that depend on what a request is about: looks at the beginning of its body, which stays to be read. */
function lookInside(app: FastifyInstance, provider: Provider, misbehave: Misbehave): void {
	app.addHook('preParsing', (request, reply, payload, done) => {
		const { method, raw, headers } = request;
		const decide = (body: string) => {
			const fault = misbehave({ provider: provider.name, method, url: raw.url ?? '', body });
			strike(fault, provider, request, reply, () => done(null, payload));
		};
		const hasBody = headers['transfer-encoding'] ?? (headers['content-length'] ?? '0') !== '0';
		if (!hasBody || request.fault) return decide('');
		raw.once('readable', () => {
			const start = raw.read() as Buffer | null;
			if (start) raw.unshift(start);
			decide(start?.toString('latin1') ?? '');
		});
	});
}

type Done = () => void;

function strike(
	fault: Fault | undefined,
	provider: Provider,
	request: FastifyRequest,
	reply: FastifyReply,
	done: Done,
): void {
	if (!fault) return done();
	request.fault = fault;
	if (request.logEntry) request.logEntry.reason = `fault: ${fault.kind}`;
	strikeBefore(fault, provider, request, reply, done);
}

/** Cut connections never call `done`: the request ends there. */
function strikeBefore(
	fault: Fault,
	provider: Provider,
	request: FastifyRequest,
	reply: FastifyReply,
	done: Done,
): void {
	switch (fault.kind) {
		case 'reset-before':
			return cut(request);
		case 'slow':
			setTimeout(done, fault.delayMs ?? 1000).unref();
			return;
		case 'status':
			if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter));
			reply.code(fault.status ?? 503).send(fault.body ?? failure(provider));
			return;
		case 'not-json':
			reply
				.code(fault.status ?? 200)
				.type('text/html')
				.send(fault.body ?? PAGE);
			return;
		case 'empty':
			reply.code(200).send('');
			return;
		case 'session-ended':
			provider.endSessions?.();
			return done();
		case 'error-in-200':
			reply.code(200).send(fault.body ?? failure(provider));
			return;
		default:
			done();
	}
}

/** What a fault says in place of the provider. */
const failure = (provider: Provider) => provider.refusal('The sandbox was told to fail', 500).body;

const PAGE = '<html><body><h1>Under maintenance</h1></body></html>';

type Sent = (error: Error | null, payload?: unknown) => void;

function strikeAfter(
	fault: Fault,
	provider: Provider,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
	done: Sent,
): void {
	switch (fault.kind) {
		case 'reset-after':
			return cut(request);
		case 'truncated':
			return sendHalf(request, reply, payload);
		case 'slow-answer':
			setTimeout(() => done(null, payload), fault.delayMs ?? 1000).unref();
			return;
		case 'status-after':
			reply.code(fault.status ?? 500).type('application/json');
			return done(null, JSON.stringify(fault.body ?? failure(provider)));
		case 'not-json-after':
			reply.type('text/html');
			return done(null, PAGE);
		default:
			done(null, payload);
	}
}

function cut(request: FastifyRequest): void {
	if (request.logEntry) request.logEntry.status = 0;
	request.raw.socket.destroy();
}

/** Announces the whole answer, sends half of it, and hangs up. */
function sendHalf(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
	const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(String(payload ?? ''));
	if (request.logEntry) request.logEntry.status = 0;
	for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? '');
	reply.raw.writeHead(reply.statusCode, { 'content-length': bytes.length });
	reply.raw.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => request.raw.socket.destroy());
}
