import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { jsonEncodings } from '../../../campaigns/deliveries/providers/encodings';
import { Container, Logger } from '../support/n8nCore';
import { startReceiver } from '../support/receiver';
import type { Delivery } from '../support/webhookCall';
import { startWorld, WEBHOOK_SECRET, type World } from '../support/world';
import { act, createContract } from './support';

const TRIGGER = 'n8n-nodes-esign-kyc.keynuaTrigger';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());

async function deliver(delivery: Delivery, parameters: INodeParameters = {}, id: string = randomUUID()) {
	return await world.engine.runWebhook(TRIGGER, {
		parameters,
		credentials: { keynuaWebhookApi: world.credentials.keynuaWebhookApi },
		node: { id },
		delivery,
	});
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** "Verificar Keynua Signature Webhook" and "… V2". */
const signatures = (payloadText: string, ts = String(Date.now())) => ({
	'X-Keynua-Webhook-TS': ts,
	'X-Keynua-Webhook-Token': '12fafbc',
	'X-Keynua-Webhook-Sig': sha256(payloadText + ts + WEBHOOK_SECRET),
	'X-Keynua-Webhook-SigV2': sha256(`12fafbc${ts}${WEBHOOK_SECRET}`),
});
const payload = {
	contractId: randomUUID(),
	title: 'Ñandú {"braces"}',
	status: 'done',
	metadata: { a: [1.5, {}] },
};

describe('the documented delivery arrives as it was meant, in every encoding', () => {
	/** As PHP and Java write it: escaped, with slashes escaped, numbers with zeros. */
	const escaped = JSON.stringify(payload).replace('Ñ', '\\u00d1').replace('1.5', '1.50');
	test.each([
		['compact', JSON.stringify(payload)],
		['with line breaks', JSON.stringify(payload, null, 2)],
		['escaped', escaped],
	])('%s', async (_, text) => {
		const outputs: unknown[] = [];
		const receiver = await startReceiver(async (delivery) => {
			const run = await deliver(delivery);
			outputs.push(run.items.map((item) => item.json));
			return run;
		});
		const bodyOf = (order: 'first' | 'last') =>
			order === 'last'
				? `{"type":"ContractFinished","accountId":"a","payload":${text}}`
				: `{ "payload": ${text} , "type":"ContractFinished","accountId":"a"}\n`;
		const encodings = (['first', 'last'] as const).flatMap((order) => jsonEncodings(() => bodyOf(order)));
		for (const encoding of encodings) {
			const { headers, body } = encoding({});
			const sent = { ...headers, ...signatures(text) };
			const { status } = await fetch(receiver.url, {
				method: 'POST',
				headers: sent,
				body: Buffer.from(body as Buffer),
			});
			expect([headers, status]).toEqual([headers, 200]);
		}
		await receiver.close();
		const expected = {
			event: 'ContractFinished',
			accountId: 'a',
			receivedAt: expect.any(String),
			...payload,
		};
		expect(outputs).toEqual(encodings.map(() => [expected]));
	});

	test('without V1, or with another payload, it is refused in every encoding', async () => {
		const receiver = await startReceiver(async (delivery) => await deliver(delivery));
		const { 'X-Keynua-Webhook-Sig': v1, ...withoutV1 } = signatures(JSON.stringify(payload));
		const encodings = jsonEncodings((body) => JSON.stringify(body));
		for (const encoding of encodings) {
			for (const [signed, given] of [
				[withoutV1, payload],
				[
					{ ...withoutV1, 'X-Keynua-Webhook-Sig': v1 },
					{ ...payload, title: 'Forged' },
				],
			] as const) {
				const { headers, body } = encoding({ type: 'ContractFinished', accountId: 'a', payload: given });
				const sent = { ...headers, ...signed };
				const { status } = await fetch(receiver.url, {
					...{ method: 'POST', headers: sent, body: Buffer.from(body as Buffer) },
				});
				expect(status).toBe(401);
			}
		}
		await receiver.close();
	});
});

describe('with the sandbox, however it reads what the documents leave open', () => {
	const names = [
		...[
			'signatureV1',
			'signatureV2',
			'payloadText',
			'typeHeader',
			'templateId',
			'createdCounts',
			'repeats',
			'ids',
		],
	];

	/** The types of the events that a contract starts workflows with, from its creation to its end. */
	async function eventsOf(readings: IDataObject, parameters: INodeParameters) {
		await world.control.post('/reset');
		const [id, events] = [randomUUID(), [] as unknown[]];
		const receiver = await startReceiver(async (delivery) => {
			const run = await deliver(delivery, parameters, id);
			events.push(...run.items.map((item) => item.json.event));
			return run;
		});
		const webhook = await act<{ id: string }>(world, '/webhooks', {
			url: receiver.url,
			secret: WEBHOOK_SECRET,
		});
		expect(await act(world, `/webhooks/${webhook.id}/enable`)).toMatchObject({ enabled: true });
		await world.control.put('/keynua/switches', readings);
		const contract = await createContract(world);
		await act(world, `/contracts/${contract.id}/users/0/sign`);
		const isWaiting = async () =>
			((await world.control.get('/keynua/deliveries')).data as IDataObject[]).some(
				({ status }) => status === null,
			);
		while (await isWaiting()) await new Promise((resolve) => setTimeout(resolve, 20));
		await receiver.close();
		return events.sort();
	}

	test('a contract that is signed tells all its events, once each', async () => {
		const usual = await eventsOf({}, {});
		expect(usual).toEqual(
			expect.arrayContaining([
				'ContractCreated',
				'ContractStarted',
				'ContractItemUpdated',
				'ContractFinished',
			]),
		);
		const { data } = await world.control.get('/keynua/switches');
		const switches = (data as Array<{ name: string; readings: object }>).filter(({ name }) =>
			names.includes(name),
		);
		expect(switches).toHaveLength(names.length);
		for (const { name, readings } of switches) {
			for (const reading of Object.keys(readings)) {
				const isV1LeftOut = name === 'signatureV1' && reading === 'leftOut';
				const events = await eventsOf({ [name]: reading }, isV1LeftOut ? { signatureMode: 'v2' } : {});
				expect([name, reading, events]).toEqual([name, reading, usual]);
			}
		}
		expect(await eventsOf({ signatureV1: 'leftOut' }, {})).toEqual([]);
	}, 120_000);
});

test('no field of a payload passes for one of the trigger', async () => {
	const own = [
		...['event', 'accountId', 'receivedAt', 'explanation', 'confirmed', 'notConfirmed', 'contract'],
		...['verification', 'files', 'filesNotFetched', 'ofPayload', '__proto__'],
	];
	const sent = fc.dictionary(fc.constantFrom(...own), fc.jsonValue(), { minKeys: 1 });
	await fc.assert(
		fc.asyncProperty(sent, async (forged) => {
			const contractId = randomUUID();
			const text = JSON.stringify({ contractId, ...forged });
			const body = `{"type":"ContractStarted","accountId":"a","payload":${text}}`;
			const { items } = await deliver({ headers: signatures(text), body });
			const { ofPayload, receivedAt, ...rest } = items[0].json;
			expect(rest).toEqual({ event: 'ContractStarted', accountId: 'a', contractId });
			expect(receivedAt).toMatch(/^20.*Z$/);
			const named = Object.entries(JSON.parse(JSON.stringify(forged)) as IDataObject);
			const kept = named.filter(([name]) => name !== '__proto__');
			expect(ofPayload).toEqual(kept.length > 0 ? Object.fromEntries(kept) : undefined);
		}),
		{ numRuns: 50 },
	);
});

test('n8n’s log says once a minute why deliveries are refused, and nothing of what they hold', async () => {
	const warn = jest.spyOn(Container.get(Logger), 'warn').mockImplementation();
	const clock = jest.spyOn(Date, 'now');
	const start = Date.now() + 60 * 60 * 1000;
	const text = JSON.stringify({ contractId: 'of-somebody' });
	const body = `{"type":"ContractStarted","accountId":"a","payload":${text}}`;
	const refused = async (after: number, headers: Record<string, string>) => {
		clock.mockReturnValue(start + after);
		return (await deliver({ headers, body })).answer;
	};
	const wrong = { ...signatures(text, String(start)), 'X-Keynua-Webhook-Sig': 'f'.repeat(64) };
	const reason = 'signature does not match';
	expect(await refused(0, wrong)).toMatchObject({ status: 401, body: reason });
	for (const after of [10, 20, 30]) expect(await refused(after, wrong)).toMatchObject({ status: 401 });
	expect(await refused(60_000, {})).toMatchObject({ status: 401, body: 'signature is missing' });
	clock.mockRestore();
	const lines = warn.mock.calls.map(([line]) => String(line));
	warn.mockRestore();
	expect(lines).toEqual([
		expect.stringMatching(
			/^The node “.+” of workflow .+ refused a delivery: signature does not match\. If Keynua /,
		),
		expect.stringMatching(/: signature is missing\. If .+ 3 more were refused since the last such line\.$/),
	]);
	for (const told of [WEBHOOK_SECRET, 'of-somebody', 'f'.repeat(64)])
		expect(lines.join()).not.toContain(told);
});
