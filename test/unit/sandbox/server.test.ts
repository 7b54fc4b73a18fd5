import { PDFDocument } from 'pdf-lib';
import { createContract, type Harness, sampleContract, samplePdf, startHarness } from './harness';

let harness: Harness;
beforeAll(async () => (harness = await startHarness()));
afterAll(() => harness.sandbox.close());
beforeEach(async () => await harness.plain.post('/control/reset'));

const fault = (body: object) => harness.plain.post('/control/faults', body);
const contractCount = async () => (await harness.plain.get('/control/keynua/contracts')).data.length;

describe('faults', () => {
	it('answer a status once, with Retry-After, without processing', async () => {
		await fault({ provider: 'keynua', kind: 'status', status: 429, retryAfter: 2, method: 'PUT' });
		const get = await harness.keynua.get('/contracts/v1/x');
		expect(get.status).toBe(404);
		const { status, headers, data } = await harness.keynua.put(
			'/contracts/v1',
			await sampleContract(harness),
		);
		expect(status).toBe(429);
		expect(headers['retry-after']).toBe('2');
		expect(data).toHaveProperty('message');
		expect(await contractCount()).toBe(0);
		await createContract(harness);
	});

	it('cut the connection before and after processing', async () => {
		await fault({ provider: 'keynua', kind: 'reset-before' });
		await expect(createContract(harness)).rejects.toThrow('socket hang up');
		expect(await contractCount()).toBe(0);
		await fault({ provider: 'keynua', kind: 'reset-after' });
		await expect(createContract(harness)).rejects.toThrow('socket hang up');
		expect(await contractCount()).toBe(1);
		const { data } = await harness.plain.get('/control/requests');
		expect(data.at(-1)).toMatchObject({ status: 0, reason: 'fault: reset-after' });
	});

	it('truncate, slow down, and answer what is not JSON', async () => {
		await fault({ provider: 'keynua', kind: 'truncated' });
		await expect(createContract(harness)).rejects.toThrow('aborted');
		await fault({ provider: 'keynua', kind: 'slow', delayMs: 80 });
		const before = Date.now();
		await createContract(harness);
		expect(Date.now() - before).toBeGreaterThanOrEqual(75);
		await fault({ provider: 'keynua', kind: 'not-json' });
		const { headers } = await harness.keynua.get('/contracts/v1/x');
		expect(headers['content-type']).toContain('text/html');
	});

	it('process a request and answer something else, or later', async () => {
		await fault({ provider: 'keynua', kind: 'status-after' });
		await expect(createContract(harness)).rejects.toThrow('500');
		await fault({ provider: 'keynua', kind: 'not-json-after', method: 'PUT' });
		const body = await sampleContract(harness);
		expect((await harness.keynua.put('/contracts/v1', body)).headers['content-type']).toBe('text/html');
		await fault({ provider: 'keynua', kind: 'slow-answer', delayMs: 80 });
		const before = Date.now();
		await createContract(harness);
		expect(Date.now() - before).toBeGreaterThanOrEqual(75);
		expect(await contractCount()).toBe(3);
	});

	it('answer nothing, without processing', async () => {
		await fault({ provider: 'keynua', kind: 'empty', method: 'PUT' });
		const { status, data } = await harness.keynua.put('/contracts/v1', await sampleContract(harness));
		expect([status, data]).toEqual([200, '']);
		expect(await contractCount()).toBe(0);
	});

	it('answer an error inside a 200', async () => {
		await fault({ provider: 'dynamicore', kind: 'error-in-200', times: 2, pathContains: '/clients' });
		for (let time = 0; time < 2; time++) {
			const { status, data } = await harness.dynamicore('GET', '/private/clients');
			expect(status).toBe(200);
			expect(data).toMatchObject({ status: 'error', message: { message: expect.any(String) } });
		}
		const body = { status: 'error', message: { message: { message: 'deep' } } };
		await fault({ provider: 'dynamicore', kind: 'error-in-200', body });
		expect((await harness.dynamicore('GET', '/private/clients')).data).toEqual(body);
		expect((await harness.dynamicore('GET', '/private/clients')).data.status).toBe('success');
	});

	it('are refused when unknown, and can be cleared', async () => {
		expect((await fault({ provider: 'keynua', kind: 'explode' })).status).toBe(400);
		expect((await fault({ provider: 'nobody', kind: 'slow' })).status).toBe(400);
		await fault({ provider: 'keynua', kind: 'status' });
		await harness.plain.delete('/control/faults');
		await createContract(harness);
	});
});

describe('control', () => {
	it('logs requests without secrets, and forgets everything on reset', async () => {
		await createContract(harness);
		const { data } = await harness.plain.get('/control/requests');
		expect(data).toMatchObject([
			{ provider: 'keynua', method: 'PUT', url: '/keynua/contracts/v1', status: 200 },
		]);
		expect(data[0].headers).toContain('x-api-key');
		expect(data[0].body).toContain('Contract created by API');
		expect(JSON.stringify(data)).not.toContain(harness.sandbox.keynua.apiKey);
		await harness.plain.post('/control/reset');
		expect((await harness.plain.get('/control/requests')).data).toEqual([]);
		expect(await contractCount()).toBe(0);
	});

	it('keeps several sandboxes apart', async () => {
		const other = await startHarness();
		await createContract(other);
		expect(await contractCount()).toBe(0);
		await other.sandbox.close();
	});

	it('gives a sample contract of two pages', async () => {
		expect((await PDFDocument.load(await samplePdf(harness))).getPageCount()).toBe(2);
	});

	it('refuses other web sites', async () => {
		const headers = { origin: 'https://evil.example' };
		expect((await harness.plain.post('/control/reset', {}, { headers })).status).toBe(403);
		expect((await harness.plain.post('/page/keynua/webhooks', 'url=x', { headers })).status).toBe(403);
	});
});
