import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { formEncodings, jsonEncodings, wrappings } from '../../../campaigns/deliveries/providers/encodings';
import { Container, Logger } from '../support/n8nCore';
import { startReceiver } from '../support/receiver';
import type { Delivery } from '../support/webhookCall';
import { startWorld, WEBHOOK_SECRET, type World } from '../support/world';

const TRIGGER = 'n8n-nodes-esign-kyc.mensatekTrigger';
const sample = JSON.parse(readFileSync(join(__dirname, 'sampleReport.json'), 'utf8')) as Record<
	string,
	string
>;
const Authorization = `Basic ${Buffer.from(`mensatek:${WEBHOOK_SECRET}`).toString('base64')}`;

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());

async function deliver(delivery: Delivery, id: string = randomUUID()) {
	return await world.engine.runWebhook(TRIGGER, {
		credentials: { mensatekWebhookApi: world.credentials.mensatekWebhookApi },
		node: { id },
		delivery,
	});
}
const json = (body: object, login = Authorization): Delivery => ({
	headers: { 'content-type': 'application/json', authorization: login },
	body: JSON.stringify(body),
});

test('the sample of the document arrives as it was meant, in every encoding of JSON and of forms', async () => {
	const outputs: unknown[] = [];
	const receiver = await startReceiver(async (delivery) => {
		const run = await deliver(delivery);
		outputs.push(run.items.map((item) => ({ ...item.json, receivedAt: undefined })));
		return run;
	});
	const encodings = [...wrappings.flatMap(jsonEncodings), ...formEncodings];
	for (const encoding of encodings) {
		const { headers, body } = encoding(sample);
		const sent = { ...headers, Authorization };
		const { status } = await fetch(receiver.url, {
			method: 'POST',
			headers: sent,
			body: Buffer.from(body as Buffer),
		});
		expect([headers, status]).toEqual([headers, 200]);
	}
	await receiver.close();
	const nested = ['Acceso', 'Posicion', 'Dispositivo', 'Result'].map((name) => [
		name,
		JSON.parse(sample[name]),
	]);
	const expected = {
		...sample,
		...Object.fromEntries(nested),
		verified: true,
		status: 5001,
		hasResult: true,
	};
	for (const output of outputs) expect(output).toEqual([expect.objectContaining(expected)]);
	expect(new Set(outputs.map((output) => JSON.stringify(output))).size).toBe(1);
});

test('a form that n8n could not parse is refused, and not taken for a test of the address', async () => {
	const headers = { 'content-type': 'multipart/form-data; boundary=x', authorization: Authorization };
	// n8n 1 hands such a form over.
	const run = await deliver({ headers, body: 'cut off', parsedBody: { data: undefined, files: undefined } });
	expect(run).toMatchObject({ started: false, answer: { status: 400, body: 'The body cannot be read' } });
});

test('with the sandbox, however it reads what the document leaves open', async () => {
	const { data } = await world.control.get('/mensatek/switches');
	const names = ['repeats', 'reportValues'];
	const switches = (data as Array<{ name: string; readings: object }>).filter(({ name }) =>
		names.includes(name),
	);
	expect(switches).toHaveLength(names.length);
	for (const format of ['JSON', 'FORM-DATA']) {
		for (const [name, reading] of switches.flatMap(({ name: of, readings }) =>
			Object.keys(readings).map((one) => [of, one]),
		)) {
			await world.control.post('/reset');
			const id = randomUUID();
			const started: IDataObject[] = [];
			const receiver = await startReceiver(async (delivery) => {
				const run = await deliver(delivery, id);
				started.push(...run.items.map((item) => item.json));
				return run;
			});
			const login = { user: 'mensatek', password: WEBHOOK_SECRET };
			await world.control.put('/mensatek/reports', { url: receiver.url, format, ...login });
			await world.control.put('/mensatek/switches', { [name]: reading });
			const send = { resource: 'identityVerification', operation: 'send', phone: '600000001' };
			const verification = String((await world.mensatek(send)).items[0].json.ID);
			for (const step of ['open', 'front', 'back', 'selfie', 'finish'])
				await world.control.post(`/mensatek/verifications/${verification}/${step}`);
			await allDelivered('/mensatek/deliveries');
			await receiver.close();
			const told = started.map(({ ID, status, verified }) => [ID, status, verified]);
			expect([format, name, reading, told]).toEqual([
				...[format, name, reading],
				[
					...[5010, 5020, 5030, 5040, 5050].map((status) => [verification, status, false]),
					...[5001, 5100].map((status) => [verification, status, true]),
				],
			]);
		}
	}
}, 60_000);

async function allDelivered(path: string): Promise<void> {
	const isWaiting = async () =>
		((await world.control.get(path)).data as IDataObject[]).some(({ status }) => status === null);
	while (await isWaiting()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('no field of a report passes for one of the trigger', async () => {
	const own = [
		'verified',
		'reasons',
		'hasResult',
		'likeness',
		'checks',
		'status',
		'receivedAt',
		'certificate',
	];
	const sent = fc.dictionary(fc.constantFrom(...own, 'ofPayload', '__proto__'), fc.jsonValue(), {
		minKeys: 1,
	});
	await fc.assert(
		fc.asyncProperty(sent, async (forged) => {
			const body = { Servicio: 'VERIFICACION_IDENTIDAD', ID: randomUUID(), Estado: '5010', ...forged };
			const { items } = await deliver(json(body));
			const { ofPayload, receivedAt, ...rest } = items[0].json;
			expect(rest).toEqual({
				...{ Servicio: body.Servicio, ID: body.ID, Estado: '5010' },
				...{ verified: false, reasons: ['The report carries no result'], hasResult: false },
				...{ likeness: null, status: 5010 },
			});
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
	const refused = async (after: number, delivery: Delivery) => {
		clock.mockReturnValue(start + after);
		return (await deliver(delivery)).answer?.status;
	};
	const stranger = json(sample, `Basic ${Buffer.from('mensatek:wrong-word').toString('base64')}`);
	expect(await refused(0, stranger)).toBe(401);
	expect(await refused(10, stranger)).toBe(401);
	expect(await refused(60_000, json({ ID: 'somebody', Estado: '5001' }))).toBe(400);
	clock.mockRestore();
	const lines = warn.mock.calls.map(([line]) => String(line));
	warn.mockRestore();
	expect(lines).toEqual([
		expect.stringMatching(
			/^The node “.+” of workflow .+ refused a delivery: user or password is missing or wrong\. If /,
		),
		expect.stringMatching(
			/The report lacks Servicio\. If .+ 1 more were refused since the last such line\.$/,
		),
	]);
	for (const text of [WEBHOOK_SECRET, 'wrong-word', 'somebody', Authorization])
		expect(lines.join()).not.toContain(text);
});
