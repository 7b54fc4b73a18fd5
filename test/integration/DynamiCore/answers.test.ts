import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { startRecorder, type Recorder } from '../support/recorder';
import { startWorld, type World } from '../support/world';

let world: World;
let recorder: Recorder;
let answer: unknown;
beforeAll(async () => {
	world = await startWorld();
	recorder = await startRecorder(() => ({ body: answer }));
});
afterAll(async () => {
	await recorder.close();
	await world.close();
});

const credentials = () => ({
	dynamiCoreApi: { ...world.credentials.dynamiCoreApi, baseUrl: recorder.url },
});

async function run(parameters: INodeParameters, given: unknown) {
	answer = given;
	recorder.requests.length = 0;
	const { items, error } = await world.dynamiCore(parameters, { credentials: credentials() });
	return { items: items.map(({ json }) => json), error, requests: recorder.requests.length };
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
/** The answer of every endpoint in the documentation. */
const documented = (data: unknown[] = []) => ({
	status: 'success',
	message: { code: 1, total: data.length, data },
});
const createClient = {
	...{ resource: 'client', operation: 'create', clientType: byId('17') },
	...{ firstname: 'Rafael', lastname: 'Lopez', rfc: 'RALO101086GT4', email: 'email@google.com' },
};
const getClient = { resource: 'client', operation: 'get', clientId: byId('424') };
const getClients = { resource: 'client', operation: 'getMany', returnAll: true };
const getAccount = { resource: 'account', operation: 'get', accountId: '7' };
const accountsOf = { resource: 'account', operation: 'get', clientId: byId('424') };
const getDocument = { resource: 'mifielDocument', operation: 'get', documentId: 'd-1', simplify: false };

describe('a success', () => {
	test('is the documented answer, which is empty', async () => {
		expect((await run(createClient, documented())).items).toEqual([{ success: true }]);
		expect((await run(getClients, documented())).items).toEqual([]);
	});
});

describe('an answer that says no', () => {
	test.each([
		[{ status: 'denied', message: 'Sin permiso' }],
		[{ status: 'fail', message: { code: 1, data: [], message: 'Sin permiso' } }],
		[{ error: 'Sin permiso' }],
		[{ success: false, message: 'Sin permiso' }],
		[{ ok: false, message: 'Sin permiso' }],
	])('%j: refused with its words, a write and a read', async (given) => {
		for (const parameters of [createClient, getClients]) {
			const { error, items, requests } = await run(parameters, given);
			expect(error?.message).toContain('DynamiCore refused the request (200): Sin permiso');
			expect([error?.context.fate, items, requests]).toEqual(['refused', [], 1]);
		}
	});

	test.each([
		[{ code: 0 }],
		[{ status: 'success', message: { code: 0, total: 1, data: [{ id: 1 }] } }],
		[{ status: 'pending', message: 'Sin respuesta' }],
		[{ message: 'Endpoint request timed out' }],
		['"Sin respuesta"'],
		[{}],
	])('%j: nobody knows what became of a write, and a read gives nothing', async (given) => {
		const write = await run(createClient, given);
		expect(write.error?.message).toContain('DynamiCore may have carried this out');
		expect([write.error?.context.fate, write.items, write.requests]).toEqual(['unknown', [], 1]);
		const read = await run(getClients, given);
		expect(read.error?.message).toContain('DynamiCore did not give a usable answer');
		expect([read.items, read.requests]).toEqual([[], 1]);
	});

	test('the words of another status are given where there are no others', async () => {
		expect((await run(createClient, { status: 'denied' })).error?.message).toContain(': denied');
	});

	test('none of them is news for the trigger', async () => {
		const look = world.engine.publishPolling('n8n-nodes-esign-kyc.dynamiCoreTrigger', {
			credentials: credentials(),
			parameters: { event: 'clientCreated' },
			staticData: {},
		});
		answer = documented([{ id: 1 }]);
		await look();
		for (const given of [
			{ status: 'denied' },
			{ message: 'Unauthorized' },
			{ code: 0 },
			{ error: 'x', id: 2 },
		]) {
			answer = given;
			await expect(look()).rejects.toThrow(/DynamiCore/);
		}
		answer = documented([{ id: 1 }, { id: 2 }]);
		expect(await look()).toEqual([{ json: { event: 'clientCreated', id: 2 } }]);
	});
});

describe('another one’s record', () => {
	test.each([
		['a client', getClient, '424'],
		['a client out of many', { ...getClients, filters: { id: '424' } }, '424'],
		['an account', getAccount, '7'],
		['a document', getDocument, 'd-1'],
	])('%s: the one with the ID, or one that is alone and has none', async (_, parameters, id) => {
		const right = { id, name: 'right' };
		const others = [{ id: '1' }, { id: '2' }];
		expect((await run(parameters, documented([...others, right]))).items).toEqual([right]);
		expect((await run(parameters, documented([{ name: 'alone' }]))).items).toEqual([{ name: 'alone' }]);
		const wrong = await run(parameters, documented(others));
		expect(wrong.error?.message).toContain(`DynamiCore gave 1, 2 in place of the`);
		expect(wrong.error?.message).toContain(id);
		expect(wrong.items).toEqual([]);
		const nameless = await run(parameters, documented([{ name: 'a' }, { name: 'b' }]));
		expect(nameless.error?.message).toContain('2 records without an ID');
		expect((await run(parameters, documented([{ id: '1' }]))).error?.message).toContain('gave 1 in place');
	});

	test.each([
		[{ client_id: 999, rfc: 'OTHER' }],
		[{ _id: '999' }],
		[{ ID: 999 }],
		[{ clientId: 999 }],
		[{ client: { id: 999 } }],
		[{ clients: [{ id: 998 }, { id: 999 }] }],
		[{ value: 'Client not found' }],
	])('alone, but another one’s, or no record at all: %j', async (record) => {
		const { error, items } = await run(getClient, documented([record]));
		expect(error?.message).toMatch(/DynamiCore gave/);
		expect(items).toEqual([]);
	});

	test('alone, and named otherwise: it is the right one', async () => {
		for (const record of [
			{ client_id: 424, rfc: 'X' },
			{ client: { id: '424' }, rfc: 'X' },
		])
			expect((await run(getClient, documented([record]))).items).toEqual([record]);
	});

	test('whatever the order and the number of the others, only the right one comes out', async () => {
		const ids = fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(ids, fc.boolean(), async (all, isThere) => {
				const list = all.filter((id) => id !== 424);
				if (isThere) list.splice(list.length / 2, 0, 424);
				const { items, error } = await run(getClient, documented(list.map((id) => ({ id }))));
				expect(items).toEqual(isThere ? [{ id: 424 }] : []);
				expect(error === undefined).toBe(isThere);
			}),
			{ numRuns: 20 },
		);
	});

	test('accounts of a client: those that name another one are not this client’s', async () => {
		const [own, other] = [
			{ id: 1, client_id: 424 },
			{ id: 2, client_id: 9 },
		];
		expect((await run(accountsOf, documented([own, other]))).items).toEqual([own]);
		expect((await run(accountsOf, documented([{ id: 1 }, { id: 2 }]))).items).toHaveLength(2);
		expect((await run(accountsOf, documented([own, { id: 3 }]))).items).toEqual([own]);
		expect((await run(accountsOf, documented([other]))).error?.message).toContain('other clients (9)');
		const both = { ...getAccount, clientId: byId('424') };
		expect((await run(both, documented([{ id: 7, client_id: 9 }]))).error?.message).toContain('(9)');
	});

	test('the trigger looks at the accounts of its client only, and at its own document', async () => {
		const lists: Record<string, unknown[]> = {
			'/v1/accounts?client_id=424': [
				{ id: 1, client_id: 424 },
				{ id: 2, client_id: 9 },
			],
			'/v1/accounts/1/payments': [{ id: 'p1' }],
			'/v1/accounts/2/payments': [{ id: 'p2' }],
			'/marketplace/apps/mifiel/documents/d-1': [{ id: 'other', signed_by_all: true }],
		};
		const own = await startRecorder(({ url }) => ({ body: documented(lists[url]) }));
		const look = async (parameters: INodeParameters) =>
			await world.engine.runPoll('n8n-nodes-esign-kyc.dynamiCoreTrigger', {
				credentials: { dynamiCoreApi: { ...world.credentials.dynamiCoreApi, baseUrl: own.url } },
				parameters: { startWith: 'everything', ...parameters },
			});
		const payments = { event: 'accountPayment', accountsOf: 'clients', clientIds: '424' };
		expect(await look(payments)).toMatchObject([{ json: { id: 'p1', clientId: '424', accountId: '1' } }]);
		expect(own.requests.map(({ url }) => url)).not.toContain('/v1/accounts/2/payments');
		const signed = { event: 'mifielDocumentSigned', documentIds: 'd-1' };
		await expect(look(signed)).rejects.toThrow(/gave other in place of the document with the ID d-1/);
		await own.close();
	});
});

describe('the Test button', () => {
	const test_ = async (changes: Record<string, string> = {}) =>
		await world.engine.testCredential('dynamiCoreApi', { ...credentials().dynamiCoreApi, ...changes });

	test('the documented answer is a success, with a request that the credential has signed', async () => {
		answer = documented();
		recorder.requests.length = 0;
		expect(await test_()).toMatchObject({ status: 'OK' });
		expect(recorder.requests).toMatchObject([
			{
				...{ method: 'GET', url: '/v1/catalog/fields/client', body: '' },
				headers: { authorization: expect.stringMatching(/^Ictineo \S+:\d{13}:[0-9a-f]{64}$/) },
			},
		]);
	});

	test.each([
		['a web page', '<html><body>Welcome</body></html>', /the answer is not JSON|refused the request/],
		['another API', { hello: 'world' }, /not how DynamiCore’s API answers/],
		['nothing', {}, /did not give a usable answer.*Check the base URL/],
		['another code', { status: 'success', message: { code: 0 } }, /did not give a usable answer \(200, 0\)/],
		[
			'a refusal',
			{ status: 'error', message: { message: 'Firma inválida' } },
			/refused the request \(200\): Firma inválida/,
		],
		['a refusal in other words', { status: 'denied' }, /refused the request \(200\): denied/],
		['a bare text', { message: 'Unauthorized' }, /did not give a usable answer \(200\): Unauthorized/],
	])('%s is none', async (_, given, sentence) => {
		answer = given;
		expect(await test_()).toEqual({ status: 'Error', message: expect.stringMatching(sentence) });
	});

	test('the keys are not in what is said', async () => {
		const { clientKey, secretKey } = world.credentials.dynamiCoreApi;
		answer = { status: 'error', message: `No: ${clientKey} ${secretKey}` };
		const { message } = await test_();
		expect(message).toContain('•••');
		expect(message).not.toContain(secretKey);
		expect(message).not.toContain(clientKey);
	});

	test('an address where nobody is, and one that is none', async () => {
		expect(await test_({ baseUrl: 'http://127.0.0.1:1' })).toMatchObject({
			message: expect.stringMatching(/could not be reached \(ECONNREFUSED\)/),
		});
		expect(await test_({ baseUrl: 'dynamicore' })).toMatchObject({
			message: expect.stringContaining('no web address'),
		});
	});
});
