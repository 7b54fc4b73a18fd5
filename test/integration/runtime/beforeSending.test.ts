import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EngineCredentials } from '../support/credentials';
import { startRecorder, type Recorder } from '../support/recorder';
import { createVerification } from '../support/verifications';
import { items, startWorld, type World } from '../support/world';

let world: World;
let keynua: Recorder;
beforeAll(async () => {
	world = await startWorld();
	keynua = await startRecorder(() => ({ body: { id: 'made', userToken: 'token' } }));
});
afterAll(async () => {
	await keynua.close();
	await world.close();
});
afterEach(() => jest.restoreAllMocks());

const create = async (baseUrl: string, ...titles: string[]) =>
	await world.keynua(createVerification, {
		input: items(...titles.map((title) => ({ title }))),
		credentials: { keynuaApi: { ...world.credentials.keynuaApi, baseUrl } },
	});

test('TLS to a port that knows none: nothing was sent, and TLS is named', async () => {
	const { error } = await create(keynua.url.replace('http:', 'https:'), 'A');
	expect(error?.message).toMatch(
		/^No secure connection \(TLS\) to 127\.0\.0\.1:\d+ could be made \(EPROTO\)/,
	);
	expect(error?.description).toMatch(/^Nothing was sent\..*certificate.*Tried 4 times/);
	expect(error?.context.fate).toBe('notTaken');
	expect(keynua.requests).toHaveLength(0);
});

/** `localhost` has an address of each kind on most machines; the port is closed for both. */
test('a host that refuses at each of its addresses: nothing was sent', async () => {
	const { error } = await create('http://localhost:9', 'A');
	expect(error?.message).toContain('localhost:9 could not be reached (ECONNREFUSED)');
	expect(error?.description).toMatch(/^Nothing was sent\./);
	expect(error?.context.fate).toBe('notTaken');
});

describe('a credential that n8n cannot read', () => {
	const failing = (times: number) => {
		const read = EngineCredentials.prototype.getDecrypted;
		const reading = jest.spyOn(EngineCredentials.prototype, 'getDecrypted');
		for (let n = 0; n < times; n++)
			reading.mockRejectedValueOnce(new Error('timeout exceeded when trying to connect'));
		reading.mockImplementation(async function (this: EngineCredentials, ...given) {
			return await read.apply(this, given);
		});
	};

	test('is told as such, and that nothing was sent', async () => {
		failing(4);
		const { error } = await create(keynua.url, 'A');
		expect(error?.message).toContain('n8n could not read the Keynua credential');
		expect(error?.message).toContain('timeout exceeded when trying to connect');
		expect(error?.description).toMatch(/^Nothing was sent\..*database.*Tried 4 times/);
		expect(error?.context.fate).toBe('notTaken');
		expect(keynua.requests).toHaveLength(0);
	});

	test('is tried again, and harms no later item', async () => {
		failing(1);
		const { error, items: output } = await create(keynua.url, 'A', 'B');
		expect(error).toBeUndefined();
		expect(output).toHaveLength(2);
	});
});

describe('a proxy', () => {
	let proxy: Server;
	let answer: string;
	const variables = ['HTTPS_PROXY', 'https_proxy'];
	beforeAll(async () => {
		proxy = createServer();
		proxy.on('connect', (_request, socket) => socket.end(answer));
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	});
	beforeEach(() => {
		const { port } = proxy.address() as AddressInfo;
		for (const name of variables) process.env[name] = `http://127.0.0.1:${port}`;
	});
	afterEach(() => variables.forEach((name) => delete process.env[name]));
	afterAll(() => proxy.close());

	test('that breaks off is named, and nothing was sent', async () => {
		answer = '';
		const { error } = await create('https://api.keynua.example.com', 'A');
		expect(error?.message).toContain('The proxy on the way to api.keynua.example.com');
		expect(error?.description).toMatch(/^Nothing was sent\..*HTTPS_PROXY/);
		expect(error?.context.fate).toBe('notTaken');
	});

	test('that is not there is named', async () => {
		for (const name of variables) process.env[name] = 'http://127.0.0.1:9';
		const { error } = await create('https://api.keynua.example.com', 'A');
		expect(error?.message).toContain('The proxy on the way to api.keynua.example.com');
		expect(error?.context.fate).toBe('notTaken');
	});

	test('that wants a login is named, and nothing was sent', async () => {
		answer =
			'HTTP/1.1 407 No\r\nproxy-authenticate: Basic\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\n<p>no';
		const { error } = await create('https://api.keynua.example.com', 'A');
		expect(error?.message).toContain('The proxy on the way to api.keynua.example.com');
		expect(error?.description).toMatch(/^Nothing was sent\..*HTTPS_PROXY/);
		expect(error?.context.fate).toBe('notTaken');
	});
});
