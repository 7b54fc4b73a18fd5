import type { FastifyInstance } from 'fastify';

type Act = (params: Record<string, string>, form: URLSearchParams) => unknown;

/** A form of the page: does what it says, then shows the page again. */
export function formRoute(app: FastifyInstance, path: string, act: Act): void {
	app.post(path, async (request, reply) => {
		await act(request.params as Record<string, string>, request.body as URLSearchParams);
		return reply.redirect('/', 303);
	});
}
