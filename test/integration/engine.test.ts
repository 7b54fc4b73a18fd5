import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NodeApiError, sleep, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import { Probe, ProbeApi, ProbePoll, ProbeTrigger } from './support/probe';
import { createEngine, type Engine } from './support/engine';

const PROBE = 'n8n-nodes-probe.probe';
const TRIGGER = 'n8n-nodes-probe.probeTrigger';
const POLL = 'n8n-nodes-probe.probePoll';

interface Seen {
	method?: string;
	url?: string;
	headers: IncomingMessage['headers'];
	body: string;
}

describe('the test engine does what n8n does', () => {
	let engine: Engine;
	let provider: Server;
	let baseUrl: string;
	const seen: Seen[] = [];

	beforeAll(async () => {
		provider = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk) => chunks.push(chunk));
			request.on('end', () => {
				const { method, url, headers } = request;
				seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
				const allowed = headers['x-signature'] !== undefined && headers.authorization !== 'Bearer expired';
				const status = !allowed ? 401 : url?.includes('missing') ? 404 : 200;
				response.writeHead(status, { 'content-type': 'application/json' });
				response.end(JSON.stringify(status === 200 ? { id: url } : { message: `no ${url}` }));
			});
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => provider.once('listening', resolve));
		baseUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
		engine = await createEngine({
			nodes: { [PROBE]: new Probe(), [TRIGGER]: new ProbeTrigger(), [POLL]: new ProbePoll() },
			credentials: { probeApi: new ProbeApi() },
			binaryMode: 'filesystem',
		});
	});
	beforeEach(() => seen.splice(0));
	afterAll(() => new Promise((resolve) => provider.close(resolve)));

	const credentials = (data: IDataObject = {}) => ({
		probeApi: { baseUrl, token: 'valid', ...data } as never,
	});
	const things = (...ids: string[]): INodeExecutionData[] => ids.map((id) => ({ json: { id } }));
	const get = { operation: 'get', id: '={{ $json.id }}' };

	test('items in, items out, paired, with the function that signs', async () => {
		const run = await engine.runNode(PROBE, {
			parameters: get,
			credentials: credentials(),
			input: things('a', 'b'),
		});
		expect(run.status).toBe('success');
		expect(run.items).toEqual([
			{ json: { id: '/things/a' }, pairedItem: { item: 0 } },
			{ json: { id: '/things/b' }, pairedItem: { item: 1 } },
		]);
		expect(seen[0].headers['x-signature']).toBe('GET /things/a');
	});

	test('a failure ends the execution and says why', async () => {
		const run = await engine.runNode(PROBE, {
			parameters: get,
			credentials: credentials(),
			input: things('missing', 'b'),
		});
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ name: NodeApiError.name, httpCode: '404' });
		expect(run.execution.data.resultData.runData.Probe).toHaveLength(1);
		expect(seen).toHaveLength(1);
	});

	test('onError routes a failed item to the error output', async () => {
		const run = await engine.runNode(PROBE, {
			parameters: get,
			credentials: credentials(),
			input: things('a', 'missing'),
			node: { onError: 'continueErrorOutput' },
		});
		expect(run.outputs.map((items) => items.length)).toEqual([1, 1]);
		expect(run.outputs[1][0].json).toMatchObject({ id: 'missing', error: expect.any(String) });
	});

	test('Retry On Fail runs the node again', async () => {
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		await engine.runNode(PROBE, {
			parameters: get,
			credentials: credentials(),
			input: things('missing'),
			node,
		});
		expect(seen).toHaveLength(2);
	});

	test('a required parameter that is empty is refused before the node runs', async () => {
		const parameters = { operation: 'get', id: '' };
		await expect(engine.runNode(PROBE, { parameters, credentials: credentials() })).rejects.toThrow('issues');
	});

	test('files go in and come out by way of the disk', async () => {
		const file = await engine.file(Buffer.from('%PDF-1.4 in'), {
			fileName: 'in.pdf',
			mimeType: 'application/pdf',
		});
		expect(file.id).toMatch(/^filesystem-v2:/);
		const run = await engine.runNode(PROBE, {
			parameters: { operation: 'copy' },
			credentials: credentials(),
			input: [{ json: {}, binary: { data: file } }],
		});
		expect(run.items[0].binary?.data).toMatchObject({
			fileName: 'copy of in.pdf',
			mimeType: 'application/pdf',
		});
		expect((await engine.binary(run.items[0])).toString()).toBe('%PDF-1.4 in');
	});

	test('an execution can be cancelled while it runs', async () => {
		const started = engine.startNode(PROBE, {
			parameters: { operation: 'wait' },
			credentials: credentials(),
		});
		await sleep(50);
		started.cancel();
		expect((await started.finished).status).toBe('canceled');
		const later = await engine.runNode(PROBE, {
			parameters: { operation: 'wait' },
			credentials: credentials(),
			cancelAfterMs: 20,
		});
		expect(later.status).toBe('canceled');
	});

	test('an expired session is renewed, once, and kept', async () => {
		const stored = credentials({ token: 'expired' });
		const run = await engine.runNode(PROBE, {
			parameters: get,
			credentials: stored,
			input: things('a'),
		});
		expect(run.status).toBe('success');
		expect(stored.probeApi).toMatchObject({ token: 'renewed' });
		expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer expired', 'Bearer renewed']);
	});

	test('the Test button', async () => {
		const { probeApi } = credentials();
		await expect(engine.testCredential('probeApi', probeApi)).resolves.toMatchObject({ status: 'OK' });
		const wrong = { ...(probeApi as IDataObject), baseUrl: `${baseUrl}/missing` };
		await expect(engine.testCredential('probeApi', wrong as never)).resolves.toEqual({
			status: 'Error',
			message: 'Not Found',
		});
	});

	test('hooks keep static data between publishing and unpublishing', async () => {
		const staticData: IDataObject = {};
		const setup = { credentials: credentials(), staticData };
		expect(await engine.runHook(TRIGGER, 'checkExists', setup)).toBe(false);
		await engine.runHook(TRIGGER, 'create', setup);
		expect(staticData).toEqual({
			url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:5678\/webhook\/.+\/webhook$/),
		});
		expect(await engine.runHook(TRIGGER, 'checkExists', setup)).toBe(true);
		await engine.runHook(TRIGGER, 'delete', setup);
		expect(staticData).toEqual({});
	});

	test('a delivery starts the workflow, or is refused', async () => {
		const body = '{"event":"signed"}';
		const deliver = (signature: string, sent = body) =>
			engine.runWebhook(TRIGGER, {
				credentials: credentials(),
				delivery: { body: sent, headers: { 'Content-Type': 'application/json', 'X-Signature': signature } },
			});
		const good = await deliver(body);
		expect(good).toMatchObject({ started: true, items: [{ json: { event: 'signed' } }] });
		expect(good.answer).toMatchObject({ status: 202, body: 'ok', headers: { 'content-type': 'text/plain' } });
		expect(await deliver('forged')).toMatchObject({ started: false, items: [], answer: { status: 401 } });
		expect(await deliver('{', '{')).toMatchObject({ started: false, answer: { status: 422 } });
	});

	test('a polling trigger remembers where it was', async () => {
		const staticData: IDataObject = {};
		expect(await engine.runPoll(POLL, { staticData })).toEqual([{ json: { poll: 1 } }]);
		expect(await engine.runPoll(POLL, { staticData })).toBeNull();
		expect(staticData).toEqual({ polls: 2 });
	});

	test('lists for the editor', async () => {
		const setup = { credentials: credentials() };
		expect(await engine.loadOptions(PROBE, 'colours', setup)).toEqual([{ name: 'Red', value: 'red' }]);
		const found = await engine.listSearch(PROBE, 'search', { ...setup, filter: 'x', paginationToken: '2' });
		expect(found).toEqual({ results: [{ name: 'x', value: baseUrl }], paginationToken: '2' });
		expect(await engine.resourceMapping(PROBE, 'fields', setup)).toEqual({ fields: [] });
	});
});
