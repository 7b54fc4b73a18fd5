import type { FastifyInstance, FastifyRequest } from 'fastify';
import { listOf, oneOf, shape, text } from '../check';
import { contractView } from './contractView';
import { refuse, sign } from './signing';
import type { KeynuaState } from './state';
import { completeVerification, failVerification } from './verifications';
import { verificationView } from './verificationView';
import { subscriptions } from './webhooks';

interface Params {
	id: string;
	userId: string;
}

const required = text({ empty: false });
const checkRefusal = shape({ message: required }, {});
const checkFailure = shape({}, { itemType: required, code: required });
const checkWebhook = shape(
	{ url: required },
	{ secret: required, events: listOf(oneOf(...subscriptions), { min: 1 }) },
);

/** What people and Keynua's portal do in real life, for tests and the demo. Under `/control/keynua`. */
export function keynuaControl(app: FastifyInstance, state: KeynuaState): void {
	const contractOf = (request: FastifyRequest) => state.contract((request.params as Params).id);
	const userOf = (request: FastifyRequest) => Number((request.params as Params).userId);
	app.get('/contracts', async () => [...state.contracts.values()].map((contract) => wholeContract(contract)));
	app.get('/contracts/:id', async (request) => wholeContract(contractOf(request)));
	app.post('/contracts/:id/users/:userId/sign', async (request) => {
		await sign(state, contractOf(request), userOf(request));
		return wholeContract(contractOf(request));
	});
	app.post('/contracts/:id/users/:userId/refuse', async (request) => {
		refuse(state, contractOf(request), userOf(request), checkRefusal(request.body, '').message);
		return wholeContract(contractOf(request));
	});
	verificationControl(app, state);
	webhookControl(app, state);
}

function wholeContract(contract: Parameters<typeof contractView>[0]): object {
	return contractView(contract, { limit: contract.items.length });
}

function verificationControl(app: FastifyInstance, state: KeynuaState): void {
	const verificationOf = (request: FastifyRequest) => state.verification((request.params as Params).id);
	app.get('/verifications', async () => [...state.verifications.values()].map(verificationView));
	app.get('/verifications/:id', async (request) => verificationView(verificationOf(request)));
	app.post('/verifications/:id/complete', async (request) => {
		completeVerification(state, verificationOf(request));
		return verificationView(verificationOf(request));
	});
	app.post('/verifications/:id/fail', async (request) => {
		failVerification(state, verificationOf(request), checkFailure(request.body, ''));
		return verificationView(verificationOf(request));
	});
}

function webhookControl(app: FastifyInstance, { webhooks }: KeynuaState): void {
	const idOf = (request: FastifyRequest) => (request.params as Params).id;
	app.get('/webhooks', async () => webhooks.list());
	app.post('/webhooks', async (request, reply) => {
		const { url, secret, events } = checkWebhook(request.body, '');
		return reply.code(201).send(webhooks.register(url, secret, events));
	});
	app.post('/webhooks/:id/enable', async (request) => webhooks.enable(idOf(request)));
	app.delete('/webhooks/:id', async (request, reply) => {
		webhooks.remove(idOf(request));
		return reply.code(204).send();
	});
	app.get('/deliveries', async () => webhooks.deliveries());
	app.post('/deliveries/:id/resend', async (request) => webhooks.repeat(idOf(request), false));
	app.post('/deliveries/:id/forge', async (request) => webhooks.repeat(idOf(request), true));
}
