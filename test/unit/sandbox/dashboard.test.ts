import { browse, type Browse } from './browse';
import { createContract, type Harness, startHarness, startReceiver, until } from './harness';

let harness: Harness;
let browser: Browse;
beforeEach(async () => {
	harness = await startHarness();
	browser = browse(harness);
});
afterEach(() => harness.sandbox.close());

const control = async (path: string) => (await harness.plain.get(`/control${path}`)).data;

async function createVerification(changes: object = {}) {
	const body = { title: 'Who', documentNumber: '1', documentType: 'pe-dni', ...changes };
	return (await harness.keynua.put('/identity-verification/v1', body)).data;
}

describe('every page', () => {
	const paths = ['/', '/page/requests', '/page/faults', '/page/credentials', '/page/reset'];
	const providers = ['keynua', 'dynamicore', 'firmafy', 'mensatek'];
	const all = [...paths, ...providers.map((name) => `/page/${name}`)];

	it.each(all)('%s is one document without inline script or style, under a strict policy', async (path) => {
		const { status, headers, data } = await browser.open(path);
		expect(status).toBe(200);
		expect(headers['content-type']).toContain('text/html');
		const policy = String(headers['content-security-policy']);
		expect(policy).toContain("default-src 'none'");
		expect(policy).not.toContain('unsafe');
		expect(data).not.toMatch(/<script(?! src="\/assets\/)|<style|\son\w+=|\sstyle=/);
		expect(data.match(/<h1>/g)).toHaveLength(1);
	});

	it('says what to do first while there is nothing', async () => {
		expect(await browser.page('/')).toContain('Begin here');
		expect(await browser.page('/page/keynua')).toContain('run Keynua: Create a contract');
		await createContract(harness);
		expect(await browser.page('/')).not.toContain('Begin here');
	});

	it('is a page that says so when there is none', async () => {
		for (const path of [
			'/page/nobody',
			'/page/keynua/contracts/x',
			'/page/requests/9',
			'/phone/keynua/index.html',
		]) {
			const { status, data } = await browser.open(path);
			expect([path, status]).toEqual([path, 404]);
			expect(data).toContain('role="alert"');
		}
	});

	it('is not what the control API answers', async () => {
		const { status, data } = await harness.plain.get('/control/keynua/nothing');
		expect([status, data.message]).toEqual([404, expect.stringContaining('not part of the control API')]);
	});

	it('escapes what came from outside', async () => {
		const evil = '"><script>alert(1)</script>';
		const { id, users } = await createContract(harness, { title: evil, reference: evil });
		const verification = await createVerification({ title: evil, userFullName: evil });
		await harness.keynua.get(`/contracts/v1/${encodeURIComponent(evil)}?a=${evil}`, {
			headers: { 'x-evil': evil },
		});
		const shown = [
			...all,
			...[1, 2, 3].map((number) => `/page/requests/${number}`),
			`/page/keynua/contracts/${id}`,
			`/page/keynua/verifications/${verification.id}`,
			`/phone/keynua/index.html?token=${users[0].token}`,
			`/phone/keynua/index.html?token=${verification.userToken}`,
			`/page/requests?provider=${encodeURIComponent(evil)}`,
		];
		for (const path of shown) expect(await browser.page(path)).not.toContain('<script>alert');
		expect(await browser.page(`/page/keynua/contracts/${id}`)).toContain('&#60;script&#62;');
	});

	it('is told when something is new', async () => {
		const { data: stream, headers } = await harness.plain.get('/page/events', { responseType: 'stream' });
		expect(headers['content-type']).toBe('text/event-stream');
		let told = '';
		stream.on('data', (chunk: Buffer) => (told += String(chunk)));
		await harness.plain.get('/control/keynua/contracts');
		await createContract(harness);
		await until(() => told.includes('event: change'));
		stream.destroy();
	});

	it('takes forms from its own pages only', async () => {
		const headers = { origin: 'https://evil.example' };
		for (const path of ['/page/reset', '/page/faults', '/page/keynua/webhooks', '/phone/keynua/step']) {
			expect((await harness.plain.post(path, 'url=x', { headers })).status).toBe(403);
		}
	});
});

describe('objects', () => {
	it('have a time line of their states, and buttons for what can be done', async () => {
		const { id } = await createContract(harness);
		const path = `/page/keynua/contracts/${id}`;
		const sign = await browser.buttonOn(path, 'Sign at once: Manuel Silva');
		expect(await browser.press(sign, {}, path)).toMatchObject({ status: 303, location: path });
		const page = await browser.page(path);
		const states = [...page.matchAll(/class="state">[\s\S]*?<span class="badge \w+">([^<]+)/g)].map(
			([, state]) => state,
		);
		expect(states).toEqual(['pending_input', 'working', 'done']);
		expect(page).toContain('Manuel Silva has signed');
		expect(page).toContain('Open the final PDF');
		await expect(browser.buttonOn(path, 'Sign at once')).rejects.toThrow('no button');
		const again = await browser.press(sign, {}, path);
		expect(again.status).toBe(409);
		expect(again.data).toContain('has signed already');
		expect(again.data).toContain(`href="${path}">Go back`);
	});

	it('show a refusal, a failed check and an expiry', async () => {
		const { id } = await createContract(harness);
		const path = `/page/keynua/contracts/${id}`;
		await browser.press(await browser.buttonOn(path, 'Refuse'), { message: 'No firmo' }, path);
		expect(await browser.page(path)).toContain('DocumentRejectedBySigner – No firmo');
		await browser.press(await browser.buttonOn(path, 'Fail the face match'), {}, path);
		expect(await browser.page(path)).toContain('NotAMatch');
		const verification = await createVerification();
		const page = `/page/keynua/verifications/${verification.id}`;
		await browser.press(await browser.buttonOn(page, 'Let expire'), {}, page);
		expect(await browser.page(page)).toContain('is out of time');
		expect((await control(`/keynua/verifications/${verification.id}`)).status).toBe('expired');
	});

	it('of DynamiCore show what happened to a client', async () => {
		const pii = { firstname: 'Ana', lastname: 'Paz', rfc: 'RALO101086GT4', email: 'a@b.mx' };
		await harness.dynamicore('POST', '/private/clients', { client_type: '17', pii });
		await harness.dynamicore('PUT', '/private/clients', { id: '1', pii: { phone: '55' } });
		const page = await browser.page('/page/dynamicore/clients/1');
		for (const text of ['Ana Paz', 'was created', 'was changed: phone']) expect(page).toContain(text);
	});
});

describe('requests', () => {
	it('are shown as they arrived, with what was wrong, and without the secrets', async () => {
		const body = { title: 'x', documents: [{ name: 'a.pdf', base64: 'QUJD'.repeat(1000) }] };
		await harness.keynua.put('/contracts/v1', body, { headers: { 'x-mark': 'seen' } });
		const list = await browser.page('/page/requests?only=refused');
		expect(list).toContain('PUT /keynua/contracts/v1');
		const page = await browser.page('/page/requests/1');
		expect(page).toContain('<strong>What was wrong:</strong>');
		expect(page).toContain('seen');
		expect(page).toContain('(4000 characters)');
		for (const secret of [harness.sandbox.keynua.apiKey, harness.sandbox.keynua.apiToken])
			expect(page).not.toContain(secret);
		await createContract(harness);
		const only = await browser.page('/page/requests?only=refused&provider=keynua');
		expect(only).toContain('1 shown');
	});

	it('with 4.5 MB of documents are shortened, not refused', async () => {
		const document = Buffer.alloc(3_000_000, 'a').toString('base64');
		await harness.keynua.put('/contracts/v1', { title: document });
		expect((await browser.page('/page/requests/1')).length).toBeLessThan(50_000);
	});
});

describe('deliveries', () => {
	it('are registered as in the portal, and can be sent again and forged in two ways', async () => {
		const receiver = await startReceiver({ status: 200, text: 'KEYNUA' });
		const from = '/page/keynua';
		await browser.press(
			'/page/keynua/webhooks',
			{ url: receiver.url, secret: 's', events: ['Created', 'Finished'] },
			from,
		);
		expect(await browser.page(from)).toContain('Created, Finished');
		await browser.press(await browser.buttonOn(from, 'Enable'), {}, from);
		await createContract(harness);
		await until(() => receiver.received.some(({ body }) => body.type === 'ContractCreated'));
		const [{ id }] = await control('/keynua/deliveries');
		const page = await browser.page(`/page/keynua/deliveries/${id}`);
		for (const text of ['X-Keynua-Webhook-SigV2', 'ContractCreated', 'KEYNUA']) expect(page).toContain(text);

		const genuine = receiver.received.at(-1);
		const again = await browser.press(`/page/keynua/deliveries/${id}/resend`, {}, from);
		expect(again.location).toMatch(/^\/page\/keynua\/deliveries\/[\w-]+$/);
		expect(receiver.received.at(-1)?.raw).toBe(genuine?.raw);

		await browser.press(`/page/keynua/deliveries/${id}/forge`, { how: 'altered' }, from);
		const altered = receiver.received.at(-1);
		expect(altered?.headers['x-keynua-webhook-sig']).toBe(genuine?.headers['x-keynua-webhook-sig']);
		expect(altered?.body.payload.title).toBe('Altered on the way');

		await browser.press(`/page/keynua/deliveries/${id}/forge`, { how: 'secret' }, from);
		const wrong = receiver.received.at(-1);
		expect(wrong?.raw).toBe(genuine?.raw);
		expect(wrong?.headers['x-keynua-webhook-sig']).not.toBe(genuine?.headers['x-keynua-webhook-sig']);
		expect(await browser.page(from)).toContain('forged');
		await receiver.close();
	});

	it('say why an address was not enabled', async () => {
		const receiver = await startReceiver({ status: 200, text: 'hello' });
		await browser.press('/page/keynua/webhooks', { url: receiver.url, events: ['Created'] });
		const { status, data } = await browser.press(await browser.buttonOn('/page/keynua', 'Enable'));
		expect(status).toBe(400);
		expect(data).toContain('it answered 200 “hello”');
		await receiver.close();
	});
});

describe('faults', () => {
	it('are switched on by number or by percentage, and off again', async () => {
		await browser.press('/page/faults', { provider: 'keynua', kind: 'status', status: '429', times: '2' });
		expect(await browser.page('/page/faults')).toContain('the next 2 requests');
		expect((await harness.keynua.get('/contracts/v1/x')).status).toBe(429);
		const [fault] = await control('/faults');
		await browser.press(`/page/faults/${fault.id}/off`);
		expect(await control('/faults')).toEqual([]);

		await browser.press('/page/faults', { provider: 'keynua', kind: 'status', percent: '100' });
		for (let time = 0; time < 3; time++)
			expect((await harness.keynua.get('/contracts/v1/x')).status).toBe(503);
		expect(await browser.page('/')).toContain('1 fault is on');
		await browser.press('/page/faults/clear');
		expect((await harness.keynua.get('/contracts/v1/x')).status).toBe(404);
	});

	it('strike about as many of a hundred as was asked for', async () => {
		await browser.press('/page/faults', { provider: 'keynua', kind: 'status', percent: '30' });
		const statuses = await Promise.all(
			Array.from({ length: 300 }, async () => (await harness.keynua.get('/contracts/v1/x')).status),
		);
		const struck = statuses.filter((status) => status === 503).length;
		// Six standard deviations to either side.
		expect(struck).toBeGreaterThan(42);
		expect(struck).toBeLessThan(138);
	});

	it('are refused with a sentence when a value makes no sense', async () => {
		const { status, data } = await browser.press('/page/faults', {
			provider: 'keynua',
			kind: 'status',
			status: '7',
		});
		expect([status, data.includes('status must be at least 100')]).toEqual([400, true]);
	});
});

describe('credentials and reset', () => {
	it('gives the values for n8n, and the file that n8n imports', async () => {
		const { keynua, firmafy, dynamicore, mensatek } = harness.sandbox;
		const page = await browser.page('/page/credentials');
		for (const value of [keynua.apiKey, dynamicore.secretKey, mensatek.apiToken, firmafy.idShow])
			expect(page).toContain(`value="${value}"`);
		await browser.press('/page/keynua/webhooks', {
			url: 'https://n8n.example/',
			secret: 'a-secret',
			events: 'Created',
		});
		const { data, headers } = await harness.plain.get('/page/credentials/n8n.json');
		expect(headers['content-disposition']).toContain('sandbox-credentials.json');
		const types = (data as Array<{ type: string }>).map(({ type }) => type);
		expect(types).toEqual(['keynuaApi', 'keynuaWebhookApi', 'dynamiCoreApi', 'firmafyApi', 'mensatekApi']);
		expect(data[0].data).toEqual({
			...{ environment: 'custom', signingPageUrl: `${harness.sandbox.url}/phone/keynua` },
			...keynua,
		});
		expect(data[1].data).toEqual({ webhookSecret: 'a-secret' });
	});

	it('forgets everything, after asking', async () => {
		await createContract(harness);
		await harness.plain.post('/control/faults', { provider: 'keynua', kind: 'slow' });
		expect(await browser.page('/page/reset')).toContain('Forget everything');
		expect(await browser.press('/page/reset')).toMatchObject({ status: 303, location: '/' });
		expect(await control('/keynua/contracts')).toEqual([]);
		expect(await control('/faults')).toEqual([]);
		expect(await browser.page('/')).toContain('Begin here');
	});
});
