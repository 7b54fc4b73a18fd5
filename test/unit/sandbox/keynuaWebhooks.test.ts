import { createHash } from 'node:crypto';
import { createContract, type Harness, type Received, startHarness, startReceiver, until } from './harness';

let harness: Harness;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
	harness = await startHarness();
	receiver = await startReceiver({ status: 200, text: 'KEYNUA' });
});
afterEach(async () => {
	await harness.sandbox.close();
	await receiver.close();
});

const secret = 'webhook-secret';
const post = async (path: string, body?: object) =>
	(await harness.plain.post(`/control/keynua${path}`, body)).data;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function register(events?: string[]): Promise<string> {
	const { id } = await post('/webhooks', { url: receiver.url, secret, events });
	expect(await post(`/webhooks/${id}/enable`)).toEqual({ enabled: true, status: 200, answer: 'KEYNUA' });
	receiver.received.length = 0;
	return id;
}

const typesOf = (received: Received[]) => received.map(({ body }) => body.type);

function signatures({ headers, body }: Received) {
	const ts = String(headers['x-keynua-webhook-ts']);
	return {
		v1: headers['x-keynua-webhook-sig'] === sha256(JSON.stringify(body.payload) + ts + secret),
		v2: headers['x-keynua-webhook-sigv2'] === sha256(headers['x-keynua-webhook-token'] + ts + secret),
	};
}

describe('enabling', () => {
	it('asks the address for exactly 200 KEYNUA, without a signature', async () => {
		const { id, enabled } = await post('/webhooks', { url: receiver.url });
		expect(enabled).toBe(false);
		receiver.answer.text = 'KEYNUA\n';
		expect(await post(`/webhooks/${id}/enable`)).toMatchObject({ enabled: false, status: 200 });
		receiver.answer.text = 'KEYNUA';
		receiver.answer.status = 201;
		expect(await post(`/webhooks/${id}/enable`)).toMatchObject({ enabled: false, status: 201 });
		receiver.answer.status = 200;
		expect(await post(`/webhooks/${id}/enable`)).toEqual({ enabled: true, status: 200, answer: 'KEYNUA' });
		expect(receiver.received[0].body).toEqual({ type: 'SubscriptionConfirmation' });
		expect(receiver.received[0].names.join()).not.toMatch(/keynua/i);
	});

	it('wants https from addresses of other machines', async () => {
		const refused = await harness.plain.post('/control/keynua/webhooks', { url: 'http://example.com/' });
		expect(refused.status).toBe(400);
		const taken = await harness.plain.post('/control/keynua/webhooks', { url: 'https://example.com/' });
		expect(taken.status).toBe(201);
	});

	it('says when the address cannot be reached', async () => {
		const { id } = await post('/webhooks', { url: 'http://127.0.0.1:1/' });
		expect(await post(`/webhooks/${id}/enable`)).toMatchObject({ enabled: false, status: 0 });
	});
});

describe('deliveries', () => {
	it('go out in order, one at a time, with the documented headers and signatures', async () => {
		await register();
		receiver.answer.delayMs = 5;
		const { id, items } = await createContract(harness);
		await post(`/contracts/${id}/users/0/sign`);
		await until(() => typesOf(receiver.received).includes('ContractFinished'));
		const types = typesOf(receiver.received);
		expect(types.slice(0, 3)).toEqual(['ContractCreated', 'ContractStarted', 'ContractItemUpdated']);
		expect(types.filter((type) => type === 'ContractInputProvided')).toHaveLength(1);
		expect(types.at(-1)).toBe('ContractFinished');
		for (const one of receiver.received) expect(signatures(one)).toEqual({ v1: true, v2: true });
		expect(receiver.received[0].names).toEqual(
			expect.arrayContaining(['Content-Type', 'X-Keynua-Webhook-Type', 'X-Keynua-Webhook-SigV2']),
		);
		const started = receiver.received[1].body.payload;
		expect(started).toMatchObject({ contractId: id, docCount: 1, itemCount: items.length, userCount: 1 });
		expect(started.users).toEqual([
			{
				id: 0,
				name: 'Manuel Silva',
				email: 'msilva@keynua.com',
				phone: null,
				ref: null,
				groups: ['signers'],
			},
		]);
		const finished = receiver.received.at(-1)?.body.payload as { pdfItems: object[]; alerts: object[] };
		expect(finished.pdfItems).toEqual([
			{
				title: 'Certificado y documentos',
				url: expect.stringContaining('/keynua/files/'),
			},
		]);
		const { data: recorded } = await harness.plain.get('/control/keynua/deliveries');
		expect(recorded).toHaveLength(types.length);
	});

	it('have the documented attributes', async () => {
		await register();
		const { id } = await createContract(harness, { metadata: { mine: 1 } });
		await post(`/contracts/${id}/users/0/refuse`, { message: 'no' });
		await harness.keynua.delete(`/contracts/v1/${id}`);
		await until(() => typesOf(receiver.received).includes('ContractDeleted'));
		const keysOf = (type: string) =>
			Object.keys(receiver.received.find(({ body }) => body.type === type)?.body.payload ?? {}).sort();
		const created =
			`contractId createdAt description docCount itemCount language metadata reference templateId
			title userCount`.split(/\s+/);
		const codes = ['longCode', 'shortCode', 'startedAt'];
		expect(keysOf('ContractCreated')).toEqual(created);
		expect(keysOf('ContractStarted')).toEqual([...created, ...codes, 'users', 'documents'].sort());
		expect(keysOf('ContractItemUpdated')).toEqual([...created, ...codes, 'item', 'user'].sort());
		expect(keysOf('ContractDeleted')).toEqual(
			`accountEmail accountId accountName contractId createdAt deletedAt docCount itemCount language metadata
			organizationId reference startedAt templateId title userCount`.split(/\s+/),
		);
		const failed = receiver.received.find(
			({ body }) => (body.payload.item as { state?: string })?.state === 'error',
		);
		expect(failed?.body.payload.item).toEqual({
			id: 2,
			refId: 'documents',
			state: 'error',
			version: 1,
			stageIndex: 0,
			type: 'documents',
			title: 'Verificación de documentos',
			value: { code: 'DocumentRejectedBySigner', message: 'no' },
		});
	});

	it('are only those subscribed to', async () => {
		await register(['Finished', 'ItemError']);
		const { id } = await createContract(harness);
		await post(`/contracts/${id}/users/0/refuse`, { message: 'no' });
		await post(`/contracts/${id}/users/0/sign`);
		await until(() => receiver.received.length === 2);
		expect(typesOf(receiver.received)).toEqual(['ContractItemUpdated', 'ContractFinished']);
	});

	it('tell of the first input, "Fecha de inicio del proceso de firma", and not again of the next signer’s', async () => {
		await register(['InputProvided', 'Finished']);
		const users = ['Manuel Silva', 'Rosa Quispe'].map((name) => ({ name, groups: ['signers'] }));
		const { id } = await createContract(harness, { users });
		const first = await post(`/contracts/${id}/users/0/sign`);
		expect(first.status).toBe('working');
		await until(() => receiver.received.length === 1);
		expect(receiver.received[0].body.payload).toMatchObject({
			contractId: id,
			inputProvidedAt: expect.any(String),
			userCount: 2,
		});
		await post(`/contracts/${id}/users/1/sign`);
		await until(() => typesOf(receiver.received).includes('ContractFinished'));
		expect(typesOf(receiver.received)).toEqual(['ContractInputProvided', 'ContractFinished']);
	});

	it('have the documented alert when the DNI of a person has expired, as the contract has', async () => {
		await register(['Finished']);
		const users = ['Manuel Silva', 'Rosa Quispe'].map((name) => ({
			name,
			groups: ['signers'],
			prefilledItems: [
				{ target: 'documentNumber', value: { text: name === 'Rosa Quispe' ? '44332232' : '1' } },
			],
		}));
		const { id } = await createContract(harness, { users });
		await post(`/contracts/${id}/users/1/expire-document`);
		for (const userId of [0, 1]) await post(`/contracts/${id}/users/${userId}/sign`);
		const alert = { type: 'reniec', data: { code: 'dniExpired', userId: 1, dni: '44332232' } };
		expect((await harness.keynua.get(`/contracts/v1/${id}`)).data.alerts).toEqual([alert]);

		const verification = { title: 'Identification', documentNumber: '12345678', documentType: 'pe-dni' };
		const { data: created } = await harness.keynua.put('/identity-verification/v1', verification);
		await post(`/verifications/${created.id}/expire-document`);
		await post(`/verifications/${created.id}/complete`);
		await until(() => receiver.received.length === 2);
		expect(receiver.received.map(({ body }) => body.payload.alerts)).toEqual([
			[alert],
			[{ type: 'reniec', data: { code: 'dniExpired', userId: 0, dni: '12345678' } }],
		]);
	});

	it('has no alert to wait for where RENIEC is not asked', async () => {
		const { id } = await createContract(harness, { templateId: 'keynua-open-default' });
		const refused = await harness.plain.post(`/control/keynua/contracts/${id}/users/0/expire-document`);
		expect(refused.status).toBe(409);
	});

	it('can be sent again and forged', async () => {
		await register(['Created']);
		await createContract(harness);
		await until(() => receiver.received.length === 1);
		const [delivery] = (await harness.plain.get('/control/keynua/deliveries')).data;
		await post(`/deliveries/${delivery.id}/resend`);
		const forged = await post(`/deliveries/${delivery.id}/forge`);
		expect(forged).toMatchObject({ forged: true, status: 200, answer: 'KEYNUA' });
		const [first, again, wrong] = receiver.received;
		expect(again.raw).toBe(first.raw);
		expect(again.headers['x-keynua-webhook-token']).not.toBe(first.headers['x-keynua-webhook-token']);
		expect(signatures(again)).toEqual({ v1: true, v2: true });
		expect(wrong.raw).toBe(first.raw);
		expect(signatures(wrong)).toEqual({ v1: false, v2: false });
	});

	it('record a failing receiver, and are not tried again', async () => {
		const id = await register(['Created']);
		receiver.answer.status = 500;
		await createContract(harness);
		await until(() => receiver.received.length === 1);
		await new Promise((resolve) => setTimeout(resolve, 100));
		const { data } = await harness.plain.get('/control/keynua/deliveries');
		expect(data).toMatchObject([{ webhookId: id, type: 'ContractCreated', status: 500, answer: 'KEYNUA' }]);
		expect(receiver.received).toHaveLength(1);
	});

	it('stop with the webhook and with the sandbox', async () => {
		const id = await register(['Created']);
		await harness.plain.delete(`/control/keynua/webhooks/${id}`);
		await createContract(harness);
		await register(['Created']);
		await createContract(harness);
		await harness.sandbox.close();
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(receiver.received).toHaveLength(0);
	});
});
