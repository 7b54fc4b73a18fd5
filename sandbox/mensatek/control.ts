import type { FastifyInstance, FastifyRequest } from 'fastify';
import { number, oneOf, shape, text } from '../check';
import { reportFormats } from './reports';
import type { MensatekState } from './state';
import { outcomes, type Verification } from './types';
import { advance, finish, send } from './verifications';

const required = text({ empty: false });
const checkFinish = shape({}, { outcome: oneOf(...outcomes) });
const checkReports = shape(
	{ url: required, format: oneOf(...reportFormats) },
	{ user: required, password: required },
);
/** The switches that are about the shape of answers, as usual. */
const usualShape = { format: 'asked', container: 'array', numbers: 'text', contentType: 'usual' };
const checkCredits = shape({ credits: number({ min: 0 }) }, {});

type Act = (verification: Verification, request: FastifyRequest) => unknown;

/** What people and Mensatek's panel do in real life, for tests and the demo. Under `/control/mensatek`. */
export function mensatekControl(app: FastifyInstance, state: MensatekState): void {
	app.get('/verifications', async () => [...state.verifications.values()].map(view));
	app.get<{ Params: { id: string } }>('/verifications/:id', async ({ params }) =>
		view(state.verification(params.id)),
	);
	const on = (name: string, act: Act) => {
		app.post<{ Params: { id: string } }>(`/verifications/:id/${name}`, async (request) => {
			const verification = state.verification(request.params.id);
			await act(verification, request);
			return view(verification);
		});
	};
	on('send', (verification) => send(state, verification));
	on('open', (verification) => advance(state, verification, 'opened'));
	on('front', (verification) => advance(state, verification, 'front'));
	on('back', (verification) => advance(state, verification, 'back'));
	on('selfie', (verification) => advance(state, verification, 'selfie'));
	on('finish', async (verification, { body }) => {
		await finish(state, verification, checkFinish(body, '').outcome ?? 'well');
	});
	reportControl(app, state);
	accountControl(app, state);
}

function view({ certificate, ...facts }: Verification): object {
	return { ...facts, hasCertificate: certificate !== undefined };
}

function reportControl(app: FastifyInstance, { reports }: MensatekState): void {
	app.get('/reports', async () => reports.settings ?? {});
	app.put('/reports', async ({ body }) => reports.configure(checkReports(body, '')));
	app.delete('/reports', async (_request, reply) => {
		reports.switchOff();
		return reply.code(204).send();
	});
	app.get('/deliveries', async () => reports.deliveries());
	app.post<{ Params: { id: string } }>('/deliveries/:id/resend', async ({ params }) =>
		reports.repeat(params.id, false),
	);
	app.post<{ Params: { id: string } }>('/deliveries/:id/forge', async ({ params }) =>
		reports.repeat(params.id, true),
	);
}

function accountControl(app: FastifyInstance, state: MensatekState): void {
	app.get('/account', async () => ({ credits: state.credits, isBlocked: state.guard.isBlocked }));
	app.put('/account', async ({ body }) => {
		state.credits = checkCredits(body, '').credits;
		return { credits: state.credits };
	});
	app.post('/account/unblock', async (_request, reply) => {
		state.guard.forgive();
		return reply.code(204).send();
	});
	// What is not said is as usual, other than with the switches.
	app.put('/answers', async ({ body }) => state.switches.set({ ...usualShape, ...(body as object) }));
}
