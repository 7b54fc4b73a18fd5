import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { badRequest } from './refusal';

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

const methods: HTTPMethods[] = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'];

/** Serves a path with its documented methods; any other method is refused with 400 and the documented ones. */
export function documentedRoute(
	app: FastifyInstance,
	path: string,
	handlers: { [M in 'GET' | 'PUT' | 'POST' | 'DELETE']?: Handler },
): void {
	const documented = Object.keys(handlers);
	for (const [method, handler] of Object.entries(handlers)) {
		app.route({ method: method as HTTPMethods, url: path, handler: async (...args) => handler(...args) });
	}
	app.route({
		method: methods.filter((method) => !documented.includes(method as string)),
		url: path,
		handler: async (request) => {
			throw badRequest(`${request.method} is not documented for ${path}, only ${documented.join(', ')}`);
		},
	});
}
