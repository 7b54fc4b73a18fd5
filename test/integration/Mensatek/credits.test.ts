import type { IDataObject } from 'n8n-workflow';
import { startRecorder } from '../support/recorder';
import { items, startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const getCredits = { resource: 'account', operation: 'getCredits' };
const requests = async () => (await world.control.get('/requests')).data as IDataObject[];

test('the request and the answer are those of the samples', async () => {
	const recorder = await startRecorder(() => ({ body: [{ Res: '10', Cred: '12000' }] }));
	const mensatekApi = { ...world.credentials.mensatekApi, baseUrl: `${recorder.url}/v7` };
	const { items: output } = await world.mensatek(getCredits, { credentials: { mensatekApi } });
	await recorder.close();
	expect(recorder.requests).toMatchObject([{ method: 'POST', url: '/v7/GetCreditos' }]);
	expect(JSON.parse(recorder.requests[0].body)).toEqual({ Resp: 'JSON' });
	expect(output).toEqual([{ json: { Res: 10, Cred: 12000 }, pairedItem: { item: 0 } }]);
});

test.each([
	['text', 12_000],
	['spanish', 14_970],
	['number', 0.5],
])('credits written as %s', async (numbers, credits) => {
	await world.control.put('/mensatek/answers', { numbers });
	await world.control.put('/mensatek/account', { credits });
	const { items: output } = await world.mensatek(getCredits);
	expect(output[0].json).toEqual({ Res: 1, Cred: credits });
});

test('an account without credits is no refusal', async () => {
	const body = '[{"Res":"0","Cred":"0"}]';
	await world.control.post('/faults', { provider: 'mensatek', kind: 'error-in-200', body });
	const { items: output, error } = await world.mensatek(getCredits);
	expect(error).toBeUndefined();
	expect(output[0].json).toEqual({ Res: 0, Cred: 0 });
});

test('a refusal speaks of no ID, because none was sent', async () => {
	const body = '[{"Res":"-2","Error":"No"}]';
	await world.control.post('/faults', { provider: 'mensatek', kind: 'error-in-200', body });
	const { error } = await world.mensatek(getCredits);
	expect(error?.message).toBe('Mensatek refused the request (200, Res -2): No [item 0]');
	expect(error?.description).not.toMatch(/ID|certificate|identifier/);
});

test('however many items there are, Mensatek is asked once', async () => {
	const { items: output } = await world.mensatek(getCredits, {
		input: items(...Array.from({ length: 25 }, () => ({}))),
	});
	expect(output).toHaveLength(25);
	for (const { json } of output) expect(json).toEqual({ Res: 1, Cred: 12_000 });
	expect(output[24].pairedItem).toEqual({ item: 24 });
	expect(await requests()).toHaveLength(1);
});

test('with a wrong login too', async () => {
	const mensatekApi = { ...world.credentials.mensatekApi, apiToken: 'wrong for the credits' };
	const { items: output } = await world.mensatek(getCredits, {
		credentials: { mensatekApi },
		input: items(...Array.from({ length: 12 }, () => ({}))),
		node: { onError: 'continueRegularOutput' },
	});
	expect(output.filter(({ json }) => String(json.error).includes('Res -1'))).toHaveLength(1);
	expect(output.filter(({ json }) => String(json.error).includes('Not sent'))).toHaveLength(11);
	expect(await requests()).toHaveLength(1);
});

describe('when the credits cannot be had, no item asks again', () => {
	const fifty = items(...Array.from({ length: 50 }, () => ({})));
	const failing: Array<[string, object, number]> = [
		['an unknown function', { kind: 'status', status: 404 }, 1],
		['a wrong call', { kind: 'error-in-200', body: '[{"Res":"-3"}]' }, 1],
		['a page of somebody else', { kind: 'not-json' }, 1],
		['an answer without Res', { kind: 'error-in-200', body: '[{"Cred":"12000"}]' }, 1],
		['an empty answer', { kind: 'error-in-200', body: '' }, 1],
		[
			'a connection that breaks each time: “fast” calls for the same get a caller blocked',
			{ kind: 'reset-before' },
			1,
		],
	];
	test.each(failing)('%s, on error continue', async (_, definition, sent) => {
		await world.control.post('/faults', { provider: 'mensatek', times: 200, ...definition });
		const { items: output } = await world.mensatek(getCredits, {
			input: fifty,
			node: { onError: 'continueRegularOutput' },
		});
		expect(output).toHaveLength(50);
		expect(output[0].json.error).not.toContain('Not sent');
		for (const { json } of output.slice(1)) {
			expect(json.error).toContain('Not sent: Mensatek has not given the credits');
		}
		expect(await requests()).toHaveLength(sent);
	});

	test.each(failing.slice(0, 3))(
		'%s, on error stop: the message is that of the one request',
		async (_, definition) => {
			await world.control.post('/faults', { provider: 'mensatek', times: 200, ...definition });
			const { error } = await world.mensatek(getCredits, { input: fifty });
			expect(error?.message).not.toContain('Not sent');
			expect(error?.message).toContain('[item 0]');
			expect(await requests()).toHaveLength(1);
		},
	);
});

describe('the credential test', () => {
	const tested = async (changes: Record<string, string> = {}) =>
		await world.engine.testCredential('mensatekApi', { ...world.credentials.mensatekApi, ...changes });

	test('is one harmless call', async () => {
		expect(await tested()).toMatchObject({ status: 'OK' });
		expect(await requests()).toMatchObject([{ method: 'POST', url: '/mensatek/v7/GetCreditos' }]);
	});

	test.each([
		['as text', {}],
		['as a number', { numbers: 'number' }],
		['as an object', { container: 'object' }],
		['as a bare -1', { format: 'legacy' }],
		['as TXT', { format: 'TXT' }],
	])('sees a wrong login, told %s', async (_, shape) => {
		await world.control.put('/mensatek/answers', shape);
		const result = await tested({ apiToken: `wrong, ${JSON.stringify(shape)}` });
		expect(result.status).toBe('Error');
		expect(result.message).toContain('the API user or the API token is not accepted');
		expect(await requests()).toHaveLength(1);
	});

	test.each([
		['a refusal of the call', '[{"Res":"-3"}]'],
		['a refusal as a number', '{"Res":-3}'],
		['a refusal that no list has', '[{"Res":"-77","Error":"No"}]'],
		['JSON of somebody else', '{"status":"ok"}'],
		['a list of somebody else', '[{"id":1}]'],
		['an empty object', '{}'],
		['a Res with nothing in it', '[{"Res":""}]'],
		['a web page', '<html><body>Welcome</body></html>'],
		['words', 'Service Unavailable'],
	])('sees %s', async (_, body) => {
		await world.control.post('/faults', { provider: 'mensatek', kind: 'error-in-200', body });
		const result = await tested();
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/^Mensatek (refused the request|did not give a usable answer)/);
	});

	test.each(['[{"Res":"10","Cred":"12000"}]', '{"Res":10,"Cred":0}', '[{"Res":"0","Cred":"0"}]'])(
		'takes %s',
		async (body) => {
			await world.control.post('/faults', { provider: 'mensatek', kind: 'error-in-200', body });
			expect(await tested()).toMatchObject({ status: 'OK' });
		},
	);

	test('sees a wrong address', async () => {
		expect(await tested({ creditsFunction: 'Nonsense' })).toMatchObject({ status: 'Error' });
		const unreachable = await tested({ baseUrl: 'http://127.0.0.1:9' });
		expect(unreachable.message).toContain('127.0.0.1:9 could not be reached (ECONNREFUSED)');
	});
});

test('of twenty executions that begin at once with a wrong login, one tries it', async () => {
	const recorder = await startRecorder(() => ({ status: 401, body: '' }), { delayMs: 50 });
	const mensatekApi = { ...world.credentials.mensatekApi, baseUrl: `${recorder.url}/v7` };
	const runs = Array.from({ length: 20 }, async () => {
		return await world.mensatek(getCredits, { credentials: { mensatekApi } });
	});
	for (const { error } of await Promise.all(runs)) expect(error).toBeDefined();
	await recorder.close();
	expect(recorder.requests).toHaveLength(1);
});
