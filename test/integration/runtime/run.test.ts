import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
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

const fiveWithAGap = () =>
	items({ title: 'A' }, { title: 'B' }, { title: '' }, { title: 'D' }, { title: 'E' });
const titles = (list: INodeExecutionData[]) => list.map(({ json }) => json.title);

describe('order and pairing', () => {
	test('outputs come in input order, each paired with its input, also when reads run in parallel', async () => {
		await world.keynua(createVerification, {
			input: items(...'ABCDEFGHIJKL'.split('').map((title) => ({ title }))),
		});
		const created = await world.verifications();
		await world.fault({ kind: 'slow', delayMs: 300, method: 'GET', pathContains: created[0].id });
		const { items: found, error } = await world.keynua(getVerification, {
			input: items(...created.map(({ id }) => ({ id }))),
		});
		expect(error).toBeUndefined();
		expect(titles(found)).toEqual('ABCDEFGHIJKL'.split(''));
		expect(found.map(({ pairedItem }) => pairedItem)).toEqual(created.map((_, item) => ({ item })));
	});
});

describe('parallelism', () => {
	/** How many requests of a node with 12 items are under way at the same time. */
	async function mostAtOnce(parameters: INodeParameters): Promise<number> {
		const recorder = await startRecorder(() => ({ body: { id: 'x' } }), { delayMs: 150 });
		const keynuaApi = { ...world.credentials.keynuaApi, baseUrl: recorder.url };
		const input = items(...Array.from({ length: 12 }, () => ({ title: 'T', id: 'x' })));
		const { error } = await world.keynua(parameters, { input, credentials: { keynuaApi } });
		await recorder.close();
		expect(error).toBeUndefined();
		expect(recorder.requests).toHaveLength(12);
		return recorder.mostAtOnce();
	}

	test('writes go one by one, reads ten at a time, and the option sets another number', async () => {
		expect(await mostAtOnce(createVerification)).toBe(1);
		expect(await mostAtOnce(getVerification)).toBe(10);
		expect(await mostAtOnce({ ...createVerification, options: { itemsInParallel: 4 } })).toBe(4);
		expect(await mostAtOnce({ ...getVerification, options: { itemsInParallel: 1 } })).toBe(1);
	});
});

describe('when an item fails', () => {
	test('nothing more is started, and the error tells what was done and what was not', async () => {
		const { error, items: output } = await world.keynua(createVerification, { input: fiveWithAGap() });
		const created = await world.verifications();
		expect(output).toEqual([]);
		expect(created.map(({ title }) => title)).toEqual(['A', 'B']);
		expect(error?.message).toBe('"Title" is empty [item 2]');
		expect(error?.description).toContain(`item 0 (${created[0].id}), item 1 (${created[1].id})`);
		expect(error?.description).toContain('Not started: items 3, 4.');
		expect(error?.context).toMatchObject({
			itemIndex: 2,
			alreadyDone: [
				{ item: 0, ids: [created[0].id] },
				{ item: 1, ids: [created[1].id] },
			],
			alsoFailed: [],
			notStarted: [3, 4],
		});
	});

	test('items that were under way are awaited, and reported', async () => {
		await world.fault({ kind: 'status', status: 400, body: { message: 'no' }, method: 'PUT' });
		await world.fault({ kind: 'slow', delayMs: 200, times: 2, method: 'PUT' });
		const parameters = { ...createVerification, options: { itemsInParallel: 3 } };
		const { error } = await world.keynua(parameters, {
			input: items({ title: 'A' }, { title: 'B' }, { title: 'C' }, { title: 'D' }),
		});
		const created = await world.verifications();
		expect(created).toHaveLength(2);
		for (const { id } of created) expect(error?.description).toContain(id);
		expect(error?.description).toContain('Not started: items 3.');
	});

	test('whatever else failed is in the error as well, all of it', async () => {
		await world.fault({ kind: 'reset-after', times: 3, method: 'PUT' });
		const parameters = { ...createVerification, options: { itemsInParallel: 3 } };
		const { error } = await world.keynua(parameters, {
			input: items({ title: 'A' }, { title: 'B' }, { title: 'C' }, { title: 'D' }),
		});
		expect(await world.verifications()).toHaveLength(3);
		const lost = expect.stringContaining('may have carried this out');
		expect(error?.context).toMatchObject({
			itemIndex: 0,
			fate: 'unknown',
			alreadyDone: [],
			alsoFailed: [1, 2].map((item) => ({ item, message: lost, fate: 'unknown' })),
			notStarted: [3],
		});
	});

	test('with continue on fail the others go on, and the failed one keeps its place', async () => {
		const { error, items: output } = await world.keynua(createVerification, {
			input: fiveWithAGap(),
			node: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(titles(output)).toEqual(['A', 'B', undefined, 'D', 'E']);
		expect(output[2]).toMatchObject({
			json: { error: '"Title" is empty [item 2]', details: { itemIndex: 2 } },
			pairedItem: { item: 2 },
		});
	});

	test('with an error output, the failed item goes there and nowhere else', async () => {
		const { outputs } = await world.keynua(createVerification, {
			input: fiveWithAGap(),
			node: { onError: 'continueErrorOutput' },
		});
		expect(titles(outputs[0])).toEqual(['A', 'B', 'D', 'E']);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1][0].json.error).toBe('"Title" is empty [item 2]');
	});

	test("the provider's own words and code are there, in the message and as data", async () => {
		await world.fault({
			kind: 'status',
			status: 400,
			body: { code: 'CustomFieldsNotFound', message: 'No existe el campo' },
		});
		const { error } = await world.keynua(createVerification, { input: items({ title: 'A' }) });
		expect(error?.message).toBe(
			'Keynua refused the request (400, CustomFieldsNotFound): No existe el campo [item 0]',
		);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '400' });
		expect(error?.context).toMatchObject({ data: { answer: { message: 'No existe el campo' } } });
	});
});

describe('what cannot be reached', () => {
	test('a closed port: the host, that nothing was sent, and what to check', async () => {
		const closed = { ...world.credentials.keynuaApi, baseUrl: 'http://127.0.0.1:9/keynua' };
		const { error } = await world.keynua(createVerification, {
			input: items({ title: 'A' }),
			credentials: { keynuaApi: closed },
		});
		expect(error?.message).toBe('127.0.0.1:9 could not be reached (ECONNREFUSED) [item 0]');
		expect(error?.description).toMatch(/Nothing was sent\..*base URL/);
	});

	test('a base URL that is none: before any request', async () => {
		const broken = { ...world.credentials.keynuaApi, baseUrl: 'api.keynua.com' };
		const { error } = await world.keynua(createVerification, {
			input: items({ title: 'A' }),
			credentials: { keynuaApi: broken },
		});
		expect(error?.message).toContain('The base URL in the Keynua credential is no web address');
	});
});

describe('cancelling', () => {
	test('stops the loop, lets the write under way finish, and says what was done', async () => {
		await world.fault({ kind: 'slow', delayMs: 400, times: 3, method: 'PUT' });
		const { execution, status, saved } = await world.keynua(createVerification, {
			input: items({ title: 'A' }, { title: 'B' }, { title: 'C' }),
			cancelAfterMs: 600,
		});
		const created = await world.verifications();
		expect(created.map(({ title }) => title)).toEqual(['A', 'B']);
		expect(status).toBe('canceled');
		const { error } = execution.data.resultData.runData.Keynua[0];
		expect(error?.description).toContain(created[1].id);
		expect(error?.description).toContain('Not started: items 2.');
		// n8n does not keep that of a stopped execution. It keeps what stood beside it at that moment.
		expect(saved?.customData).toEqual({
			stopped: `Stopped in "Keynua" (Create). May have been carried out, so look them up: items 1. Done: item 0 (${created[0].id}).`,
		});
	});

	test('what may have been done before the stop is told of beside the execution as well', async () => {
		await world.fault({ kind: 'slow-answer', delayMs: 600, method: 'PUT' });
		await world.fault({ kind: 'reset-after', method: 'PUT' });
		const parameters = { ...createVerification, options: { itemsInParallel: 2 } };
		const { saved } = await world.keynua(parameters, {
			input: items({ title: 'A' }, { title: 'B' }, { title: 'C' }),
			cancelAfterMs: 300,
		});
		expect(saved?.customData.stopped).toBe(
			'Stopped in "Keynua" (Create). May have been carried out, so look them up: items 0, 1. Done: none.',
		);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'with %s, what was done comes out, and what was not started is told',
		async (onError) => {
			await world.fault({ kind: 'slow', delayMs: 400, times: 3, method: 'PUT' });
			const { outputs, status } = await world.keynua(createVerification, {
				input: items({ title: 'A' }, { title: 'B' }, { title: 'C' }),
				node: { onError },
				cancelAfterMs: 600,
			});
			const created = await world.verifications();
			expect(status).toBe('canceled');
			const came = outputs.flat();
			expect(came.map(({ json }) => json.id ?? json.error)).toEqual([
				created[0].id,
				created[1].id,
				'Not started, because the execution was canceled [item 2]',
			]);
			expect(came.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		},
	);

	test('when all items were under way, all are done, and Retry On Fail does not make n8n forget them', async () => {
		await world.fault({ kind: 'slow-answer', delayMs: 500, times: 2, method: 'PUT' });
		const { items: output, status } = await world.keynua(
			{ ...createVerification, options: { itemsInParallel: 2 } },
			{
				input: items({ title: 'A' }, { title: 'B' }),
				node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
				cancelAfterMs: 250,
			},
		);
		expect(status).toBe('canceled');
		expect(titles(output)).toEqual(['A', 'B']);
		expect(await world.verifications()).toHaveLength(2);
	});

	test('stops a wait for another try', async () => {
		await world.fault({ kind: 'status', status: 429, retryAfter: 50, times: 4 });
		const started = Date.now();
		await world.keynua(createVerification, { input: items({ title: 'A' }), cancelAfterMs: 200 });
		expect(Date.now() - started).toBeLessThan(10_000);
		expect((await world.control.get('/requests')).data).toHaveLength(1);
	});
});

test('secrets are not in an error, even when the provider repeats them', async () => {
	const { apiKey } = world.sandbox.keynua;
	await world.fault({
		kind: 'status',
		status: 400,
		body: { message: `key ${apiKey} is no good`, key: apiKey },
	});
	const { error, execution } = await world.keynua(createVerification, { input: items({ title: 'A' }) });
	expect(error?.message).toContain('key ••• is no good');
	expect(JSON.stringify(execution)).not.toContain(apiKey);
});
