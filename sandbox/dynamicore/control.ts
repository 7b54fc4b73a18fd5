import type { FastifyInstance } from 'fastify';
import { shape, text } from '../check';
import type { DynamiCoreState } from './state';

const checkScheme = shape({ scheme: text({ empty: false }) }, {});

/** What a person sees in DynamiCore's own pages, for tests and the demo. Under `/control/dynamicore`. */
export function dynamicoreControl(app: FastifyInstance, state: DynamiCoreState): void {
	const { clients } = state;
	app.get('/clients', async () => clients.list());
	app.get<{ Params: { id: string } }>('/clients/:id', async ({ params }) => clients.get(Number(params.id)));
	app.get<{ Params: { id: string; field: string; index: string } }>(
		'/clients/:id/files/:field/:index',
		async ({ params }, reply) => {
			const { name, type, bytes } = clients.file(Number(params.id), params.field, Number(params.index));
			reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
			return reply.type(type).send(bytes);
		},
	);
	app.put('/scheme', async ({ body }) => {
		state.scheme = checkScheme(body, '').scheme;
		return { scheme: state.scheme };
	});
}
