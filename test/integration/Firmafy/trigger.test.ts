import { randomUUID, scryptSync } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Container, core, Logger } from '../support/n8nCore';
import { startWorld, type World } from '../support/world';
import { startBridge, type Bridge } from './bridge';
import { create, endSessions, logins, requestsOf, withPdf } from './support';

const TRIGGER = 'n8n-nodes-esign-kyc.firmafyTrigger';

let world: World;
let bridge: Bridge;
beforeAll(async () => (world = await startWorld('filesystem')));
afterAll(async () => await world.close());
beforeEach(async () => {
	await world.control.post('/reset');
	bridge = await startBridge(world);
});
afterEach(async () => {
	// Unpublishing also empties what the process remembers of published workflows.
	await bridge.hook('delete');
	await bridge.close();
});

const subscriptions = async () => (await world.control.get('/firmafy/subscriptions')).data;
const deliveries = async () => (await world.control.get('/firmafy/deliveries')).data;
const started = () => bridge.runs.filter(({ started }) => started);
const outputs = () => started().map(({ items }) => items[0]);

/** A new request of two signers; returns its code. */
async function newRequest(): Promise<string> {
	const { error, items } = await world.firmafy(create, { input: await withPdf(world) });
	expect(error).toBeUndefined();
	return String(items[0].json.csv);
}

/** The signer signs, and what Firmafy then sends has arrived. */
async function sign(csv: string, index: number): Promise<void> {
	const { status } = await world.control.post(`/firmafy/requests/${csv}/signers/${index}/sign`);
	expect(status).toBe(200);
	await deliveries();
}

async function signedByAll(): Promise<string> {
	const csv = await newRequest();
	await sign(csv, 0);
	await sign(csv, 1);
	return csv;
}

const pagesOf = async (bytes: Buffer) => (await PDFDocument.load(bytes)).getPageCount();

describe('registering', () => {
	test('the URL of each chosen event, with a long random secret', async () => {
		bridge.parameters = { events: ['documentSigned', 'signerSigned'], method: '2' };
		expect(await bridge.hook('checkExists')).toBe(false);
		await bridge.hook('create');
		const made: Array<{ type: number; method: number; url: string }> = await subscriptions();
		expect(made.map(({ type, method }) => ({ type, method }))).toEqual([
			{ type: 1, method: 2 },
			{ type: 2, method: 2 },
			{ type: 5, method: 2 },
		]);
		for (const { url, type } of made) {
			const { searchParams, origin, pathname } = new URL(url);
			expect(`${origin}${pathname}`).toMatch(
				/^http:\/\/127\.0\.0\.1:\d+\/webhook\/00000000-0000-4000-8000-000000000001\/webhook$/,
			);
			expect(searchParams.get('type')).toBe(String(type));
			expect(searchParams.get('secret')).toMatch(/^[0-9a-f]{64}$/);
		}
	});

	test('the same URL again after unpublishing, because none can be taken back', async () => {
		await bridge.hook('create');
		const before = await subscriptions();
		await bridge.hook('delete');
		await bridge.hook('create');
		expect(await subscriptions()).toEqual(before);
	});

	test('repeated deliveries (type 5) too, unless they are switched off', async () => {
		await bridge.hook('create');
		expect((await subscriptions()).map(({ type }: { type: number }) => type)).toEqual([1, 5]);
		await world.control.post('/reset');
		bridge.parameters = { options: { repeatedDeliveries: false } };
		await bridge.hook('create');
		expect((await subscriptions()).map(({ type }: { type: number }) => type)).toEqual([1]);
	});

	test('both types for a document that changes otherwise: no document says under which it comes', async () => {
		bridge.parameters = { events: ['documentChanged'] };
		await bridge.hook('create');
		expect((await subscriptions()).map(({ type }: { type: number }) => type)).toEqual([1, 2, 5]);
	});

	test('fails with Firmafy’s words, and without trying a wrong password again and again', async () => {
		const credentials = { firmafyApi: { ...world.credentials.firmafyApi, password: 'not it' } };
		const publish = () =>
			world.engine.runHook(TRIGGER, 'create', { credentials, webhookBaseUrl: bridge.url });
		await expect(publish()).rejects.toThrow('Firmafy refused the log-in: Usuario o contraseña incorrectos');
		await expect(publish()).rejects.toThrow('Firmafy refused the log-in');
		expect(await logins(world)).toMatchObject({ refused: 1 });
	});

	test('says when Firmafy cannot reach this n8n', async () => {
		const firmafyApi = { ...world.credentials.firmafyApi, baseUrl: 'https://app.firmafy.com' };
		for (const webhookBaseUrl of [
			'http://localhost:5678/webhook',
			'https://10.0.0.7/webhook',
			'https://100.100.0.7/webhook',
			'https://[fd00::1]/webhook',
			'http://n8n/webhook',
			'https://n8n.internal/webhook',
		]) {
			await expect(
				world.engine.runHook(TRIGGER, 'create', { credentials: { firmafyApi }, webhookBaseUrl }),
			).rejects.toThrow(`Firmafy cannot reach this n8n at ${new URL(webhookBaseUrl).host}`);
		}
	});

	test('with a session that is gone', async () => {
		await bridge.hook('create');
		await endSessions(world);
		await bridge.hook('create');
		expect(await subscriptions()).toHaveLength(2);
	});
});

describe('one URL per event and account', () => {
	const urls = async () => (await subscriptions()).map(({ url }: { url: string }) => url);

	test('listening in the editor takes it, and afterwards the published one is put back', async () => {
		await bridge.hook('create', 'trigger');
		const published = await urls();
		await bridge.listening('create');
		expect(await urls()).not.toEqual(published);
		expect((await urls())[0]).toContain('/webhook-test/');
		await bridge.listening('delete');
		expect(await urls()).toEqual(published);
	});

	test('the same in a process that knows nothing of it, since n8n was started anew', async () => {
		await bridge.hook('create', 'trigger');
		const published = await urls();
		// Leaves the node's static data as they are, and empties what the process remembers.
		await bridge.hook('delete');
		await bridge.listening('create');
		expect(await urls()).not.toEqual(published);
		await bridge.listening('delete');
		expect(await urls()).toEqual(published);
		expect(bridge.runs).toMatchObject([
			{ started: false, answer: { status: 200, body: '{"types":["1","5"],"method":"1"}' } },
		]);
	});

	const path = '/webhook/00000000-0000-4000-8000-000000000001/webhook';
	const ask = async (secret: string) =>
		await fetch(new URL(`${path}?${new URLSearchParams({ secret, published: 'true' })}`, bridge.url), {
			method: 'POST',
		});
	const secretOf = async () => new URL((await urls())[0]).searchParams.get('secret') ?? '';

	test('only who knows the secret of the URL is told what is registered, and starts nothing', async () => {
		await bridge.hook('create', 'trigger');
		const told = await ask(await secretOf());
		expect([told.status, await told.json()]).toEqual([200, { types: ['1', '5'], method: '1' }]);
		const { password } = world.sandbox.firmafy;
		for (const wrong of ['', password, 'x'.repeat(64)]) expect((await ask(wrong)).status).toBe(401);
		expect(started()).toEqual([]);
	});

	test('the secret is derived slowly: with a function made for passwords, for this node of this workflow alone', async () => {
		await bridge.hook('create', 'trigger');
		const { password } = world.sandbox.firmafy;
		const { idShow } = world.credentials.firmafyApi;
		const { instanceId } = Container.get(core.InstanceSettings);
		const salt = [instanceId, idShow, 'workflow', 'node'].join();
		expect(await secretOf()).toBe(scryptSync(password, salt, 32).toString('hex'));
	});

	test('after the password was changed, the published node does not answer, and n8n’s log says what to do', async () => {
		await bridge.hook('create', 'trigger');
		await bridge.hook('delete');
		bridge.staticData.secret = 'derived from another password';
		const logged = jest.spyOn(Container.get(Logger), 'error').mockImplementation(() => {});
		await bridge.listening('create');
		const listening = await secretOf();
		await bridge.listening('delete');
		expect(logged.mock.lastCall?.[0]).toContain('unpublish it, and publish it once more');
		expect(logged.mock.lastCall?.[0]).not.toContain(listening);
		logged.mockRestore();
	});

	test('a start of n8n that registers what is published mends what an interrupted test left', async () => {
		await bridge.hook('create', 'trigger');
		const published = await urls();
		await bridge.listening('create');
		expect(await bridge.hook('checkExists')).toBe(false);
		await bridge.hook('create', 'trigger', 'init');
		expect(await urls()).toEqual(published);
	});

	test('unpublishing hands it to the published workflow that had it before', async () => {
		await bridge.hook('create', 'trigger');
		const first = await urls();
		const second = await startBridge(world, { nodeId: 'another node' });
		await second.hook('create', 'trigger');
		expect(await urls()).not.toEqual(first);
		await second.hook('delete', 'internal');
		expect(await urls()).toEqual(first);
		await second.close();
	});

	test('a restart does not change which of two published workflows has it', async () => {
		const second = await startBridge(world, { nodeId: 'another node' });
		await bridge.hook('create', 'trigger');
		await new Promise((resolve) => setTimeout(resolve, 2));
		await second.hook('create', 'trigger');
		const before = await urls();
		// n8n registers them in any order.
		await second.hook('create', 'trigger', 'init');
		await bridge.hook('create', 'trigger', 'init');
		expect(await urls()).toEqual(before);
		// Publishing once more is another thing.
		await bridge.hook('create', 'trigger', 'activate');
		expect(await urls()).not.toEqual(before);
		await second.hook('delete');
		await second.close();
	});

	test('with nothing published, the test URL stays: there is no way to remove it', async () => {
		await bridge.listening('create');
		const listening = await urls();
		await bridge.listening('delete');
		expect(await urls()).toEqual(listening);
	});

	test('an editor that stops listening does not fail when Firmafy cannot be reached', async () => {
		await bridge.hook('create', 'trigger');
		await bridge.listening('create');
		await world.control.post('/faults', { provider: 'firmafy', kind: 'status', status: 500, times: 9 });
		const logged = jest.spyOn(Container.get(Logger), 'error').mockImplementation(() => {});
		expect(await bridge.listening('delete')).toBe(true);
		expect(logged.mock.lastCall?.[0]).toContain('unpublish it, and publish it once more');
		logged.mockRestore();
		await world.control.delete('/faults');
	});

	describe('whether the workflow is published is asked at its own URL; anything but a proper answer is loud', () => {
		const unregistered = 'The requested webhook "POST x/webhook" is not registered.';
		const notFound = (message: string) => ({ status: 404, body: JSON.stringify({ code: 404, message }) });
		const logOfListening = async (answer: Bridge['down']) => {
			bridge.down = answer;
			await bridge.listening('create');
			const logged = jest.spyOn(Container.get(Logger), 'error').mockImplementation(() => {});
			await bridge.listening('delete');
			const lines = logged.mock.calls.map(([line]) => line);
			logged.mockRestore();
			bridge.down = undefined;
			return lines;
		};

		test('n8n says that it is not published: nothing is to be told', async () => {
			expect(await logOfListening(notFound(unregistered))).toEqual([]);
		});

		test.each([
			['another 404', notFound('Not Found'), 'answered 404'],
			['a page', { status: 200, body: '<html>hello</html>' }, 'answered 200 <html>'],
			['JSON of somebody else', { status: 200, body: '{"data":"OK"}' }, 'answered 200'],
			['a redirect', { status: 302, body: '' }, 'answered 302'],
			['a gateway', 502, 'answered 502'],
		])('%s', async (_, answer, reason) => {
			const lines = await logOfListening(answer);
			expect(lines).toEqual([expect.stringContaining('if it is published, may not get Firmafy’s events')]);
			expect(lines[0]).toContain(reason);
		});

		test('a renamed production path is known', async () => {
			const renamed = await startBridge(world, { nodeId: 'renamed', path: 'hooks' });
			await renamed.hook('create', 'trigger');
			const published = await urls();
			await renamed.hook('delete');
			await renamed.listening('create');
			expect((await urls())[0]).toContain('/hooks-test/');
			await renamed.listening('delete');
			expect(await urls()).toEqual(published);
			await renamed.hook('delete');
			await renamed.close();
		});
	});
});

describe('deliveries', () => {
	test('signed by all, as a form: the documented facts and three real PDFs', async () => {
		await bridge.hook('create');
		const csv = await signedByAll();
		expect(bridge.runs).toHaveLength(1);
		const [item] = outputs();
		const [request] = await requestsOf(world);
		expect(item.json).toEqual({
			event: 'documentSigned',
			receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			type: 'Firmar Documento',
			daterequest: request.daterequest,
			datesign: request.signers[1].datesign,
			status: 'FIRMADO',
			subject: 'Firmafy | Solicitud de Firma',
			csv,
			size: request.original.size,
			sender: 'SYSTEM TEST',
			filename: 'Contrato.pdf',
			signer: [
				expect.objectContaining({ name: 'Wence Criado', compliance: 'true', status: 'ACTIVO' }),
				expect.objectContaining({ name: 'Fran Cortes', nif: '98765432B', phone: '777777777' }),
			],
			files: [
				{ field: 'audit', fileName: 'Auditoria-Contrato.pdf' },
				{ field: 'original', fileName: 'Contrato.pdf' },
				{ field: 'signed', fileName: 'Contrato.pdf' },
			],
		});
		expect(await pagesOf(await world.engine.binary(item, 'original'))).toBe(2);
		expect(await pagesOf(await world.engine.binary(item, 'signed'))).toBe(3);
		expect(await pagesOf(await world.engine.binary(item, 'audit'))).toBe(1);
		expect(item.binary?.signed.mimeType).toBe('application/pdf');
	});

	test.each([
		['JSON with links', '2', { documents: 'url' }],
		['JSON in `data`, with links', '2', { wrapped: true }],
		['JSON with base64, the signers as text', '2', { documents: 'base64', signerAsText: true }],
		['an urlencoded form with links', '1', { form: 'urlencoded' }],
		['an urlencoded form with base64', '1', { form: 'urlencoded', documents: 'base64' }],
	])('%s: the same', async (_, method, format) => {
		await world.control.put('/firmafy/deliveries/format', format);
		bridge.parameters = { method };
		await bridge.hook('create');
		const csv = await signedByAll();
		const [item] = outputs();
		expect(item.json).toMatchObject({ event: 'documentSigned', csv, status: 'FIRMADO' });
		expect(item.json.signer).toMatchObject([{ name: 'Wence Criado' }, { name: 'Fran Cortes' }]);
		expect(item.json).not.toHaveProperty('missingFiles');
		expect(item.json.files).toEqual([
			{ field: 'audit', fileName: 'Contrato (audit).pdf' },
			{ field: 'original', fileName: 'Contrato.pdf' },
			{ field: 'signed', fileName: 'Contrato (signed).pdf' },
		]);
		expect(await pagesOf(await world.engine.binary(item, 'signed'))).toBe(3);
		expect(await pagesOf(await world.engine.binary(item, 'audit'))).toBe(1);
		expect('docsigned' in item.json).toBe((format as IDataObject).documents !== 'base64');
	});

	test('each signer, and the last one also as "signed by all"', async () => {
		bridge.parameters = { events: ['documentSigned', 'signerSigned'] };
		await bridge.hook('create');
		await signedByAll();
		expect(outputs().map(({ json }) => [json.event, json.status])).toEqual(
			expect.arrayContaining([
				['signerSigned', 'PENDIENTE'],
				['signerSigned', 'FIRMADO'],
				['documentSigned', 'FIRMADO'],
			]),
		);
		expect(outputs()).toHaveLength(3);
	});

	test('only the documents that are wanted', async () => {
		bridge.parameters = { documents: ['docsigned'] };
		await bridge.hook('create');
		await signedByAll();
		expect(Object.keys(outputs()[0].binary ?? {})).toEqual(['signed']);
	});

	test('an event that is no longer wanted is taken and starts nothing, so that Firmafy stops', async () => {
		bridge.parameters = { events: ['documentSigned', 'signerSigned'] };
		await bridge.hook('create');
		bridge.parameters = { events: ['documentSigned'] };
		await sign(await newRequest(), 0);
		expect(bridge.runs).toMatchObject([{ started: false, answer: { status: 200 } }]);
		expect((await deliveries())[0]).toMatchObject({ status: 200, retryAt: null });
	});
});

describe('what a delivery says', () => {
	/** In the document's shape, to the URL of a type. */
	async function deliver(type: string, facts: IDataObject, parameters: INodeParameters = {}) {
		bridge.parameters = parameters;
		await bridge.hook('create');
		return await world.engine.runWebhook(TRIGGER, {
			parameters: bridge.parameters,
			credentials: { firmafyApi: world.credentials.firmafyApi },
			staticData: bridge.staticData,
			delivery: {
				query: { secret: String(bridge.staticData.secret), type },
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ csv: randomUUID(), ...facts }),
			},
		});
	}
	const rejected = { status: 'RECHAZADO', signer: [{ name: 'Ana', status: 'RECHAZADO', datesign: '' }] };

	test('a rejection is never "signed by all", whatever the URL; n8n’s log tells of it', async () => {
		const logged = jest.spyOn(Container.get(Logger), 'warn').mockImplementation(() => {});
		const { started, answer } = await deliver('1', rejected);
		expect({ started, answer }).toMatchObject({ started: false, answer: { status: 200, body: 'OK' } });
		expect(logged.mock.lastCall?.[0]).toContain('RECHAZADO');
		logged.mockRestore();
	});

	test('it starts the workflow that waits for other changes, with its status', async () => {
		const { items } = await deliver('1', rejected, { events: ['documentChanged'] });
		expect(items[0].json).toMatchObject({ event: 'documentChanged', status: 'RECHAZADO' });
	});

	test('or only for some statuses', async () => {
		const parameters = (statuses: string) => ({ events: ['documentChanged'], options: { statuses } });
		expect((await deliver('1', rejected, parameters('caducado, rechazado'))).started).toBe(true);
		expect((await deliver('1', rejected, parameters('CADUCADO'))).started).toBe(false);
	});

	test('a payload takes the place of nothing that the trigger says', async () => {
		const own = { event: 'signerSigned', receivedAt: 'never', files: ['x'], missingFiles: 'none' };
		const { items } = await deliver('1', { status: 'FIRMADO', ...own }, { documents: [] });
		expect(items[0].json).toMatchObject({ event: 'documentSigned', files: [] });
		expect(items[0].json.receivedAt).toMatch(/^\d{4}-/);
		expect(items[0].json).not.toHaveProperty('missingFiles');
	});

	test('links are opened after the answer, in the execution', async () => {
		const { createServer } = await import('node:http');
		let opened = 0;
		const server = createServer((_, response) => {
			opened += 1;
			response.writeHead(404).end();
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as { port: number };
		const docsigned = `http://127.0.0.1:${port}/a.pdf`;
		const run = await deliver('1', { status: 'FIRMADO', docsigned }, { documents: ['docsigned'] });
		server.close();
		// What n8n puts on record before it answers is what webhook() gave.
		expect(run.result?.workflowData?.[0][0]).toMatchObject({ json: { docsigned, files: [] }, binary: {} });
		expect(opened).toBe(1);
		expect(run.items[0].json.missingFiles).toMatchObject([{ document: 'signed' }]);
	});
});

describe('redeliveries', () => {
	test('start the workflow once', async () => {
		await bridge.hook('create');
		await signedByAll();
		const [{ id }] = await deliveries();
		await world.control.post(`/firmafy/deliveries/${id}/resend`);
		await world.control.post(`/firmafy/deliveries/${id}/resend`);
		expect(bridge.runs.map(({ started }) => started)).toEqual([true, false, false]);
		expect(bridge.runs.map(({ answer }) => answer)).toMatchObject(
			Array.from({ length: 3 }, () => ({ status: 200, body: 'OK' })),
		);
	});

	test('are known to a process that was started anew, by the static data', async () => {
		await bridge.hook('create');
		const deliver = async (id: string) =>
			await world.engine.runWebhook(TRIGGER, {
				credentials: { firmafyApi: world.credentials.firmafyApi },
				staticData: bridge.staticData,
				// What the process remembers, it remembers by the node's ID.
				node: { id },
				delivery: {
					query: { secret: String(bridge.staticData.secret), type: '1' },
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ csv: 'X', status: 'FIRMADO' }),
				},
			});
		expect((await deliver('as the first process knows it')).started).toBe(true);
		expect((await deliver('as the second process knows it')).started).toBe(false);
	});

	test('at the same moment: one start', async () => {
		await bridge.hook('create');
		bridge.down = 503;
		await signedByAll();
		bridge.down = undefined;
		const [{ id }] = await deliveries();
		await Promise.all(
			Array.from({ length: 8 }, async () => await world.control.post(`/firmafy/deliveries/${id}/resend`)),
		);
		expect(bridge.runs).toHaveLength(8);
		expect(started()).toHaveLength(1);
	});

	test('two documents with the same dates both start it', async () => {
		await bridge.hook('create');
		const [one, two] = [await newRequest(), await newRequest()];
		await Promise.all([sign(one, 0), sign(two, 0)]);
		await Promise.all([sign(one, 1), sign(two, 1)]);
		expect(
			outputs()
				.map(({ json }) => json.csv)
				.sort(),
		).toEqual([one, two].sort());
	});

	test('what n8n could not take arrives with the second try, 30 minutes later', async () => {
		await bridge.hook('create');
		bridge.down = 503;
		await signedByAll();
		bridge.down = undefined;
		await world.control.post('/firmafy/clock/advance', { minutes: 29 });
		expect(bridge.runs).toHaveLength(0);
		await world.control.post('/firmafy/clock/advance', { minutes: 1 });
		expect(started()).toHaveLength(1);
	});

	test('Firmafy gives up after three tries', async () => {
		await bridge.hook('create');
		bridge.down = 404;
		await signedByAll();
		for (let half = 0; half < 6; half++) await world.control.post('/firmafy/clock/advance', { minutes: 30 });
		expect((await deliveries()).map(({ attempt }: { attempt: number }) => attempt)).toEqual([1, 2, 3]);
	});
});

describe('what is turned away', () => {
	const deliver = async (query: IDataObject, body: string, type = 'application/json') =>
		await world.engine.runWebhook(TRIGGER, {
			parameters: bridge.parameters,
			credentials: { firmafyApi: world.credentials.firmafyApi },
			staticData: bridge.staticData,
			delivery: { query, body, headers: { 'content-type': type } },
		});
	const good = JSON.stringify({ csv: 'X', status: 'FIRMADO', datesign: '2021-02-09 16:07:25' });

	test('no secret, a wrong one, part of it, a list, one that was never registered: 401', async () => {
		const unregistered = await deliver({ secret: '', type: '1' }, good);
		await bridge.hook('create');
		const secret = String(bridge.staticData.secret);
		const queries: IDataObject[] = [
			{},
			{ type: '1' },
			{ secret: 'guess', type: '1' },
			{ secret: secret.slice(0, -1), type: '1' },
			{ secret: `${secret} `, type: '1' },
			{ secret: [secret, secret], type: '1' },
			{ secret: { a: secret }, type: '1' },
		];
		const runs = [unregistered];
		for (const query of queries) runs.push(await deliver(query, good));
		for (const run of runs) expect(run).toMatchObject({ started: false, answer: { status: 401 } });
		expect(await deliver({ secret, type: '1' }, good)).toMatchObject({ started: true });
	});

	test('with a field that is wrong: 500, so that it comes again, and n8n’s log names the field', async () => {
		await bridge.hook('create');
		bridge.parameters = { documents: '={{ ["docsecret"] }}' };
		const log = jest.spyOn(Container.get(Logger), 'error').mockImplementation();
		const run = await deliver({ secret: String(bridge.staticData.secret), type: '1' }, good);
		expect(run).toMatchObject({ started: false, answer: { status: 500 } });
		expect(log.mock.calls.flat().join()).toContain('"Documents" has no choice "docsecret"');
		log.mockRestore();
	});

	test('a body without a code, with the right secret: 400', async () => {
		await bridge.hook('create');
		const query = { secret: String(bridge.staticData.secret), type: '1' };
		for (const body of ['{}', '[]', '"x"', '{"csv":""}', '{"csv":{"a":1}}', '{"data":"{"}']) {
			expect(await deliver(query, body)).toMatchObject({ started: false, answer: { status: 400 } });
		}
		expect(await deliver(query, 'csv', 'text/plain')).toMatchObject({ answer: { status: 400 } });
	});

	test('JSON that pretends to be a form with files does not get files of this server', async () => {
		await bridge.hook('create');
		const query = { secret: String(bridge.staticData.secret), type: '1' };
		const file = { filepath: '/etc/passwd', originalFilename: 'x.pdf', mimetype: 'application/pdf', size: 9 };
		const body = JSON.stringify({
			data: { csv: 'X', status: 'FIRMADO', docsigned: file },
			files: { docsigned: file },
		});
		const { items } = await deliver(query, body);
		expect(items[0].binary).toEqual({});
	});
});

describe('links to documents', () => {
	async function deliverLink(docsigned: string) {
		bridge.parameters = { documents: ['docsigned'] };
		await bridge.hook('create');
		return await world.engine.runWebhook(TRIGGER, {
			parameters: bridge.parameters,
			credentials: { firmafyApi: world.credentials.firmafyApi },
			staticData: bridge.staticData,
			delivery: {
				query: { secret: String(bridge.staticData.secret), type: '1' },
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ csv: docsigned, status: 'FIRMADO', docsigned }),
			},
		});
	}

	test.each(['http://www.example.com/a.pdf', 'http://169.254.169.254/latest/meta-data'])(
		'%s is not opened, and the workflow starts with the reason',
		async (link) => {
			const { items } = await deliverLink(link);
			expect(items[0].binary).toEqual({});
			expect(items[0].json).toMatchObject({
				docsigned: link,
				files: [],
				missingFiles: [{ document: 'signed', reason: expect.stringContaining('not safe to open') }],
			});
		},
	);

	test('a redirect is checked like the link itself', async () => {
		const { createServer } = await import('node:http');
		const seen: string[] = [];
		const server = createServer(({ url }, response) => {
			seen.push(String(url));
			response.writeHead(302, { location: 'http://10.1.2.3/secret.pdf' }).end();
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as { port: number };
		const { items } = await deliverLink(`http://127.0.0.1:${port}/a.pdf`);
		server.close();
		expect(seen).toEqual(['/a.pdf']);
		expect(items[0].json.missingFiles).toMatchObject([
			{ reason: expect.stringContaining('http://10.1.2.3') },
		]);
	});

	test('what is no PDF, or too large, is no file', async () => {
		const { createServer } = await import('node:http');
		const headersSeen: string[] = [];
		const megabyte = Buffer.alloc(1024 * 1024, '%PDF');
		const server = createServer(({ url, headers }, response) => {
			headersSeen.push(...Object.keys(headers));
			if (url === '/page') return response.end('<html>log in</html>');
			let sent = 0;
			const more = () => {
				while (sent++ < 60 && response.write(megabyte));
				if (sent >= 60) response.end();
				else response.once('drain', more);
			};
			more();
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as { port: number };
		const page = await deliverLink(`http://127.0.0.1:${port}/page`);
		const large = await deliverLink(`http://127.0.0.1:${port}/large`);
		server.close();
		expect(page.items[0].json.missingFiles).toMatchObject([{ reason: 'What Firmafy sent is not a PDF' }]);
		expect(large.items[0].json.missingFiles).toMatchObject([{ reason: 'The file is larger than 50 MB' }]);
		expect(headersSeen).not.toContain('authorization');
		expect(headersSeen).not.toContain('cookie');
	});
});
