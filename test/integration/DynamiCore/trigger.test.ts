import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startRecorder } from '../support/recorder';
import { startWorld, type World } from '../support/world';

const NODE = 'n8n-nodes-esign-kyc.dynamiCoreTrigger';
let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const rfcs = (count: number) => Array.from({ length: count }, (_, index) => `AAAA010203${100 + index}`);
const person = { firstname: 'Rafael', lastname: 'Lopez', email: 'email@google.com' };

async function createClient(rfc = 'RALO101086GT4') {
	const parameters = { resource: 'client', operation: 'create', clientType: '17', rfc, ...person };
	return (await world.dynamiCore(parameters)).items[0].json;
}
async function changeClient(clientId: string, updateFields: IDataObject) {
	await world.dynamiCore({
		resource: 'client',
		operation: 'update',
		clientId,
		updateFields,
	} as INodeParameters);
}
async function createAccount(clientId = '1') {
	const parameters = { resource: 'account', operation: 'create', clientId, product: '6' };
	return (await world.dynamiCore(parameters)).items[0].json;
}
async function move(kind: 'transactions' | 'payments', account: number, body: object = {}) {
	const { status } = await world.control.post(`/dynamicore/accounts/${account}/${kind}`, body);
	expect(status).toBe(201);
}
async function fault(definition: object) {
	await world.control.post('/faults', { provider: 'dynamicore', kind: 'status', status: 400, ...definition });
}

/** A workflow with the trigger, published on an n8n that can be restarted. */
function workflow(parameters: INodeParameters, credential: IDataObject = {}) {
	const staticData: IDataObject = {};
	const dynamiCoreApi = { ...world.credentials.dynamiCoreApi, ...credential };
	const publish = (changes: INodeParameters = {}) =>
		world.engine.publishPolling(NODE, {
			parameters: { ...parameters, ...changes },
			credentials: { dynamiCoreApi: dynamiCoreApi as never },
			staticData,
		});
	let poll = publish();
	return {
		staticData,
		credential: dynamiCoreApi,
		poll: async () => await poll(),
		/** As n8n does it: what was not saved is forgotten, and the trigger looks at once. */
		restart: async (changes?: INodeParameters) => await (poll = publish(changes))(),
	};
}
const values = (found: INodeExecutionData[] | null, name = 'id') =>
	found?.map(({ json }) => json[name]) ?? null;

describe('clients', () => {
	test('created: the present is taken as read, then each one once', async () => {
		await createClient('AAAA010203XY1');
		const { poll } = workflow({ event: 'clientCreated' });
		expect(await poll()).toBeNull();
		await createClient('BBBB010203XY2');
		await createClient('CCCC010203XY3');
		expect(await poll()).toEqual([
			{ json: { event: 'clientCreated', ...(await stored(2)) } },
			{ json: { event: 'clientCreated', ...(await stored(3)) } },
		]);
		await changeClient('2', { lastname: 'Peña' });
		expect(await poll()).toBeNull();
	});

	const stored = async (id: number) =>
		(await world.control.get(`/dynamicore/clients/${id}`)).data as IDataObject;

	test('everything: the first look gives what is there', async () => {
		await createClient('AAAA010203XY1');
		const { poll } = workflow({ event: 'clientCreated', startWith: 'everything' });
		expect(values(await poll())).toEqual([1]);
		expect(await poll()).toBeNull();
	});

	test('created or changed: the item says which', async () => {
		await createClient('AAAA010203XY1');
		const { poll } = workflow({ event: 'clientCreatedOrChanged' });
		await poll();
		await changeClient('1', { lastname: 'Peña' });
		await createClient('BBBB010203XY2');
		const found = await poll();
		expect(values(found, 'event')).toEqual(['clientChanged', 'clientCreated']);
		expect(found?.[0].json).toMatchObject({ id: 1, pii: { lastname: 'Peña' } });
		expect(await poll()).toBeNull();
	});

	test('changes in ignored fields do not start it', async () => {
		await createClient();
		const options = { ignored: 'updated_at, pii' };
		const { poll } = workflow({ event: 'clientCreatedOrChanged', options });
		await poll();
		await changeClient('1', { lastname: 'Peña' });
		expect(await poll()).toBeNull();
	});
});

describe('accounts', () => {
	beforeEach(async () => {
		await createClient();
		await createAccount();
		await createAccount();
	});

	test('transactions of the named accounts, with ids out of order', async () => {
		await move('transactions', 1, { id: 50 });
		const { poll } = workflow({ event: 'accountTransaction', accountIds: '1, 2, 1' });
		expect(await poll()).toBeNull();
		await move('transactions', 1, { id: 7 });
		await move('transactions', 2, { id: 60 });
		await move('payments', 1);
		const found = await poll();
		expect(found?.map(({ json }) => [json.event, json.accountId, json.id])).toEqual([
			['accountTransaction', '1', 7],
			['accountTransaction', '2', 60],
		]);
		await move('transactions', 1, { id: 3 });
		await move('transactions', 1, { id: 49 });
		expect(values(await poll())).toEqual([3, 49]);
		expect(await poll()).toBeNull();
	});

	test('payments of all accounts of a client, also of one that is opened later', async () => {
		await move('payments', 1);
		const { poll } = workflow({ event: 'accountPayment', accountsOf: 'clients', clientIds: '1' });
		expect(await poll()).toBeNull();
		await createAccount();
		await move('payments', 3, { amount: 99 });
		await move('payments', 2);
		expect((await poll())?.map(({ json }) => [json.clientId, json.accountId, json.amount])).toEqual([
			['1', '2', 550.08],
			['1', '3', 99],
		]);
		expect(await poll()).toBeNull();
	});

	test('one that is added to the list later begins with its present', async () => {
		const { poll, restart } = workflow({ event: 'accountPayment', accountIds: '1' });
		await poll();
		await move('payments', 1, { count: 2 });
		await move('payments', 2, { count: 3 });
		expect(values(await restart({ accountIds: '2, 1' }), 'accountId')).toEqual(['1', '1']);
		await move('payments', 2);
		expect(values(await poll(), 'accountId')).toEqual(['2']);
	});

	test('100,000 transactions: the state stays small, and the next one is found', async () => {
		await move('transactions', 1, { count: 100_000 });
		const { poll, staticData } = workflow({ event: 'accountTransaction', accountIds: '1' });
		expect(await poll()).toBeNull();
		const size = JSON.stringify(staticData).length;
		expect(size).toBeLessThan(1_000_200);
		for (let round = 0; round < 3; round++) {
			await move('transactions', 1);
			expect(await poll()).toHaveLength(1);
		}
		expect(JSON.stringify(staticData).length).toBe(size + 3 * 10);
	});
});

describe('SAT data', () => {
	const load = { resource: 'sat', operation: 'loadKeys', keyType: 'ciec', password: 'x' };
	async function sync(clientId: string, start: string, end: string) {
		await world.dynamiCore({ resource: 'sat', operation: 'sync', clientId, start, end });
		await world.control.post(`/dynamicore/sat/${clientId}/arrive`);
	}
	beforeEach(async () => {
		for (const [index, rfc] of rfcs(2).entries()) {
			await createClient(rfc);
			await world.dynamiCore({ ...load, clientId: String(index + 1) });
		}
	});

	test('what a sync brings, over several pages, each record once', async () => {
		const { poll } = workflow({ event: 'satData', clientIds: '1,2' });
		expect(await poll()).toBeNull();
		await sync('1', '2021-01-01', '2021-04-30');
		const found = await poll();
		expect(found).toHaveLength(120);
		expect(found?.[0].json).toMatchObject({ event: 'satData', clientId: '1', uuid: expect.any(String) });
		await sync('1', '2021-04-01', '2021-05-02');
		await sync('2', '2021-01-01', '2021-01-01');
		expect(values(await poll(), 'clientId')).toEqual(['1', '1', '2']);
		expect(await poll()).toBeNull();
	});

	test('only since a day, if so told', async () => {
		const { poll } = workflow({ event: 'satData', clientIds: '1', options: { satStart: '2021-03-30' } });
		await poll();
		await sync('1', '2021-01-01', '2021-03-31');
		expect(values(await poll(), 'date')).toEqual(['2021-03-31', '2021-03-30']);
	});
});

describe('documents at Mifiel', () => {
	async function createDocument() {
		const data = await world.engine.file(Buffer.from('%PDF'), {
			fileName: 'a.pdf',
			mimeType: 'application/pdf',
		});
		const upload = { resource: 'client', operation: 'uploadDocuments', clientId: '1', field: 'contract' };
		await world.dynamiCore(upload, { input: [{ json: {}, binary: { data } }] });
		const people = [
			{ name: 'A', email: 'a@b.mx', taxId: 'AAAA010203XY1' },
			{ name: 'B', email: 'b@b.mx', taxId: 'BBBB010203XY2' },
		];
		const create = { resource: 'mifielDocument', operation: 'create', clientId: '1', field: 'contract' };
		const { items: output } = await world.dynamiCore({ ...create, signatories: { signatory: people } });
		return String(output[0].json.reference);
	}
	const sign = async (id: string) => await world.control.post(`/dynamicore/mifiel/${id}/sign`);
	beforeEach(async () => await createClient());

	test('when everybody has signed, once, and then it is not asked for any more', async () => {
		const [one, two] = [await createDocument(), await createDocument()];
		const { poll } = workflow({ event: 'mifielDocumentSigned', documentIds: `${one},${two}` });
		expect(await poll()).toBeNull();
		await sign(one);
		expect(await poll()).toBeNull();
		await sign(one);
		const found = await poll();
		expect(found).toHaveLength(1);
		expect(found?.[0].json).toMatchObject({
			event: 'mifielDocumentSigned',
			documentId: one,
			id: one,
			signed_by_all: true,
		});
		await world.control.delete('/requests');
		expect(await poll()).toBeNull();
		const asked = (await world.control.get('/requests')).data as Array<{ url: string }>;
		expect(asked.map(({ url }) => url.split('/').at(-1))).toEqual([two]);
	});

	test('one that was signed before: read at the first look, news when it is added to a running trigger', async () => {
		const [one, two] = [await createDocument(), await createDocument()];
		for (const id of [one, one, two, two]) await sign(id);
		const { poll, restart } = workflow({ event: 'mifielDocumentSigned', documentIds: one });
		expect(await poll()).toBeNull();
		expect(values(await restart({ documentIds: `${one},${two}` }))).toEqual([two]);
		expect(await restart({ documentIds: `${one},${two}` })).toBeNull();
	});

	test('one that is deleted does not stop the others; one that never was is named', async () => {
		const [one, two] = [await createDocument(), await createDocument()];
		const { poll } = workflow({ event: 'mifielDocumentSigned', documentIds: `${one},${two}` });
		await poll();
		await world.dynamiCore({ resource: 'mifielDocument', operation: 'delete', documentId: one });
		await sign(two);
		await sign(two);
		expect(values(await poll())).toEqual([two]);
		const typo = workflow({ event: 'mifielDocumentSigned', documentIds: 'no-such-document' });
		await expect(typo.poll()).rejects.toThrow(
			'Document no-such-document: DynamiCore refused the request (404): Document no-such-document does not exist',
		);
	});
});

describe('nothing missed and nothing twice', () => {
	const everything = { event: 'accountTransaction', accountIds: '1, 2', startWith: 'everything' };
	beforeEach(async () => {
		await createClient();
		await createAccount();
		await createAccount();
	});

	test('a poll that fails changes nothing: the next one finds all of it', async () => {
		const { poll, staticData } = workflow(everything);
		await move('transactions', 1);
		expect(values(await poll())).toEqual([1]);
		await move('transactions', 1);
		await move('transactions', 2);
		const before = JSON.stringify(staticData);
		await fault({ pathContains: '/accounts/2/' });
		await expect(poll()).rejects.toThrow('Account 2: DynamiCore refused the request (400)');
		await fault({ kind: 'error-in-200', body: { status: 'error', message: { message: 'Mantenimiento' } } });
		await expect(poll()).rejects.toThrow(
			/^Account \d: DynamiCore refused the request \(200\): Mantenimiento$/,
		);
		expect(JSON.stringify(staticData)).toBe(before);
		expect(values(await poll())).toEqual([2, 3]);
		expect(await poll()).toBeNull();
	});

	test('what a poll can do again, it does: a broken connection is not a failed poll', async () => {
		const { poll } = workflow(everything);
		await move('transactions', 1);
		await fault({ kind: 'reset-before' });
		expect(values(await poll())).toEqual([1]);
	});

	test('an activation that fails is no first look', async () => {
		const now = { ...everything, startWith: 'now' };
		const { poll, restart, staticData } = workflow(now);
		await fault({});
		await expect(poll()).rejects.toThrow();
		expect(staticData).toEqual({});
		await move('transactions', 1);
		expect(await restart()).toBeNull();
		await move('transactions', 1);
		expect(values(await poll())).toEqual([2]);
	});

	test('across restarts, also before anything was found', async () => {
		const { poll, restart } = workflow({ ...everything, startWith: 'now' });
		expect(await poll()).toBeNull();
		await move('transactions', 1);
		expect(values(await restart())).toEqual([1]);
		expect(await restart()).toBeNull();
		await move('transactions', 2);
		expect(values(await poll())).toEqual([2]);
		expect(await restart()).toBeNull();
	});

	test('whatever the clock says', async () => {
		const { poll } = workflow(everything);
		const real = Date.now;
		try {
			for (const [index, minutes] of [0, 4, -4, 3, -3].entries()) {
				Date.now = () => real() + minutes * 60_000;
				await move('transactions', 1);
				expect(values(await poll())).toEqual([index + 1]);
			}
		} finally {
			Date.now = real;
		}
		expect(await poll()).toBeNull();
	});

	test('while the poll before is still under way', async () => {
		const { poll } = workflow(everything);
		await move('transactions', 1);
		await fault({ kind: 'slow', delayMs: 300 });
		const [first, second] = await Promise.all([poll(), poll()]);
		expect([values(first), second]).toEqual([[1], null]);
		await fault({});
		await expect(poll()).rejects.toThrow();
		await move('transactions', 1);
		expect(values(await poll())).toEqual([2]);
	});

	test('a poll that hangs holds the others up for an hour, and gives nothing when it ends after all', async () => {
		const { poll } = workflow(everything);
		await move('transactions', 1);
		await fault({ kind: 'slow', delayMs: 1_500 });
		const hanging = poll();
		const failure = expect(hanging).rejects.toThrow('took longer than an hour');
		await new Promise((resolve) => setTimeout(resolve, 300));
		const real = Date.now;
		try {
			Date.now = () => real() + 59 * 60_000;
			expect(await poll()).toBeNull();
			Date.now = () => real() + 61 * 60_000;
			expect(values(await poll())).toEqual([1]);
		} finally {
			Date.now = real;
		}
		await failure;
		expect(await poll()).toBeNull();
	});

	test('an answer that is empty for once', async () => {
		const { poll } = workflow(everything);
		await move('transactions', 1, { count: 3 });
		await poll();
		const body = { status: 'success', message: { code: 1, total: 0, data: [] } };
		await world.control.post('/faults', { provider: 'dynamicore', kind: 'error-in-200', times: 2, body });
		expect(await poll()).toBeNull();
		expect(await poll()).toBeNull();
	});

	test('another company, or another address: its present is taken as read, not as 3 news', async () => {
		const { poll, credential } = workflow({ ...everything, startWith: 'now' });
		await poll();
		await move('transactions', 1, { count: 3 });
		credential.baseUrl = `${String(credential.baseUrl)}/`;
		expect(values(await poll())).toEqual([1, 2, 3]);
		const recorder = await startRecorder(() => ({
			body: { status: 'success', message: { code: 1, data: [{ id: 1001 }, { id: 1002 }] } },
		}));
		credential.baseUrl = recorder.url;
		expect(await poll()).toBeNull();
		await recorder.close();
	});

	test('a changed credential is seen without publishing again', async () => {
		const { poll, credential } = workflow(everything);
		await move('transactions', 1);
		const { secretKey, baseUrl } = credential;
		credential.secretKey = 'an old secret';
		await expect(poll()).rejects.toThrow('(401)');
		Object.assign(credential, { secretKey, baseUrl: `${String(baseUrl)}/elsewhere` });
		await expect(poll()).rejects.toThrow('(404)');
		credential.baseUrl = baseUrl;
		expect(values(await poll())).toEqual([1]);
	});

	test('records without an id, two of them equal', async () => {
		const payment = { amount: 100, date: '2026-01-05' };
		const data: object[] = [];
		const recorder = await startRecorder(() => ({ body: { status: 'success', message: { code: 1, data } } }));
		const { poll } = workflow({ event: 'accountPayment', accountIds: '1' }, { baseUrl: recorder.url });
		await poll();
		data.push(payment);
		expect(await poll()).toHaveLength(1);
		data.push(payment);
		expect(await poll()).toHaveLength(1);
		expect(await poll()).toBeNull();
		await recorder.close();
	});

	test('of clients: records of two accounts with the same id are two', async () => {
		const payments: Record<string, object[]> = { 1: [{ id: 1, amount: 5 }], 2: [] };
		const recorder = await startRecorder(({ url }) => {
			const account = /accounts\/(\d)\/payments/.exec(url)?.[1];
			const data = account ? payments[account] : [{ id: 1 }, { id: 2 }];
			return { body: { status: 'success', message: { code: 1, total: data.length, data } } };
		});
		const ofClients = { event: 'accountPayment', accountsOf: 'clients', clientIds: '7' };
		const found = async (looked: Promise<INodeExecutionData[] | null>) =>
			(await looked)?.map(({ json }) => [json.clientId, json.accountId, json.id]) ?? null;
		const all = workflow({ ...ofClients, startWith: 'everything' }, { baseUrl: recorder.url });
		payments[2].push({ id: 1, amount: 9 });
		expect(await found(all.poll())).toEqual([
			['7', '1', 1],
			['7', '2', 1],
		]);
		expect(await all.poll()).toBeNull();
		payments[2].splice(0);
		const { poll } = workflow(ofClients, { baseUrl: recorder.url });
		expect(await poll()).toBeNull();
		payments[2].push({ id: 1, amount: 9 });
		expect(await found(poll())).toEqual([['7', '2', 1]]);
		expect(await poll()).toBeNull();
		await recorder.close();
	});

	test('what the item says of itself is not replaced by fields of the record', async () => {
		const own = { event: 'reversal', accountId: 'x', clientId: 8 };
		const recorder = await startRecorder(() => ({
			body: { status: 'success', message: { code: 1, total: 1, data: [{ id: 1, ...own }] } },
		}));
		const everything = { event: 'accountPayment', startWith: 'everything' };
		const first = async (parameters: INodeParameters) =>
			(await workflow({ ...everything, ...parameters }, { baseUrl: recorder.url }).poll())?.[0].json;
		expect(await first({ accountIds: '7' })).toEqual({
			event: 'accountPayment',
			accountId: '7',
			id: 1,
			clientId: 8,
		});
		expect(await first({ accountsOf: 'clients', clientIds: '8' })).toEqual({
			event: 'accountPayment',
			clientId: '8',
			accountId: '1',
			id: 1,
		});
		await recorder.close();
	});

	test('an item has no top-level error, which n8n would take for a failed run', async () => {
		const data = [{ id: 1, error: 0 }];
		const recorder = await startRecorder(() => ({ body: { status: 'success', message: { code: 1, data } } }));
		const { poll } = workflow(
			{ event: 'accountPayment', accountIds: '1', startWith: 'everything' },
			{ baseUrl: recorder.url },
		);
		expect((await poll())?.[0].json).toEqual({
			event: 'accountPayment',
			accountId: '1',
			id: 1,
			providerError: 0,
		});
		await recorder.close();
	});
});

describe('the manual test', () => {
	const sample = async (parameters: INodeParameters, staticData: IDataObject = {}) =>
		await world.engine.runPoll(NODE, {
			parameters,
			credentials: { dynamiCoreApi: world.credentials.dynamiCoreApi },
			mode: 'manual',
			staticData,
		});

	test('gives the latest record as a sample, each time, and remembers nothing', async () => {
		await createClient('AAAA010203XY1');
		await createClient('BBBB010203XY2');
		const staticData = {};
		for (let round = 0; round < 2; round++) {
			const found = await sample({ event: 'clientCreatedOrChanged' }, staticData);
			expect(found?.map(({ json }) => [json.event, json.id])).toEqual([['clientCreated', 2]]);
		}
		expect(staticData).toEqual({});
	});

	test('looks on until one of the accounts has something', async () => {
		await createClient();
		await createAccount();
		await createAccount();
		await move('payments', 2);
		const found = await sample({ event: 'accountPayment', accountIds: '1,2' });
		expect(values(found, 'accountId')).toEqual(['2']);
	});

	test('takes one page of SAT data, and a document before it is signed', async () => {
		const data = [{ uuid: 'a', signed_by_all: false }];
		const recorder = await startRecorder(() => ({ body: { status: 'success', message: { code: 1, data } } }));
		const dynamiCoreApi = { ...world.credentials.dynamiCoreApi, baseUrl: recorder.url };
		const show = async (parameters: INodeParameters) =>
			await world.engine.runPoll(NODE, { parameters, credentials: { dynamiCoreApi }, mode: 'manual' });
		expect(await show({ event: 'satData', clientIds: '7,8' })).toMatchObject([{ json: { clientId: '7' } }]);
		const documents = { event: 'mifielDocumentSigned', documentIds: 'x' };
		expect(await show(documents)).toMatchObject([{ json: { documentId: 'x', signed_by_all: false } }]);
		await recorder.close();
		expect(recorder.requests.map(({ url }) => url)).toEqual([
			'/private/sat/data?client=7&limit=1&page=1',
			'/marketplace/apps/mifiel/documents/x',
		]);
	});

	test('says so when there is nothing to show', async () => {
		await expect(sample({ event: 'clientCreated' })).rejects.toThrow(
			'DynamiCore has nothing yet to show as a sample',
		);
	});
});

describe('a form that cannot be used is named before anything is asked', () => {
	test.each<[INodeParameters, string]>([
		[{ event: 'accountPayment', accountIds: '={{ " , " }}' }, '"Account IDs" is empty'],
		[{ event: 'accountTransaction', accountsOf: 'clients', clientIds: '={{ "" }}' }, '"Client IDs" is empty'],
		[{ event: 'mifielDocumentSigned', documentIds: '={{ "" }}' }, '"Document IDs" is empty'],
		[{ event: 'satData', clientIds: '1, RALO' }, '"Client IDs" holds "RALO", which is not a number'],
		[
			{ event: 'satData', clientIds: '1', options: { satStart: '31/12/2021' } },
			'"SAT Data Since" is not a day of the calendar: 31/12/2021',
		],
	])('%j', async (parameters, message) => {
		await expect(workflow(parameters).poll()).rejects.toThrow(message);
		expect((await world.control.get('/requests')).data).toEqual([]);
	});
});
