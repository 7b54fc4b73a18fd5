import { createHash, randomUUID } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Container, Logger } from '../support/n8nCore';
import { startWorld, WEBHOOK_SECRET, type World } from '../support/world';
import { act, jsons, samplePdf } from './support';
import { documentedDeliveries } from './deliveries';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface Sent {
	body: IDataObject;
	/** Changes what is sent after it was signed. */
	alter?: (text: string) => string;
	headers?: Record<string, string | undefined>;
	timestamp?: number;
	secret?: string;
	parameters?: INodeParameters;
	staticData?: IDataObject;
	mode?: 'webhook' | 'manual';
	/** The node's ID: by it, this process remembers deliveries. */
	id?: string;
}

/** Delivers as "Especificación del Webhook" says, signed as "Verificar Keynua Signature Webhook" and "… V2" say. */
async function deliver({ body, alter = (text) => text, secret = WEBHOOK_SECRET, ...rest }: Sent) {
	const { headers = {}, parameters = {}, staticData = {}, mode = 'webhook', id = randomUUID() } = rest;
	const ts = String(rest.timestamp ?? Date.now());
	const token = '12fafbc0';
	const signed: Record<string, string | undefined> = {
		'Content-Type': 'application/json',
		'X-Keynua-Webhook-Type': String(body.type),
		'X-Keynua-Webhook-TS': ts,
		'X-Keynua-Webhook-Token': token,
		'X-Keynua-Webhook-Sig': sha256(JSON.stringify(body.payload) + ts + secret),
		'X-Keynua-Webhook-SigV2': sha256(token + ts + secret),
		...headers,
	};
	const present = Object.entries(signed).filter((entry): entry is [string, string] => entry[1] !== undefined);
	const { keynuaApi, keynuaWebhookApi } = world.credentials;
	return await world.engine.runWebhook('n8n-nodes-esign-kyc.keynuaTrigger', {
		credentials: { keynuaWebhookApi, keynuaApi },
		node: { id },
		delivery: { headers: Object.fromEntries(present), body: alter(JSON.stringify(body)) },
		parameters,
		staticData,
		mode,
	});
}

/** A delivery that no other test has sent. */
function finished(payload: IDataObject = {}): IDataObject {
	return {
		type: 'ContractFinished',
		accountId: 'a',
		payload: { contractId: randomUUID(), title: 'Ñandú', ...payload },
	};
}
const accepted = { status: 200, body: 'KEYNUA' };

test('the content type does not matter: n8n leaves those that it does not know unread', async () => {
	for (const type of ['application/octet-stream', 'text/html', undefined]) {
		const run = await deliver({ body: finished(), headers: { 'Content-Type': type } });
		expect(run.answer).toMatchObject(accepted);
		expect(run.items[0].json).toMatchObject({ event: 'ContractFinished', title: 'Ñandú' });
	}
});

test('a body that cannot be read is turned away, and makes no failed execution', async () => {
	const headers = { 'Content-Type': 'application/octet-stream', 'Content-Encoding': 'gzip' };
	const run = await deliver({ body: finished(), headers });
	expect([run.answer?.status, run.started]).toEqual([400, false]);
});

describe('every documented event', () => {
	test.each(documentedDeliveries)('$type starts the workflow once, with its payload', async (example) => {
		const body = { ...example, payload: { ...example.payload, reference: randomUUID() } };
		const run = await deliver({ body });
		expect(run.answer).toMatchObject(accepted);
		expect(run.answer?.headers['content-type']).toContain('text/plain');
		expect(run.items).toHaveLength(1);
		expect(run.items[0].json).toMatchObject({
			...body.payload,
			event: example.type,
			accountId: example.accountId,
			receivedAt: expect.stringMatching(/Z$/),
		});
		const { accountId } = example.payload;
		expect(run.items[0].json.ofPayload).toEqual(accountId === undefined ? undefined : { accountId });
	});

	test.each(documentedDeliveries)('$type is refused when forged, stale or altered', async (example) => {
		const refused = async (sent: Partial<Sent>) => {
			const run = await deliver({ body: example, ...sent });
			return [run.answer?.status, run.started];
		};
		const day = 24 * 60 * 60 * 1000;
		expect(await refused({ secret: 'another' })).toEqual([401, false]);
		expect(await refused({ timestamp: Date.now() - day - 60_000 })).toEqual([401, false]);
		expect(await refused({ alter: (text) => text.replace(/("payload":\{)/, '$1"extra":1,') })).toEqual([
			401,
			false,
		]);
	});
});

test('no field of a payload passes for one of the trigger', async () => {
	const forged = {
		...{ event: 'ContractDeleted', accountId: 'b', receivedAt: 'never', confirmed: true },
		...{ explanation: { meaning: 'all is well' }, contract: { status: 'done' }, files: ['a.pdf'] },
	};
	const { items } = await deliver({ body: finished(forged) });
	const { contractId, title, event, accountId, receivedAt, ofPayload, ...rest } = items[0].json;
	expect({ title, event, accountId, ofPayload, rest }).toEqual({
		...{ title: 'Ñandú', event: 'ContractFinished', accountId: 'a', ofPayload: forged, rest: {} },
	});
	expect([contractId, receivedAt]).toEqual([expect.any(String), expect.stringMatching(/^20.*Z$/)]);
	const withoutAccount = finished({ accountId: 'b' });
	delete withoutAccount.accountId;
	expect((await deliver({ body: withoutAccount })).items[0].json.accountId).toBeUndefined();
});

test('a field called error does not make a failed item of it', async () => {
	const body = finished();
	const payload = { ...(body.payload as IDataObject), error: 'of the provider' };
	const { items } = await deliver({ body: { ...body, payload } });
	expect(items[0].json).toMatchObject({ title: 'Ñandú', providerError: 'of the provider' });
	expect(items[0].json).not.toHaveProperty('error');
});

describe('activation', () => {
	test.each(['', '{}', '{"type":"SubscriptionConfirmation"}'])(
		'%j is answered in Keynua’s words and starts nothing',
		async (body) => {
			const run = await world.engine.runWebhook('n8n-nodes-esign-kyc.keynuaTrigger', {
				credentials: { keynuaWebhookApi: world.credentials.keynuaWebhookApi },
				delivery: { headers: { 'content-type': 'application/json' }, body },
			});
			expect(run).toMatchObject({ started: false, answer: accepted });
		},
	);

	test('publishing and unpublishing go through, though there is nothing to register', async () => {
		const setup = { credentials: { keynuaWebhookApi: world.credentials.keynuaWebhookApi } };
		for (const hook of ['checkExists', 'create', 'delete'] as const) {
			expect(await world.engine.runHook('n8n-nodes-esign-kyc.keynuaTrigger', hook, setup)).toBe(true);
		}
	});
});

describe('signature modes', () => {
	const wrong = 'f'.repeat(64);
	const statusIn = async (signatureMode: string, headers: Record<string, string | undefined>) =>
		(await deliver({ body: finished(), parameters: { signatureMode }, headers })).answer?.status;

	test.each([
		['auto', {}, 200],
		['auto', { 'X-Keynua-Webhook-SigV2': undefined, 'X-Keynua-Webhook-Token': undefined }, 200],
		['auto', { 'X-Keynua-Webhook-Type': 'Other' }, 200],
		['auto', { 'X-Keynua-Webhook-Type': undefined }, 200],
		['auto', { 'X-Keynua-Webhook-Sig': undefined }, 401],
		['auto', { 'X-Keynua-Webhook-Sig': wrong }, 401],
		['auto', { 'X-Keynua-Webhook-SigV2': wrong }, 401],
		['auto', { 'X-Keynua-Webhook-Sig': undefined, 'X-Keynua-Webhook-SigV2': undefined }, 401],
		['v1', { 'X-Keynua-Webhook-SigV2': wrong }, 200],
		['v1', { 'X-Keynua-Webhook-Sig': undefined }, 401],
		['v2', { 'X-Keynua-Webhook-Sig': wrong }, 200],
		['v2', { 'X-Keynua-Webhook-SigV2': undefined }, 401],
		['off', { 'X-Keynua-Webhook-Sig': undefined, 'X-Keynua-Webhook-SigV2': wrong }, 200],
	])('%s with %j: %i', async (mode, headers, status) => {
		expect(await statusIn(mode, headers)).toBe(status);
	});

	test('Off needs no credential', async () => {
		const run = await world.engine.runWebhook('n8n-nodes-esign-kyc.keynuaTrigger', {
			parameters: { signatureMode: 'off' },
			delivery: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(finished()) },
		});
		expect(run).toMatchObject({ started: true, answer: accepted });
	});

	test('the age limit can be set', async () => {
		const hour = 60 * 60 * 1000;
		const at = async (timestamp: number, maxAgeHours: number | string | null) =>
			(await deliver({ body: finished(), timestamp, parameters: { options: { maxAgeHours } } })).answer
				?.status;
		expect(await at(Date.now() - 2 * hour, 1)).toBe(401);
		expect(await at(Date.now() - 2 * hour, 3)).toBe(200);
		expect(await at(Date.now() - 40 * hour, 48)).toBe(200);
		expect(await at(Date.now(), 'abc')).toBe(500);
		for (const cleared of [null, '']) {
			expect(await at(Date.now() - 23 * hour, cleared)).toBe(200);
			expect(await at(Date.now() - 25 * hour, cleared)).toBe(401);
		}
	});

	test.each([null, ''])('an age limit that was emptied (%j) is that of the form, 24 hours', async (empty) => {
		const hour = 60 * 60 * 1000;
		const at = async (timestamp: number) =>
			(await deliver({ body: finished(), timestamp, parameters: { options: { maxAgeHours: empty } } })).answer
				?.status;
		expect(await at(Date.now() - 23 * hour)).toBe(200);
		expect(await at(Date.now() - 25 * hour)).toBe(401);
	});

	test.each<[string, INodeParameters, string]>([
		['0', { options: { maxAgeHours: 0 } }, '"Maximum Age (Hours)" must be a number of at least 1: 0'],
		['text', { options: { maxAgeHours: 'a day' } }, '"Maximum Age (Hours)" must be a number'],
		['NaN', { filters: { references: '={{ NaN }}' } }, '"References" must be a text'],
		['a list', { filters: { templates: '={{ [1] }}' } }, '"Templates" must be a text'],
	])('a field that is wrong (%s) loses no delivery, and n8n’s log names it', async (_, parameters, told) => {
		const log = jest.spyOn(Container.get(Logger), 'error').mockImplementation();
		const run = await deliver({ body: finished(), parameters });
		expect(run).toMatchObject({ started: false, answer: { status: 500 } });
		expect(log.mock.calls.flat().join()).toContain(told);
		log.mockRestore();
	});
});

describe('filters', () => {
	const item = (type: string, state: string) => ({
		type: 'ContractItemUpdated',
		accountId: 'a',
		payload: {
			contractId: randomUUID(),
			reference: 'lease-7',
			templateId: 't1',
			item: { id: 1, type, state, value: null },
		},
	});
	const starts = async (body: IDataObject, parameters: INodeParameters) => {
		const run = await deliver({ body, parameters });
		expect(run.answer).toMatchObject(accepted);
		return run.started;
	};

	test('by event', async () => {
		expect(await starts(finished(), { events: ['ContractFinished', 'ContractDeleted'] })).toBe(true);
		expect(await starts(finished(), { events: ['ContractDeleted'] })).toBe(false);
	});

	test('by state and type of the item, for item events only', async () => {
		const parameters = { itemStates: ['error'], filters: { itemTypes: ['facematch', 'reniec'] } };
		expect(await starts(item('facematch', 'error'), parameters)).toBe(true);
		expect(await starts(item('facematch', 'success'), parameters)).toBe(false);
		expect(await starts(item('pdf', 'error'), parameters)).toBe(false);
		expect(await starts(finished(), parameters)).toBe(true);
	});

	test('by reference and template, exactly or by their beginning', async () => {
		const references = (text: string) => ({ filters: { references: text } });
		expect(await starts(item('pdf', 'success'), references('other, lease-*'))).toBe(true);
		expect(await starts(item('pdf', 'success'), references('lease-7'))).toBe(true);
		expect(await starts(item('pdf', 'success'), references('lease-'))).toBe(false);
		expect(await starts(finished(), references('lease-*'))).toBe(false);
		expect(await starts(finished({ reference: null }), references('*'))).toBe(false);
		expect(await starts(item('pdf', 'success'), { filters: { templates: 't1' } })).toBe(true);
		expect(await starts(item('pdf', 'success'), { filters: { templates: 't2' } })).toBe(false);
		// The documents' samples of Created, Started, Finished and ItemUpdated have no templateId.
		expect(await starts(finished(), { filters: { templates: 't1' } })).toBe(true);
	});

	test('a failed step comes with its explanation', async () => {
		const body = item('checklabels', 'error');
		body.payload.item.value = { code: 'NotValidIdCard', message: 'No es válido.' } as never;
		const { items } = await deliver({ body });
		expect(items[0].json.explanation).toMatchObject({
			code: 'NotValidIdCard',
			message: 'No es válido.',
			meaning: 'The identity document is not valid.',
		});
	});
});

describe('the same delivery twice', () => {
	test('starts the workflow once, however it is signed, and also after a restart of n8n', async () => {
		const staticData = {};
		const url = `https://files.example/${randomUUID()}`;
		const once = finished() as IDataObject & { payload: IDataObject };
		const body = (signature: string) => ({
			...once,
			payload: { ...once.payload, pdfItems: [{ url: `${url}?sig=${signature}` }] },
		});
		const [before, after] = [randomUUID(), randomUUID()];
		expect((await deliver({ body: body('1'), staticData, id: before })).started).toBe(true);
		const again = await deliver({ body: body('2'), staticData, id: before, timestamp: Date.now() + 5 });
		expect(again).toMatchObject({ started: false, answer: accepted });
		const later = await deliver({ body: body('3'), staticData, id: after });
		expect(later).toMatchObject({ started: false, answer: accepted });
		expect((await deliver({ body: finished(), staticData, id: before })).started).toBe(true);
	});

	test('two at the same moment start it once', async () => {
		const [body, id] = [finished(), randomUUID()];
		const runs = await Promise.all([deliver({ body, id }), deliver({ body, id })]);
		expect(runs.filter(({ started }) => started)).toHaveLength(1);
		const statuses = runs.map(({ answer }) => answer?.status);
		expect(statuses.sort()).toEqual([200, 503]);
		expect(await deliver({ body, id })).toMatchObject({ started: false, answer: accepted });
	});

	test('a change and its way back are three events', async () => {
		const [id, staticData, contractId] = [randomUUID(), {}, randomUUID()];
		for (const phone of ['1', '2', '1']) {
			const user = { id: 0, name: 'John Doe', phone };
			const body = { type: 'ContractUserUpdated', accountId: 'a', payload: { contractId, user } };
			expect((await deliver({ body, id, staticData })).started).toBe(true);
			expect((await deliver({ body, id, staticData })).started).toBe(false);
		}
	});

	test('a step of one signer is not one of another, whatever came in between', async () => {
		const [id, contractId] = [randomUUID(), randomUUID()];
		const step = (item: number, user: number) => ({
			type: 'ContractItemUpdated',
			accountId: 'a',
			payload: { contractId, item: { id: item, state: 'success' }, user: { id: user } },
		});
		const steps = [step(0, 0), step(0, 1), step(1, 0)];
		for (const body of steps) expect((await deliver({ body, id })).started).toBe(true);
		for (const body of steps) expect((await deliver({ body, id })).started).toBe(false);
	});

	test('starts it twice when switched off, and while listening in the editor', async () => {
		const body = finished();
		const id = randomUUID();
		const parameters = { options: { ignoreDuplicates: false } };
		for (let times = 0; times < 2; times++)
			expect((await deliver({ body, parameters, id })).started).toBe(true);
		const other = finished();
		for (let times = 0; times < 2; times++)
			expect((await deliver({ body: other, mode: 'manual', id })).started).toBe(true);
	});

	test('what was filtered out is not remembered', async () => {
		const staticData: IDataObject = {};
		const body = finished();
		await deliver({ body, staticData, parameters: { events: ['ContractDeleted'] } });
		expect(staticData.taken).toBeUndefined();
		expect((await deliver({ body, staticData })).started).toBe(true);
	});
});

describe('signed documents as files', () => {
	/** A contract in the sandbox; the PDF it was made of lies behind a presigned URL. */
	async function contractOf(changes: INodeParameters = {}) {
		const base64 = (await samplePdf(world)).toString('base64');
		const run = await world.keynua({
			resource: 'contract',
			operation: 'create',
			title: 'Loan',
			documents: { document: [{ source: 'base64', base64, name: 'a' }] },
			signers: { signer: [{ name: 'Ana', groups: 'signers' }] },
			simplify: false,
			...changes,
		});
		const [{ id, documents }] = jsons(run);
		return { contractId: String(id), url: (documents as Array<{ url: string }>)[0].url };
	}
	const presigned = async () => (await contractOf()).url;
	/** A delivery of a contract that is there, with the documented `pdfItems`. */
	const finishedContract = async (changes: INodeParameters = {}) => {
		const { contractId, url } = await contractOf(changes);
		const individuals = [
			{ title: 'one.pdf', url },
			{ title: 'two.pdf', url },
		];
		const pdfItems = [{ title: 'Certificado y documentos', url, individuals }];
		return finished({ contractId, title: 'Loan', pdfItems });
	};

	test('the final one, and the individual ones on request, in fields of their own', async () => {
		const body = await finishedContract();
		const { items } = await deliver({ body, parameters: { downloadSigned: true } });
		expect(items[0].json.files).toEqual([{ field: 'data', fileName: 'Loan.pdf' }]);
		expect(items[0].json).not.toHaveProperty('filesNotFetched');
		const pdf = await PDFDocument.load(await world.engine.binary(items[0], 'data'));
		expect(pdf.getPageCount()).toBe(2);
		const all = await deliver({
			body: await finishedContract(),
			parameters: { downloadSigned: true, downloadIndividual: true, outputDataFieldName: 'pdf' },
		});
		expect(Object.keys(all.items[0].binary ?? {})).toEqual(['pdf', 'pdf_2', 'pdf_3']);
		expect(all.items[0].json.files).toContainEqual({ field: 'pdf_3', fileName: 'two.pdf' });
	});

	describe('of a process that signs digitally', () => {
		const group = { name: 'signers', signatureTypes: ['digital-signature'] };
		const digital = async () => {
			const body = await finishedContract({ template: 'form', templateGroups: { group: [group] } });
			const { contractId } = body.payload as IDataObject;
			await act(world, `/contracts/${String(contractId)}/users/0/sign`);
			return body;
		};

		test('the digitally signed file comes first, though the event does not name it', async () => {
			const parameters = { downloadSigned: true, downloadIndividual: true };
			const { items } = await deliver({ body: await digital(), parameters });
			expect(items[0].json.files).toEqual([
				{ field: 'data', fileName: 'Loan (digitally signed).pdf' },
				{ field: 'data_2', fileName: 'Loan.pdf' },
				{ field: 'data_3', fileName: 'one.pdf' },
				{ field: 'data_4', fileName: 'two.pdf' },
			]);
			// The document's two pages, that of the certificate, and that of the digital signature.
			const pdf = await PDFDocument.load(await world.engine.binary(items[0], 'data'));
			expect(pdf.getPageCount()).toBe(4);
		});

		test('a contract that cannot be looked up keeps neither the event nor the other files back', async () => {
			const body = await digital();
			const struck = { provider: 'keynua', pathContains: '/contracts/v1/', kind: 'status', status: 403 };
			await world.control.post('/faults', { ...struck, times: 9 });
			const run = await deliver({ body, parameters: { downloadSigned: true } });
			await world.control.delete('/faults');
			expect(run.answer).toMatchObject(accepted);
			expect(run.items[0].json.files).toEqual([{ field: 'data', fileName: 'Loan.pdf' }]);
			expect(run.items[0].json.filesNotFetched).toEqual([
				{
					fileName: 'Loan (digitally signed).pdf',
					reason: expect.stringMatching(/could not be asked whether .*\(403\)/),
				},
			]);
		});
	});

	test('are not fetched without being asked for, nor for other events', async () => {
		const body = await finishedContract();
		expect((await deliver({ body })).items[0].binary).toBeUndefined();
		const started = { ...(await finishedContract()), type: 'ContractStarted' };
		expect(
			(await deliver({ body: started, parameters: { downloadSigned: true } })).items[0].binary,
		).toBeUndefined();
	});

	test.each([
		['gone', async () => (await presigned()).replace(/files\/[^?]+/, 'files/gone'), /refused the request/],
		['not safe', async () => 'http://203.0.113.7/a.pdf', /not safe to open/],
	])(
		'a link that is %s: the workflow starts all the same, with the reason and the others',
		async (_, link, reason) => {
			const { contractId, url } = await contractOf();
			const items = [
				{ title: 'Lost', url: await link() },
				{ title: 'Kept', url },
			];
			const run = await deliver({
				body: finished({ contractId, pdfItems: items }),
				parameters: { downloadSigned: true },
			});
			expect(run.answer).toMatchObject(accepted);
			const { files, filesNotFetched } = run.items[0].json;
			expect(filesNotFetched).toEqual([
				{ fileName: expect.any(String), reason: expect.stringMatching(reason) },
			]);
			expect(files).toEqual([{ field: 'data_2', fileName: expect.stringContaining('(Kept)') }]);
			expect(Object.keys(run.items[0].binary ?? {})).toEqual(['data_2']);
		},
	);
});

test('the credential’s test tells a slip in copying the secret', async () => {
	const tested = async (webhookSecret: string) =>
		(await world.engine.testCredential('keynuaWebhookApi', { webhookSecret })).status;
	expect([await tested(''), await tested('a b'), await tested('abc')]).toEqual(['Error', 'Error', 'OK']);
});
