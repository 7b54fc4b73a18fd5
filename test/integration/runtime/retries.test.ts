import type { INodeExecutionData } from 'n8n-workflow';
import { startRecorder } from '../support/recorder';
import {
	createVerification,
	getVerification,
	startVerificationWorld,
	type VerificationWorld,
} from '../support/verifications';
import { items } from '../support/world';

let world: VerificationWorld;
beforeAll(async () => (world = await startVerificationWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const titles = (list: INodeExecutionData[]) => list.map(({ json }) => json.title);

describe('retries', () => {
	test('a write that was turned away with 429 is sent again, and done once', async () => {
		await world.fault({ kind: 'status', status: 429, retryAfter: 0, times: 2, method: 'PUT' });
		const { error, items: output } = await world.keynua(createVerification, { input: items({ title: 'A' }) });
		expect(error).toBeUndefined();
		expect(titles(output)).toEqual(['A']);
		expect(await world.verifications()).toHaveLength(1);
	});

	test.each([
		['a broken connection after it was done', { kind: 'reset-after' }, 1],
		['a broken connection before it was done', { kind: 'reset-before' }, 0],
		['a 500', { kind: 'status', status: 500 }, 0],
		['a 503 with Retry-After', { kind: 'status', status: 503, retryAfter: 0 }, 0],
		['a 302', { kind: 'status', status: 302 }, 0],
		['a 408', { kind: 'status', status: 408 }, 0],
		['a 503 without Retry-After', { kind: 'status', status: 503 }, 0],
		['half an answer', { kind: 'truncated' }, 1],
		['an HTML page', { kind: 'not-json' }, 0],
		['an HTML page after it was done', { kind: 'not-json-after' }, 1],
		['an answer with nothing in it', { kind: 'empty' }, 0],
		['a 500 after it was done', { kind: 'status-after' }, 1],
	])(
		'a write is not repeated after %s: the error says that it may have happened, and how to check',
		async (_, definition, done) => {
			await world.fault({ ...definition, method: 'PUT' });
			const { error } = await world.keynua(createVerification, { input: items({ title: 'A' }) });
			expect(error?.message).toContain('Keynua may have carried this out, but its answer was lost');
			expect(error?.description).toContain('It was not sent again');
			expect(error?.description).toContain('Verifications are listed by title');
			expect(error?.context).toMatchObject({ fate: 'unknown' });
			expect(await world.verifications()).toHaveLength(done);
			const requests = (await world.control.get('/requests')).data as unknown[];
			expect(requests).toHaveLength(1);
		},
	);

	test.each([
		['a broken connection', { kind: 'reset-before' }],
		['a 500', { kind: 'status', status: 500 }],
		['half an answer', { kind: 'truncated' }],
		['an HTML page', { kind: 'not-json' }],
		['an answer with nothing in it', { kind: 'empty' }],
	])('a read is repeated after %s', async (_, definition) => {
		await world.keynua(createVerification, { input: items({ title: 'A' }) });
		const [{ id }] = await world.verifications();
		await world.fault({ ...definition, method: 'GET' });
		const { error, items: output } = await world.keynua(getVerification, { input: items({ id }) });
		expect(error).toBeUndefined();
		expect(titles(output)).toEqual(['A']);
	});

	test('four tries, then an error that says so', async () => {
		await world.fault({ kind: 'status', status: 429, retryAfter: 0, times: 10 });
		const { error } = await world.keynua(createVerification, { input: items({ title: 'A' }) });
		expect(error?.message).toContain('Keynua is too busy to take the request (429)');
		expect(error?.description).toContain('Tried 4 times.');
		expect(error?.description).toContain('Nothing was done.');
		expect((await world.control.get('/requests')).data).toHaveLength(4);
	});

	test('an answer of 401 is not provoked twice', async () => {
		const wrong = { ...world.credentials.keynuaApi, apiToken: 'wrong-token-of-a-test' };
		const { error } = await world.keynua(createVerification, {
			input: items({ title: 'A' }),
			credentials: { keynuaApi: wrong },
		});
		expect(error?.message).toContain('Keynua refused the request (401)');
		expect(error?.description).toContain('Open the credential');
		expect((await world.control.get('/requests')).data).toHaveLength(1);
	});

	describe("n8n's own Retry On Fail", () => {
		const again = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

		test('does not repeat what went well', async () => {
			const { items: output } = await world.keynua(createVerification, {
				input: items({ title: 'A' }),
				node: again,
			});
			expect(titles(output)).toEqual(['A']);
			expect(await world.verifications()).toHaveLength(1);
		});

		test('goes on where it failed: what was done before is not done again', async () => {
			await world.keynua(createVerification, { input: items({ title: 'before' }) });
			await world.fault({ kind: 'slow', delayMs: 1, times: 2, method: 'PUT' });
			await world.fault({ kind: 'status', status: 400, body: { message: 'not now' }, method: 'PUT' });
			const { items: output, error } = await world.keynua(createVerification, {
				input: items({ title: 'A' }, { title: 'B' }, { title: 'C' }, { title: 'D' }),
				node: again,
			});
			expect(error).toBeUndefined();
			expect(titles(output)).toEqual(['A', 'B', 'C', 'D']);
			const created = await world.verifications();
			expect(created.map(({ title }) => title)).toEqual(['before', 'A', 'B', 'C', 'D']);
			expect(output.map(({ json }) => json.id)).toEqual(created.slice(1).map(({ id }) => id));
		});

		test('does not repeat what may have been done', async () => {
			await world.fault({ kind: 'reset-after', method: 'PUT', times: 3 });
			const { error } = await world.keynua(createVerification, { input: items({ title: 'A' }), node: again });
			expect(error?.message).toContain('may have carried this out');
			expect(error?.description?.match(/Nothing had been done before/g)).toHaveLength(1);
			expect(await world.verifications()).toHaveLength(1);
		});

		test('with continue on fail, n8n tries again when the first item failed: the others are not repeated', async () => {
			const { items: output } = await world.keynua(createVerification, {
				input: items({ title: '' }, { title: 'B' }),
				node: { ...again, onError: 'continueRegularOutput' },
			});
			expect(output.map(({ json }) => json.title ?? json.error)).toEqual(['"Title" is empty [item 0]', 'B']);
			expect((await world.verifications()).map(({ title }) => title)).toEqual(['B']);
		});

		test('after a write whose answer was lost, the next try does the rest, and fails with the same error', async () => {
			await world.fault({ kind: 'reset-after', method: 'PUT' });
			const { error, execution } = await world.keynua(createVerification, {
				input: items({ title: 'A' }, { title: 'B' }),
				node: again,
			});
			expect(error?.message).toContain('may have carried this out');
			expect(error?.message).toContain('[item 0]');
			expect(error?.description).toContain('if it was not done, run the workflow anew');
			expect((await world.verifications()).map(({ title }) => title)).toEqual(['A', 'B']);
			expect(error?.context).toMatchObject({ alreadyDone: [{ item: 1 }], notStarted: [] });
			expect(execution.data.executionData?.contextData).not.toEqual({ 'node:Keynua': {} });
		});

		test('300 executions at once: each goes on where it failed, nothing is made twice, nothing is left behind', async () => {
			const count = 300;
			const failedOnce = new Set<string>();
			const recorder = await startRecorder(({ body }) => {
				const { title } = JSON.parse(body) as { title: string };
				if (!title.endsWith('second') || failedOnce.has(title)) return { body: { id: title } };
				failedOnce.add(title);
				return { status: 400, body: { message: 'not now' } };
			});
			const keynuaApi = { ...world.credentials.keynuaApi, baseUrl: recorder.url };
			const runs = await Promise.all(
				Array.from({ length: count }, async (_, index) => {
					const input = items({ title: `${index} first` }, { title: `${index} second` });
					const node = { ...again, waitBetweenTries: 1000 };
					return await world.keynua(createVerification, { input, credentials: { keynuaApi }, node });
				}),
			);
			await recorder.close();
			const titlesSent = recorder.requests.map(({ body }) => (JSON.parse(body) as { title: string }).title);
			expect(titlesSent.filter((title) => title.endsWith('first'))).toHaveLength(count);
			expect(new Set(titlesSent.filter((title) => title.endsWith('first'))).size).toBe(count);
			expect(titlesSent.filter((title) => title.endsWith('second'))).toHaveLength(2 * count);
			expect(runs.filter(({ items: output }) => output.length === 2)).toHaveLength(count);
			const left = runs.map(({ execution }) => execution.data.executionData?.contextData);
			expect(left.filter((data) => JSON.stringify(data) !== '{"node:Keynua":{}}')).toEqual([]);
		});
	});

	describe("Retry in n8n's list of executions", () => {
		const five = () => items(...['A', 'B', 'C', 'D', 'E'].map((title) => ({ title })));

		async function failAtThird() {
			await world.fault({ kind: 'slow', delayMs: 1, times: 2, method: 'PUT' });
			await world.fault({ kind: 'status', status: 400, body: { message: 'not now' }, method: 'PUT' });
			return await world.keynua(createVerification, { input: five() });
		}

		test('without Retry On Fail too, it goes on where it failed', async () => {
			const { error, execution } = await failAtThird();
			expect(error?.context).toMatchObject({ itemIndex: 2, notStarted: [3, 4] });
			const before = await world.verifications();
			const retried = await world.keynua(createVerification, { retryOf: execution });
			expect(retried.error).toBeUndefined();
			const created = await world.verifications();
			expect(created.map(({ title }) => title)).toEqual(['A', 'B', 'C', 'D', 'E']);
			expect(created.slice(0, 2)).toEqual(before);
			expect(retried.items.map(({ json }) => json.id)).toEqual(created.map(({ id }) => id));
			expect(retried.items.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2, 3, 4].map((item) => ({ item })),
			);
			expect(retried.execution.data.executionData?.contextData).toEqual({ 'node:Keynua': {} });
		});

		test('what may have been done is not done again, however often it is pressed', async () => {
			await world.fault({ kind: 'reset-after', method: 'PUT' });
			const first = await world.keynua(createVerification, { input: five() });
			const second = await world.keynua(createVerification, { retryOf: first.execution });
			const third = await world.keynua(createVerification, { retryOf: second.execution });
			for (const { error } of [first, second, third]) {
				expect(error?.message).toBe(first.error?.message);
				expect(error).toMatchObject({ name: 'NodeApiError', context: { fate: 'unknown', itemIndex: 0 } });
			}
			expect((await world.verifications()).map(({ title }) => title)).toEqual(['A', 'B', 'C', 'D', 'E']);
			expect(third.error?.context).toMatchObject({ alreadyDone: [1, 2, 3, 4].map((item) => ({ item })) });
		});

		test('running the workflow anew does it', async () => {
			await world.fault({ kind: 'reset-before', method: 'PUT' });
			await world.keynua(createVerification, { input: items({ title: 'A' }) });
			const { error } = await world.keynua(createVerification, { input: items({ title: 'A' }) });
			expect(error).toBeUndefined();
			expect(await world.verifications()).toHaveLength(1);
		});
	});
});
