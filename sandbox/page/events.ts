import type { FastifyInstance } from 'fastify';
import type { Changes } from '../changes';

/** Well under the minute after which things in between close a connection that says nothing. */
const sayHelloEvery = 20_000;

/** Server-sent events: one event without content whenever something is new. The page then fetches itself. */
export function eventRoute(app: FastifyInstance, changes: Changes): void {
	app.get('/page/events', (request, reply) => {
		reply.hijack();
		const stream = reply.raw;
		stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		stream.write('retry: 1000\n\n');
		const stop = changes.listen(() => stream.write('event: change\ndata:\n\n'));
		const hello = setInterval(() => stream.write(':\n\n'), sayHelloEvery).unref();
		request.raw.on('close', () => {
			stop();
			clearInterval(hello);
		});
	});
}
