import type { FastifyInstance, FastifyRequest } from 'fastify';
import { number, shape, text } from '../check';
import type { SignatureRequest } from './records';
import { closedBecause, invalidate, reject, sign } from './requests';
import type { FirmafyState } from './state';
import type { Subscription } from './webhooks';

interface Params {
	csv: string;
	index: string;
	id: string;
}

const required = text({ empty: false });
const count = number({ min: 0, integer: true });
const checkPlan = shape({}, { credits: count, sms: count, mb: number({ min: 0 }), days: count });
const checkTemplate = shape(
	{ name: required, pages: number({ min: 1, integer: true }), signers: number({ min: 1, integer: true }) },
	{ subject: required, message: required },
);
const checkEntered = shape(
	{ type: number({ min: 1, integer: true }), method: number({ min: 1, integer: true }), url: required },
	{},
);
const checkMinutes = shape({ minutes: number({ min: 0 }) }, {});

/** What people do in real life and on Firmafy's web pages, for tests and the demo. Under `/control/firmafy`. */
export function firmafyControl(app: FastifyInstance, state: FirmafyState): void {
	const requestOf = (request: FastifyRequest) => state.request((request.params as Params).csv);
	app.get('/requests', async () => [...state.requests.values()].map((request) => view(state, request)));
	app.get('/requests/:csv', async (request) => view(state, requestOf(request)));
	app.post('/requests/:csv/signers/:index/sign', async (request) => {
		await sign(state, requestOf(request), Number((request.params as Params).index));
		return view(state, requestOf(request));
	});
	app.post('/requests/:csv/signers/:index/reject', async (request) => {
		reject(state, requestOf(request), Number((request.params as Params).index));
		return view(state, requestOf(request));
	});
	app.post('/requests/:csv/invalidate', async (request) => {
		invalidate(state, requestOf(request).csv);
		return view(state, requestOf(request));
	});
	app.get('/emails', async () => state.emails);
	app.get('/messages', async () => state.messages);
	accountControl(app, state);
	deliveryControl(app, state);
}

function accountControl(app: FastifyInstance, state: FirmafyState): void {
	app.get('/plan', async () => state.plan);
	app.put('/plan', async ({ body }) => Object.assign(state.plan, checkPlan(body, '')));
	app.get('/templates', async () => state.templates);
	app.post('/templates', async ({ body }, reply) => {
		const template = { subject: 'Asunto', message: 'Mensaje', ...checkTemplate(body, '') };
		state.templates.push(template);
		return reply.code(201).send(template);
	});
	app.get('/logins', async () => state.sessions.count);
	app.post('/sessions/end', async (_request, reply) => {
		state.sessions.endAll();
		return reply.code(204).send();
	});
	app.post('/clock/advance', async ({ body }) => {
		await state.advance(checkMinutes(body, '').minutes);
		return { now: state.clock.text() };
	});
}

function deliveryControl(app: FastifyInstance, { webhooks, switches }: FirmafyState): void {
	app.get('/subscriptions', async () => webhooks.list());
	app.post('/subscriptions', async ({ body }, reply) => {
		return reply.code(201).send(webhooks.enter(checkEntered(body, '') as Subscription));
	});
	app.get('/deliveries', async () => {
		await webhooks.idle();
		return webhooks.deliveries();
	});
	// The switches that are about deliveries had this path before the others were there.
	app.put('/deliveries/format', async ({ body }) => switches.set(body));
	app.post('/deliveries/:id/resend', async ({ params }) => await webhooks.repeat((params as Params).id));
	app.post('/deliveries/:id/forge', async ({ params }) => await webhooks.repeat((params as Params).id, true));
}

/** A request as it is, with sizes in place of the files' bytes. */
function view(state: FirmafyState, request: SignatureRequest): object {
	const { original, signed, audit, ...facts } = request;
	const file = (pdf: typeof signed) => pdf && { name: pdf.name, size: pdf.bytes.length };
	const files = { original: file(original), signed: file(signed), audit: file(audit) };
	return { ...facts, ...files, closed: closedBecause(state, request) ?? null };
}
