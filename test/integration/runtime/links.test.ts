import { createRequire } from 'node:module';
import { startRecorder, type Recorded, type Recorder } from '../support/recorder';
import { Container } from '../support/n8nCore';
import { startWorld, type World } from '../support/world';

let world: World;
let storage: Recorder;
let answer: (request: Recorded) => { status?: number; headers?: Record<string, string>; body: unknown };
beforeAll(async () => {
	world = await startWorld();
	storage = await startRecorder((request) => answer(request));
});
afterAll(async () => {
	await storage.close();
	await world.close();
});
beforeEach(() => storage.requests.splice(0));

const PDF = { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.4 signed' };
const sentOn = (location: string, status = 307) => ({ status, headers: { location }, body: '' });

/** A finished contract whose signed PDF lies at `link`, given by a Keynua that answers nothing else. */
async function downloadFrom(link: string) {
	const pdf = { id: 1, type: 'pdf', title: 'Final', state: 'success', value: { url: link } };
	const keynua = await startRecorder(() => ({
		body: { id: 'c', title: 'Lease', status: 'done', items: [pdf], users: [], documents: [] },
	}));
	const run = await world.keynua(
		{ resource: 'contract', operation: 'downloadSigned', contractId: { mode: 'id', value: 'c' } },
		{ credentials: { keynuaApi: { ...world.credentials.keynuaApi, baseUrl: keynua.url } } },
	);
	await keynua.close();
	return run;
}

test('a redirect is followed, without the credential', async () => {
	answer = ({ url }) => (url === '/a.pdf?sig=x' ? sentOn('/region/a.pdf?sig=x') : PDF);
	const { items, error } = await downloadFrom(`${storage.url}/a.pdf?sig=x`);
	expect(error).toBeUndefined();
	expect(String(await world.engine.binary(items[0]))).toBe('%PDF-1.4 signed');
	expect(storage.requests.map(({ url }) => url)).toEqual(['/a.pdf?sig=x', '/region/a.pdf?sig=x']);
	const sent = JSON.stringify(storage.requests);
	for (const secret of [world.sandbox.keynua.apiKey, world.sandbox.keynua.apiToken]) {
		expect(sent).not.toContain(secret);
	}
});

test.each(['http://www.example.com/a.pdf', 'http://10.0.0.5/a.pdf', 'file:///etc/passwd'])(
	'a redirect to %s is refused',
	async (location) => {
		answer = () => sentOn(location, 302);
		const { error } = await downloadFrom(`${storage.url}/a.pdf`);
		expect(error?.message).toContain('Keynua gave a link that is not safe to open');
		expect(storage.requests).toHaveLength(1);
	},
);

test('redirects without an end are not followed for ever', async () => {
	answer = () => sentOn('/again', 302);
	const { error } = await downloadFrom(`${storage.url}/a.pdf`);
	expect(error?.message).toContain('302');
	// The last answer proves nothing, so the last address is asked four times.
	expect(storage.requests).toHaveLength(6 + 3);
});

describe("which hosts may be reached is n8n's to decide", () => {
	const fromCore = createRequire(require.resolve('n8n-core'));
	const { SsrfProtectionConfig }: typeof import('@n8n/config') = fromCore('@n8n/config');
	const { DnsResolver } = fromCore('@n8n/backend-network') as { DnsResolver: new () => { lookup: unknown } };
	const config = Container.get(SsrfProtectionConfig);
	const dns = Container.get(DnsResolver);
	const real = dns.lookup;
	afterEach(() => {
		config.enabled = false;
		dns.lookup = real;
	});

	/** The protection is switched on (N8N_SSRF_PROTECTION_ENABLED) when the provider, which is on this machine, has answered. */
	async function downloadProtected(location: string) {
		answer = () => {
			config.enabled = true;
			return sentOn(location);
		};
		return await downloadFrom(`${storage.url}/a.pdf`);
	}

	test('where it protects its network, an address in it is not connected to, and the reason is said', async () => {
		const { error } = await downloadProtected('https://127.0.0.1:9/a.pdf');
		expect(error?.message).toContain('could not be reached (blocked by n8n)');
		expect(error?.description).toContain('N8N_SSRF_ALLOWED_HOSTNAMES');
	});

	test('nor is a public name that stands for one', async () => {
		dns.lookup = async () => [{ address: '10.20.30.40', family: 4 }];
		const { error } = await downloadProtected('https://files.example.com/a.pdf');
		expect(error?.message).toContain('files.example.com could not be reached (blocked by n8n)');
	});

	test('where it does not, the connection is made', async () => {
		const { error } = await downloadFrom('https://127.0.0.1:9/a.pdf');
		expect(error?.message).toContain('127.0.0.1:9 could not be reached (ECONNREFUSED)');
	});
});
