import type { FastifyInstance, FastifyRequest } from 'fastify';
import { digits, email, flag, listOf, mapOf, number, oneOf, shape, text } from '../check';
import { assertReniecAsked } from './alerts';
import { contractView } from './contractView';
import { colleague } from './account';
import { userUpdated } from './contractPayloads';
import { checkNewTemplate } from './documentTemplates';
import { documentedError } from './items';
import { decideByHand, refuse, sign } from './signing';
import { signerOf, type KeynuaState } from './state';
import type { Contract } from './types';
import { readVerificationInput } from './verificationInput';
import {
	completeVerification,
	createVerification,
	expireVerification,
	failVerification,
} from './verifications';
import { verificationView } from './verificationView';
import { forgeries, subscriptions } from './webhooks';

interface Params {
	id: string;
	userId: string;
}

const required = text({ empty: false });
const checkRefusal = shape({ message: required }, {});
const checkFailure = shape({}, { itemType: required, code: required });
const checkForgery = shape({}, { how: oneOf(...forgeries) });
const checkWebhook = shape(
	{ url: required },
	{
		secret: required,
		events: listOf(oneOf(...subscriptions), { min: 1 }),
		headers: mapOf(text()),
		identityEvents: flag,
	},
);

/** What people and Keynua's portal do in real life, for tests and the demo. Under `/control/keynua`. */
export function keynuaControl(app: FastifyInstance, state: KeynuaState): void {
	const contractOf = (request: FastifyRequest) => state.contract((request.params as Params).id);
	const userOf = (request: FastifyRequest) => Number((request.params as Params).userId);
	app.get('/contracts', async () =>
		[...state.contracts.values()].map((contract) => wholeContract(state, contract)),
	);
	app.get('/contracts/:id', async (request) => wholeContract(state, contractOf(request)));
	app.post('/contracts/:id/users/:userId/sign', async (request) => {
		await sign(state, contractOf(request), userOf(request));
		return wholeContract(state, contractOf(request));
	});
	app.post('/contracts/:id/users/:userId/refuse', async (request) => {
		refuse(state, contractOf(request), userOf(request), checkRefusal(request.body, '').message);
		return wholeContract(state, contractOf(request));
	});
	nextControl(app, state);
	verificationControl(app, state);
	webhookControl(app, state);
	app.post('/clock', async (request) => {
		state.clock.advance(checkClock(request.body, '').advanceSeconds);
		return { now: state.clock.iso() };
	});
	app.post('/document-templates', async (request, reply) =>
		reply.code(201).send(await state.documentTemplates.create(checkNewTemplate(request.body, ''))),
	);
}

const checkClock = shape({ advanceSeconds: number({ min: 0 }) }, {});
const checkNextFailure = shape({ itemType: required }, { code: required });
const checkApproved = shape({ approved: flag }, {});
const checkUser = shape({}, { name: required, email, phone: digits });

/** What happens to a signer next, and what lies on their phone. */
function nextControl(app: FastifyInstance, state: KeynuaState): void {
	const path = '/contracts/:id/users/:userId';
	const found = (request: FastifyRequest) => {
		const { id, userId } = request.params as Params;
		const contract = state.contract(id);
		return { contract, signer: signerOf(contract, Number(userId)) };
	};
	app.post(`${path}/fail-next`, async (request, reply) => {
		const { itemType, code } = checkNextFailure(request.body, '');
		found(request).signer.next = { fail: { itemType, ...documentedError(itemType, code) } };
		return reply.code(204).send();
	});
	app.post(`${path}/hold-next`, async (request, reply) => {
		found(request).signer.next = { hold: true };
		return reply.code(204).send();
	});
	app.post(`${path}/expire-document`, async (request, reply) => {
		const { contract, signer } = found(request);
		assertReniecAsked(contract.items, signer.id);
		signer.documentExpired = true;
		return reply.code(204).send();
	});
	app.post(`${path}/update`, async (request) => {
		const { contract, signer } = found(request);
		Object.assign(signer, checkUser(request.body, ''));
		state.webhooks.emit('ContractUserUpdated', userUpdated(contract, signer));
		return wholeContract(state, contract);
	});
	app.get(`${path}/code`, async (request) => ({ code: state.otps.currentCode(found(request).signer) }));
	app.post('/contracts/:id/manual-approval', async (request) => {
		const contract = state.contract((request.params as Params).id);
		await decideByHand(state, contract, checkApproved(request.body, '').approved);
		return wholeContract(state, contract);
	});
}

function wholeContract(state: KeynuaState, contract: Contract): object {
	const { creditRefunded, flags } = contract;
	return {
		...contractView(contract, state.clock.now(), { limit: contract.items.length }),
		flags,
		creditRefunded,
	};
}

function verificationControl(app: FastifyInstance, state: KeynuaState): void {
	const verificationOf = (request: FastifyRequest) => state.verification((request.params as Params).id);
	app.get('/verifications', async () => [...state.verifications.values()].map(verificationView));
	app.get('/verifications/:id', async (request) => verificationView(verificationOf(request)));
	app.post('/verifications', async (request, reply) => {
		const created = createVerification(state, readVerificationInput(request.body, 'table'), colleague);
		return reply.code(201).send(verificationView(created));
	});
	app.post('/verifications/:id/expire', async (request) => {
		expireVerification(state, verificationOf(request));
		return verificationView(verificationOf(request));
	});
	app.post('/verifications/:id/expire-document', async (request, reply) => {
		const verification = verificationOf(request);
		assertReniecAsked(verification.items, 0);
		verification.documentExpired = true;
		return reply.code(204).send();
	});
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
		const { url, ...settings } = checkWebhook(request.body, '');
		return reply.code(201).send(webhooks.register(url, settings));
	});
	app.post('/webhooks/:id/enable', async (request) => webhooks.enable(idOf(request)));
	app.delete('/webhooks/:id', async (request, reply) => {
		webhooks.remove(idOf(request));
		return reply.code(204).send();
	});
	app.get('/deliveries', async () => webhooks.deliveries());
	app.post('/deliveries/:id/resend', async (request) => webhooks.repeat(idOf(request)));
	app.post('/deliveries/:id/forge', async (request) => {
		const { how = 'secret' } = checkForgery(request.body, '');
		return webhooks.repeat(idOf(request), how);
	});
}
