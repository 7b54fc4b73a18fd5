import type { FastifyInstance, FastifyRequest } from 'fastify';
import { number, shape, text } from '../check';
import type { EntryKind } from './accounts';
import { documentView } from './mifiel';
import type { DynamiCoreState } from './state';

const checkScheme = shape({ scheme: text({ empty: false }) }, {});
const checkPace = shape({ everySeconds: number({ min: 0 }) }, {});
const checkSigner = shape({}, { signer: number({ min: 0, integer: true }) });

const numberOf = ({ params }: FastifyRequest) => Number((params as { id: string }).id);

/** What a person sees and does in DynamiCore's own pages, for tests and the demo. Under `/control/dynamicore`. */
export function dynamicoreControl(app: FastifyInstance, state: DynamiCoreState): void {
	clientControl(app, state);
	accountControl(app, state);
	satControl(app, state);
	mifielControl(app, state);
	// The switch that was there before the others.
	app.put('/scheme', async ({ body }) => ({ scheme: state.switches.set(checkScheme(body, '')).scheme }));
}

function clientControl(app: FastifyInstance, { clients }: DynamiCoreState): void {
	app.get('/clients', async () => clients.list());
	app.get('/clients/:id', async (request) => clients.get(numberOf(request)));
	app.get<{ Params: { id: string; field: string; index: string } }>(
		'/clients/:id/files/:field/:index',
		async ({ params }, reply) => {
			const { name, type, bytes } = clients.file(Number(params.id), params.field, Number(params.index));
			reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
			return reply.type(type).send(bytes);
		},
	);
}

/** Movements arrive by a call, out of order when it gives an `id`, or by themselves at a pace. */
function accountControl(app: FastifyInstance, { accounts }: DynamiCoreState): void {
	app.get('/accounts', async () => accounts.list());
	for (const kind of ['transactions', 'payments'] satisfies EntryKind[]) {
		app.post(`/accounts/:id/${kind}`, async (request, reply) =>
			reply.code(201).send(accounts.add(kind, numberOf(request), request.body)),
		);
	}
	app.put('/accounts/:id/pace', async (request) => {
		const { everySeconds } = checkPace(request.body, '');
		accounts.setPace(numberOf(request), everySeconds);
		return { everySeconds };
	});
}

function satControl(app: FastifyInstance, { sat }: DynamiCoreState): void {
	app.get('/sat', async () => sat.overview());
	app.post('/sat/:id/arrive', async (request) => {
		sat.letArrive(numberOf(request));
		return sat.overview();
	});
}

function mifielControl(app: FastifyInstance, { mifiel }: DynamiCoreState): void {
	const idOf = ({ params }: FastifyRequest) => (params as { id: string }).id;
	app.get('/mifiel', async () => mifiel.list().map(documentView));
	app.post('/mifiel/:id/sign', async (request) => {
		const { signer } = checkSigner(request.body, '');
		return documentView(mifiel.sign(idOf(request), signer));
	});
}
