import { createHash, randomUUID } from 'node:crypto';
import axios from 'axios';
import { waitFor } from '../../tools/n8n/waitFor';
import { webhookUrl, type SavedWorkflow } from '../../tools/n8n/workflow';
import { realN8n, type RealN8n } from './support/realN8n';
import { placed } from './support/workflows';

const SECRET = 'a-secret-that-keynua-showed';
let n8n: RealN8n;
let workflow: SavedWorkflow;
let url: string;

beforeAll(async () => {
	n8n = await realN8n();
	const credential = await n8n.client.saveCredential({
		name: 'Trigger test',
		type: 'keynuaWebhookApi',
		data: { webhookSecret: SECRET },
	});
	const trigger = placed(
		{
			name: 'Keynua Trigger',
			type: 'n8n-nodes-esign-kyc.keynuaTrigger',
			typeVersion: 2,
			parameters: { events: ['ContractItemUpdated', 'ContractFinished'], itemStates: ['error'] },
			credentials: { keynuaWebhookApi: credential },
			webhookId: randomUUID(),
		},
		0,
	);
	workflow = await n8n.client.saveWorkflow({ name: 'Trigger test', nodes: [trigger], connections: {} });
	await n8n.client.publish(workflow);
	url = webhookUrl(n8n.n8nUrl, trigger);
});
afterAll(async () => await n8n.client.unpublish(workflow));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A delivery as the document describes it ("Especificación del Webhook"). */
function delivery(type: string, payload: object, secret = SECRET, ts = String(Date.now())) {
	const token = randomUUID();
	return {
		body: JSON.stringify({ type, accountId: 'acc', payload }),
		headers: {
			'Content-Type': 'application/json',
			'X-Keynua-Webhook-Type': type,
			'X-Keynua-Webhook-TS': ts,
			'X-Keynua-Webhook-Token': token,
			'X-Keynua-Webhook-Sig': sha256(JSON.stringify(payload) + ts + secret),
			'X-Keynua-Webhook-SigV2': sha256(token + ts + secret),
		} as Record<string, string>,
	};
}

async function send({ body, headers }: { body: string; headers: Record<string, string> }) {
	const before = (await n8n.client.executions(workflow.id)).length;
	const {
		status,
		data,
		headers: answered,
	} = await axios.post(url, body, { headers, validateStatus: () => true });
	// An execution is listed as soon as it is made; give a wrongly made one the time to show.
	await new Promise((resolve) => setTimeout(resolve, status === 200 ? 0 : 500));
	return { status, data, type: answered['content-type'], before };
}

async function startedSince(before: number, expected: number): Promise<number> {
	for (let tries = 0; tries < 50; tries++) {
		const now = (await n8n.client.executions(workflow.id)).length - before;
		if (now >= expected && expected > 0) return now;
		await new Promise((resolve) => setTimeout(resolve, 100));
		if (expected === 0 && tries > 5) return now;
	}
	return (await n8n.client.executions(workflow.id)).length - before;
}

test('a signed delivery is answered KEYNUA and starts the workflow once', async () => {
	const { status, data, type, before } = await send(
		delivery('ContractFinished', { contractId: '1', title: 'Préstamo ñ' }),
	);
	expect({ status, data }).toEqual({ status: 200, data: 'KEYNUA' });
	expect(type).toContain('text/plain');
	expect(await startedSince(before, 1)).toBe(1);
});

const good = () => delivery('ContractFinished', { contractId: '2' });
const without = (name: string) => {
	const { body, headers } = good();
	delete headers[name];
	return { body, headers };
};
const changed = (name: string, value: string) => ({
	...good(),
	headers: { ...good().headers, [name]: value },
});

test.each([
	['signed with another secret', () => delivery('ContractFinished', { contractId: '2' }, 'other')],
	['altered after it was signed', () => ({ ...good(), body: good().body.replace('"2"', '"3"') })],
	['without signatures', () => ({ body: good().body, headers: { 'Content-Type': 'application/json' } })],
	['with a wrong first signature', () => changed('X-Keynua-Webhook-Sig', '0'.repeat(64))],
	['with a wrong second signature', () => changed('X-Keynua-Webhook-SigV2', '0'.repeat(64))],
	['without a time stamp', () => without('X-Keynua-Webhook-TS')],
	[
		'two days old',
		() => delivery('ContractFinished', { contractId: '2' }, SECRET, String(Date.now() - 48 * 3600 * 1000)),
	],
])('a delivery %s gets 401 and starts nothing', async (_, make) => {
	const { status, before } = await send(make());
	expect(status).toBe(401);
	expect(await startedSince(before, 0)).toBe(0);
});

test('the call that enables the webhook is answered KEYNUA and starts nothing', async () => {
	const headers = { 'Content-Type': 'application/json' };
	const { status, data, before } = await send({ body: '{"type":"SubscriptionConfirmation"}', headers });
	expect({ status, data }).toEqual({ status: 200, data: 'KEYNUA' });
	expect(await startedSince(before, 0)).toBe(0);
});

test('a body that cannot be read is turned away, and makes no failed execution', async () => {
	const headers = { 'Content-Type': 'application/octet-stream', 'Content-Encoding': 'gzip' };
	const { status, before } = await send({ body: 'this is no gzip', headers });
	expect(status).toBe(400);
	expect(await startedSince(before, 0)).toBe(0);
});

test('an event or an item state that was not chosen is answered KEYNUA and starts nothing', async () => {
	const other = await send(delivery('ContractStarted', { contractId: '4' }));
	const working = await send(
		delivery('ContractItemUpdated', { contractId: '4', item: { state: 'working' } }),
	);
	expect([other.status, working.status]).toEqual([200, 200]);
	expect(await startedSince(other.before, 0)).toBe(0);
	const failed = await send(delivery('ContractItemUpdated', { contractId: '4', item: { state: 'error' } }));
	expect(await startedSince(failed.before, 1)).toBe(1);
});

test("the sandbox's own forged delivery is refused", async () => {
	const { data: webhook } = await n8n.control.post('/keynua/webhooks', { url, secret: SECRET });
	expect((await n8n.control.post(`/keynua/webhooks/${webhook.id}/enable`, {})).data).toMatchObject({
		enabled: true,
	});
	await createVerification();
	const delivery = await waitFor('a delivery', 10_000, async () => {
		const { data } = await n8n.control.get<Delivery[]>('/keynua/deliveries');
		return data.find(({ webhookId, status }) => webhookId === webhook.id && status === 200);
	});
	await n8n.control.post(`/keynua/deliveries/${delivery.id}/forge`, {});
	const forged = await waitFor('the forged delivery', 10_000, async () => {
		const { data } = await n8n.control.get<Delivery[]>('/keynua/deliveries');
		return data.find(
			({ webhookId, forged, status }) => webhookId === webhook.id && forged && status !== null,
		);
	});
	await n8n.control.delete(`/keynua/webhooks/${webhook.id}`);
	expect(forged.status).toBe(401);
});

interface Delivery {
	id: string;
	webhookId: string;
	status: number | null;
	forged: boolean;
}

async function createVerification(): Promise<void> {
	const headers = { 'x-api-key': 'sandbox-api-key', authorization: 'sandbox-api-token' };
	const body = { title: 'Forgery', documentNumber: '12345678', documentType: 'pe-dni' };
	await axios.put(`${n8n.sandboxUrl}/keynua/identity-verification/v1`, body, { headers });
}
