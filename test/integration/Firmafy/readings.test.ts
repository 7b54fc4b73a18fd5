import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { formEncodings, jsonEncodings, wrappings } from '../../../campaigns/deliveries/providers/encodings';
import { Container, Logger } from '../support/n8nCore';
import { startReceiver } from '../support/receiver';
import type { Delivery } from '../support/webhookCall';
import { startWorld, type World } from '../support/world';
import { startBridge } from './bridge';
import { create, withPdf } from './support';

const TRIGGER = 'n8n-nodes-esign-kyc.firmafyTrigger';
const secret = 'f'.repeat(64);

let world: World;
beforeAll(async () => (world = await startWorld('filesystem')));
afterAll(async () => await world.close());

async function deliver(delivery: Delivery, parameters: INodeParameters = {}) {
	return await world.engine.runWebhook(TRIGGER, {
		parameters: { documents: [], ...parameters },
		credentials: { firmafyApi: world.credentials.firmafyApi },
		staticData: { secret },
		node: { id: randomUUID() },
		delivery: { ...delivery, query: { secret, type: '1', ...delivery.query } },
	});
}
const json = (body: object): Delivery => ({
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body),
});

/** The document's example, "Un ejemplo del POST en HTTP que se devuelve". */
const signer = {
	name: 'Wence Criado',
	phone: '600000000',
	nif: '12345678A',
	email: 'soporte@firmafy.com',
	status: 'ACTIVO',
	compliance: 'true',
	datesign: '2021-02-09 16:06:32',
};
const example = {
	type: 'Firmar Documento',
	daterequest: '2021-02-09 16:02:34',
	datesign: '2021-02-09 16:07:25',
	status: 'FIRMADO',
	subject: 'Firmafy | Solicitud de Firma ñ',
	csv: '349F5EFF87CAC449C56E',
	size: '35687',
	sender: 'SYSTEM TEST',
	filename: 'Documento.pdf',
};

describe('the documented delivery arrives as it was meant', () => {
	const texts = wrappings.flatMap(jsonEncodings);
	const signers: Array<[string, unknown]> = [
		['a list', [signer]],
		['the text of a list', JSON.stringify([signer])],
	];

	test.each(signers)('in every encoding of JSON and of forms, the signers as %s', async (_, signersSent) => {
		const outputs: unknown[] = [];
		const receiver = await startReceiver(async (delivery) => {
			const run = await deliver(delivery);
			outputs.push(run.items.map((item) => item.json));
			return run;
		});
		const encodings = [...texts, ...formEncodings];
		for (const encoding of encodings) {
			const { headers, body } = encoding({ ...example, signer: signersSent });
			const { status } = await fetch(receiver.url, {
				method: 'POST',
				headers,
				body: Buffer.from(body as Buffer),
			});
			expect([headers, status]).toEqual([headers, 200]);
		}
		await receiver.close();
		const expected = {
			...example,
			...{ event: 'documentSigned', receivedAt: expect.stringMatching(/Z$/), files: [] },
			...{ size: 35687, signer: [signer] },
		};
		expect(outputs).toEqual(encodings.map(() => [expected]));
	});
});

describe('with the sandbox, however it reads what the document leaves open', () => {
	const names = [
		...['wrapped', 'signerAsText', 'contentType', 'form', 'formNames', 'documents', 'values', 'language'],
		...['unfinished', 'lastSignature', 'repeats'],
	];

	test.each([
		['as a form', '1'],
		['as JSON', '2'],
	])(
		'a document that all have signed, %s',
		async (_, method) => {
			await world.control.post('/reset');
			const { data } = await world.control.get('/firmafy/switches');
			const switches = (data as Array<{ name: string; readings: object }>).filter(({ name }) =>
				names.includes(name),
			);
			expect(switches).toHaveLength(names.length);
			const cases = switches.flatMap(({ name, readings }) =>
				Object.keys(readings).map((reading) => [name, reading]),
			);
			for (const [name, reading] of cases) {
				await world.control.post('/reset');
				const bridge = await startBridge(world, { nodeId: randomUUID() });
				bridge.parameters = { method };
				await bridge.hook('create');
				await world.control.put('/firmafy/switches', { [name]: reading });
				const { items: requested } = await world.firmafy(create, { input: await withPdf(world) });
				const csv = String(requested[0].json.csv);
				for (const index of [0, 1]) {
					await world.control.post(`/firmafy/requests/${csv}/signers/${index}/sign`);
					await world.control.get('/firmafy/deliveries');
				}
				const started = bridge.runs.flatMap((run) => run.items);
				expect([name, reading, started.length]).toEqual([name, reading, 1]);
				expect([name, reading, started[0].json]).toMatchObject([
					...[name, reading],
					{
						event: 'documentSigned',
						csv,
						filename: 'Contrato.pdf',
						status: expect.stringMatching(/^(FIRMADO|SIGNED)$/),
					},
				]);
				expect(started[0].json.signer).toMatchObject([{ name: 'Wence Criado' }, { name: 'Fran Cortes' }]);
				expect([name, reading, Object.keys(started[0].binary ?? {}).sort()]).toEqual([
					...[name, reading],
					['audit', 'original', 'signed'],
				]);
				await bridge.hook('delete');
				await bridge.close();
			}
		},
		120_000,
	);
});

test('no field of a delivery passes for one of the trigger', async () => {
	const own = fc.constantFrom('event', 'receivedAt', 'files', 'missingFiles', 'ofPayload', '__proto__');
	const sent = fc.dictionary(own, fc.oneof(fc.string(), fc.jsonValue()), { minKeys: 1 });
	await fc.assert(
		fc.asyncProperty(sent, async (forged) => {
			const body = { csv: randomUUID(), status: 'FIRMADO', ...forged };
			const { items } = await deliver(json(body));
			const { ofPayload, receivedAt, ...rest } = items[0].json;
			expect(rest).toEqual({
				csv: body.csv,
				status: 'FIRMADO',
				signer: [],
				event: 'documentSigned',
				files: [],
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
		return (await deliver(delivery)).answer;
	};
	const stranger = { ...json({ csv: 'code-of-somebody' }), query: { secret: 'wrong-secret' } };
	expect(await refused(0, stranger)).toMatchObject({ status: 401, body: 'the secret does not match' });
	await refused(10, stranger);
	await refused(59_999, json({ csv: { name: 'code-of-somebody' } }));
	expect(warn).toHaveBeenCalledTimes(1);
	expect(await refused(60_000, json({ note: 'code-of-somebody' }))).toMatchObject({
		status: 400,
		body: 'the delivery names no document (csv)',
	});
	clock.mockRestore();
	const lines = warn.mock.calls.map(([line]) => String(line));
	warn.mockRestore();
	expect(lines).toHaveLength(2);
	expect(lines[0]).toMatch(
		/^The node “.+” of workflow .+ refused a delivery: the secret does not match\. If .+\.$/,
	);
	expect(lines[1]).toMatch(
		/names no document \(csv\)\. If .+\. 2 more were refused since the last such line\.$/,
	);
	for (const secretText of [secret, 'wrong-secret', 'code-of-somebody'])
		expect(lines.join()).not.toContain(secretText);
});
