import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

type Act = (params: Record<string, string>, form: URLSearchParams) => unknown;

/**
 * A form of the page: does what it says, then shows the page again on which it was, or the one whose path it answers
 * (a text that begins with a slash).
 */
export function formRoute(app: FastifyInstance, path: string, act: Act): void {
	app.post(path, async (request, reply) => {
		const next = await act(request.params as Record<string, string>, formOf(request));
		return goTo(reply, typeof next === 'string' && isPath(next) ? next : cameFrom(request));
	});
}

/** A path of this sandbox; two slashes would lead elsewhere. */
const isPath = (text: string) => /^\/(?!\/)/.test(text);

/** A form without fields has no body. */
function formOf({ body }: FastifyRequest): URLSearchParams {
	return body instanceof URLSearchParams ? body : new URLSearchParams();
}

/** See Other: going back or reloading sends nothing again. */
function goTo(reply: FastifyReply, path: string): FastifyReply {
	return reply.redirect(path, 303);
}

/** The page of this sandbox with the form on it; the overview when the browser does not tell. */
export function cameFrom({ headers }: FastifyRequest): string {
	const { referer = '', host } = headers;
	if (!URL.canParse(referer)) return '/';
	const { host: from, pathname, search } = new URL(referer);
	return from === host && isPath(pathname) ? pathname + search : '/';
}

export function acceptForms(app: FastifyInstance): void {
	app.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, body, done) => done(null, new URLSearchParams(String(body))),
	);
}
