import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createVerification } from '../support/verifications';
import { items, startWorld, type World } from '../support/world';

let server: Server;
let url: string;
let requests = 0;
let answer: (response: ServerResponse) => void;
let world: World;
beforeAll(async () => {
	world = await startWorld();
	server = createServer((request, response) => {
		requests++;
		request.resume();
		request.on('end', () => answer(response));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await world.close();
});
beforeEach(() => (requests = 0));
afterEach(() => jest.restoreAllMocks());

const create = async () =>
	await world.keynua(createVerification, {
		input: items({ title: 'A' }),
		node: { onError: 'continueRegularOutput' },
		credentials: { keynuaApi: { ...world.credentials.keynuaApi, baseUrl: url } },
	});

const json = { 'content-type': 'application/json' };
const TWO_MINUTES_MS = 120_000;

test('an answer that drips is given up after two minutes: the write may have been carried out', async () => {
	const { timeout } = AbortSignal;
	// Two minutes are over in a moment. Whatever else is waited for takes its time.
	jest
		.spyOn(AbortSignal, 'timeout')
		.mockImplementation((ms) => timeout.call(AbortSignal, ms === TWO_MINUTES_MS ? 300 : ms));
	answer = (response) => {
		response.writeHead(200, json).write('{"id":"x","title":"');
		const drip = setInterval(() => response.write('.'), 20);
		response.on('close', () => clearInterval(drip));
	};
	const [{ json: item }] = (await create()).items;
	expect(item.error).toContain('Keynua may have carried this out, but its answer was lost');
	expect(item.error).toContain('took longer than 120 seconds');
	expect(requests).toBe(1);
});

test('of an error page, the first 64 KB are kept', async () => {
	answer = (response) =>
		response.writeHead(400, { 'content-type': 'text/html' }).end('<p>'.repeat(1_000_000));
	const run = await create();
	expect(run.items[0].json.error).toContain('Keynua refused the request (400)');
	expect(JSON.stringify(run.items).length).toBeLessThan(70_000);
});

test.each([
	['compressed', (text: string) => gzipSync(text), { 'content-encoding': 'gzip' }],
	['with a byte order mark', (text: string) => `\uFEFF${text}`, {}],
	['in pieces within a character', (text: string) => text, { 'transfer-encoding': 'chunked' }],
])('an answer %s is read', async (_, written, headers) => {
	answer = (response) => {
		const bytes = Buffer.from(written('{"id":"x","title":"ñandú"}'));
		response.writeHead(200, { ...json, ...headers });
		for (const byte of bytes) response.write(Buffer.from([byte]));
		response.end();
	};
	const [{ json: item }] = (await create()).items;
	expect(item).toMatchObject({ id: 'x', title: 'ñandú' });
});
