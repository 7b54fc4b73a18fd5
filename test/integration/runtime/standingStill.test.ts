import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startRecorder } from '../support/recorder';
import { startWorld, type World } from '../support/world';

/** A server that begins an answer and never ends it. */
let still: Server;
let url: string;
let begin: { status: number; bytes: string };
let world: World;
beforeAll(async () => {
	world = await startWorld('filesystem');
	still = createServer((request, response) => {
		request.resume();
		response.writeHead(begin.status, { 'content-type': 'application/pdf' });
		response.write(begin.bytes);
	});
	await new Promise<void>((resolve) => still.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(still.address() as AddressInfo).port}`;
});
afterAll(async () => {
	still.closeAllConnections();
	still.close();
	await world.close();
});

const TEN_MINUTES_MS = 600_000;

/** Ten minutes are over in a moment. Whatever else is waited for takes its time. */
beforeEach(() => {
	const { timeout } = AbortSignal;
	jest
		.spyOn(AbortSignal, 'timeout')
		.mockImplementation((ms) => timeout.call(AbortSignal, ms === TEN_MINUTES_MS ? 100 : ms));
});
afterEach(() => jest.restoreAllMocks());

async function signedPdfFrom(link: string) {
	const pdf = { id: 1, type: 'pdf', title: 'Final', state: 'success', value: { url: link } };
	const contract = { id: 'c', title: 'Lease', status: 'done', items: [pdf], users: [], documents: [] };
	const keynua = await startRecorder(() => ({ body: contract }));
	const run = await world.keynua(
		{ resource: 'contract', operation: 'downloadSigned', contractId: { mode: 'id', value: 'c' } },
		{ credentials: { keynuaApi: { ...world.credentials.keynuaApi, baseUrl: keynua.url } } },
	);
	await keynua.close();
	return run;
}

const TOO_SLOW = /^The file from \w+ took longer than 600 seconds/;

test.each([
	['before it can be told that it is a PDF', { status: 200, bytes: '%PDF' }],
	['in the middle of a PDF', { status: 200, bytes: `%PDF-1.7${' '.repeat(5_000)}` }],
	['in the middle of a refusal', { status: 403, bytes: '<Error>' }],
])('a link whose answer stands still %s is given up after ten minutes', async (_where, answer) => {
	begin = answer;
	const { error } = await signedPdfFrom(`${url}/signed.pdf`);
	expect(error?.message).toMatch(TOO_SLOW);
});

test("so is Mensatek's certificate", async () => {
	begin = { status: 200, bytes: `%PDF-1.7${' '.repeat(5_000)}` };
	const mensatekApi = { ...world.credentials.mensatekApi, baseUrl: url };
	const { error } = await world.mensatek(
		{ resource: 'identityVerification', operation: 'getCertificate', verificationId: '1' },
		{ credentials: { mensatekApi } },
	);
	expect(error?.message).toMatch(TOO_SLOW);
});
