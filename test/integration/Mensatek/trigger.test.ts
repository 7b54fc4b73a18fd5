import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { PDFDocument } from 'pdf-lib';
import { Container, Logger } from '../support/n8nCore';
import type { Delivery } from '../support/webhookCall';
import { startWorld, WEBHOOK_SECRET, type World } from '../support/world';

const TRIGGER = 'n8n-nodes-esign-kyc.mensatekTrigger';

/** The sample of the document, "Real-time reception of statuses in a script on your server", character by character. */
const sample = readFileSync(join(__dirname, 'sampleReport.json'), 'utf8');
const fields = JSON.parse(sample) as Record<string, string>;
const nested = (name: string) => JSON.parse(fields[name]);

const login = (user = 'mensatek', password = WEBHOOK_SECRET) => ({
	Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const URL_SECRET = 'secret_of-the-url-0123456789';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

async function deliver(
	delivery: Delivery,
	parameters: INodeParameters = {},
	credential: IDataObject = world.credentials.mensatekWebhookApi,
	/** What this process remembers, it remembers by the node's ID. */
	{ id = randomUUID(), staticData = {} }: { id?: string; staticData?: IDataObject } = {},
) {
	return await world.engine.runWebhook(TRIGGER, {
		parameters,
		node: { id },
		staticData,
		credentials: {
			mensatekWebhookApi: credential as never,
			...(parameters.downloadCertificate && { mensatekApi: world.credentials.mensatekApi }),
		},
		delivery: { ...delivery, headers: { ...login(), ...delivery.headers } },
	});
}

const json = (body: object | string): Delivery => ({
	headers: { 'Content-Type': 'application/json' },
	body: typeof body === 'string' ? body : JSON.stringify(body),
});
const report = (changes: IDataObject = {}) => json({ ...fields, ...changes });
/** The sample with some fields of its result changed. */
const withResult = (changes: IDataObject) =>
	report({ Result: JSON.stringify({ ...nested('Result'), ...changes }) });

describe('the sample of the document', () => {
	const expected = {
		...fields,
		Acceso: nested('Acceso'),
		Posicion: nested('Posicion'),
		Dispositivo: nested('Dispositivo'),
		Result: nested('Result'),
		verified: true,
		reasons: [],
		hasResult: true,
		likeness: 93.957847595214844,
		checks: {
			faceMatches: true,
			samePerson: true,
			sidesMatch: true,
			documentValid: true,
			numberMatches: true,
			liveness: true,
		},
		status: 5001,
		receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
	};

	const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW';
	test.each<[string, Delivery]>([
		['JSON', json(sample)],
		['JSON without a content type', { body: sample }],
		[
			'JSON that says it is a form',
			{ ...json(sample), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
		],
		['JSON as text', { body: sample, headers: { 'Content-Type': 'text/plain; charset=utf-8' } }],
		['a list with one report', json([fields])],
		[
			'a form, URL-encoded',
			{
				body: new URLSearchParams(fields).toString(),
				headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' },
			},
		],
		['a form without a content type', { body: new URLSearchParams(fields).toString() }],
		[
			'a multipart form',
			{
				body: 'read by n8n itself',
				headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
				parsedBody: { data: fields, files: {} },
			},
		],
	])('as %s', async (_, delivery) => {
		const { started, items, answer } = await deliver(delivery);
		expect(answer).toMatchObject({ status: 200, body: 'OK' });
		expect(started).toBe(true);
		expect(items.map((item) => item.json)).toEqual([expected]);
	});

	test('names of fields count whatever their case, unknown ones stay as they are', async () => {
		const shouted = Object.entries(fields).map(([name, value]) => [name.toUpperCase(), value]);
		const { items } = await deliver(json({ ...Object.fromEntries(shouted), nuevoCampo: 'x' }));
		expect(items.map((item) => item.json)).toEqual([{ ...expected, nuevoCampo: 'x' }]);
	});

	test('a field called error does not make a failed item of it', async () => {
		const { items } = await deliver(report({ error: 'of the provider' }));
		expect(items[0].json).toEqual({ ...expected, providerError: 'of the provider' });
	});

	test('broken nested JSON stays as it came', async () => {
		const broken = fields.Posicion.slice(0, -3);
		const { items } = await deliver(report({ Posicion: broken, Acceso: '' }));
		expect(items[0].json).toMatchObject({ Posicion: broken, Acceso: '', verified: true });
	});

	test('a broken result is no verified one', async () => {
		const broken = fields.Result.slice(0, -3);
		const { items } = await deliver(report({ Result: broken }));
		expect(items[0].json).toMatchObject({ Result: broken, verified: false, hasResult: false });
		expect(items[0].json.reasons).toEqual(['The report carries no result']);
	});

	test('several reports in one delivery are several items', async () => {
		const { items } = await deliver(json([fields, { ...fields, ID: '2' }]));
		expect(items.map(({ json: { ID } }) => ID)).toEqual(['299846332', '2']);
	});
});

describe('the verdict', () => {
	test.each<[string, IDataObject, RegExp, string]>([
		['another person', { ProcesoRelizadoMismaPersona: 'No' }, /not the same person.*“No”/, 'samePerson'],
		['other sides', { AnversoReversoCoinciden: 'No' }, /two sides of the document/, 'sidesMatch'],
		[
			'an expired document',
			{ DNI: { DNI: '00000000T', Caducado: 'Si' } },
			/has expired: .*“Si”/,
			'documentValid',
		],
		['another number', { DNISolicitadoCoincide: 'No' }, /not the requested one/, 'numberMatches'],
		['no living person', { PruebaDeVida: 'No' }, /living person/, 'liveness'],
		['another number on the back', { DNIReverso: '11111111H' }, /“11111111H” on the back/, 'sidesMatch'],
		['a face that is not that of the document', { ParecidoPersonaDNI: 12 }, /by 12 % only/, 'faceMatches'],
		['an undocumented value', { PruebaDeVida: 'Quizás' }, /is “Quizás”/, 'liveness'],
	])('%s', async (_, changes, reason, check) => {
		const { items } = await deliver(withResult(changes));
		const { verified, reasons, checks } = items[0].json as {
			verified: boolean;
			reasons: string[];
			checks: IDataObject;
		};
		expect(verified).toBe(false);
		expect(reasons).toEqual([expect.stringMatching(reason)]);
		expect(
			Object.entries(checks)
				.filter(([, passed]) => passed === false)
				.map(([name]) => name),
		).toEqual([check]);
	});

	// "Result | Array of arrays": the table's word for it, where the sample has an object.
	test.each([
		['an array', (result: object) => [result]],
		['an array of arrays', (result: object) => [[result]]],
		['an array of arrays of arrays', (result: object) => [[[result]]]],
	])('reads a result that is %s', async (_, wrapped) => {
		const { PruebaDeVida, ...others } = nested('Result') as IDataObject;
		const good = await deliver(report({ Result: wrapped({ ...others, PruebaDeVida }) as never }));
		expect(good.items[0].json).toMatchObject({ verified: true, reasons: [], hasResult: true });
		const asText = JSON.stringify(
			wrapped({ ...others, DNI: wrapped(others.DNI as object), PruebaDeVida: 'No' }),
		);
		const bad = await deliver(report({ Result: asText }));
		expect(bad.items[0].json).toMatchObject({
			verified: false,
			hasResult: true,
			checks: { documentValid: true, liveness: false },
		});
	});

	test('a result that is nested beyond reason stays a text, and is none', async () => {
		const Result = '['.repeat(20_000) + ']'.repeat(20_000);
		const { items } = await deliver(report({ Result }));
		expect(items[0].json).toMatchObject({ Result, verified: false, hasResult: false });
	});

	test('lists every reason', async () => {
		const { items } = await deliver(withResult({ PruebaDeVida: 'No', AnversoReversoCoinciden: 'No' }));
		expect(items[0].json.reasons).toHaveLength(2);
	});

	test.each([
		['the accent of “Sí”', { PruebaDeVida: 'Sí', AnversoReversoCoinciden: 'SI' }],
		['the requested number matches', { DNISolicitado: '00000000T', DNISolicitadoCoincide: 'Si' }],
	])('%s does not matter', async (_, changes) => {
		const { items } = await deliver(withResult(changes));
		expect(items[0].json).toMatchObject({ verified: true, reasons: [] });
	});

	test('N/A is a match when no number was requested, or the number read is the requested one', async () => {
		const without = await deliver(report({ DNISolicitado: '' }));
		expect(without.items[0].json.verified).toBe(true);
		const other = await deliver(report({ DNISolicitado: '11111111H' }));
		expect(other.items[0].json).toMatchObject({
			verified: false,
			reasons: ['The document is not the requested one: “00000000T” instead of “11111111H”'],
		});
		const spelled = await deliver(report({ DNISolicitado: '00000000-t' }));
		expect(spelled.items[0].json.verified).toBe(true);
	});

	test('nothing in a report can stand in for it', async () => {
		const { items } = await deliver(
			json({ Servicio: 'VERIFICACION_IDENTIDAD', ID: '1', Estado: '5010', verified: true, reasons: ['x'] }),
		);
		expect(items[0].json).toMatchObject({ verified: false, reasons: ['The report carries no result'] });
	});
});

describe('who may start the workflow', () => {
	const refused = { started: false, items: [], answer: { status: 401 } };
	const basic = { verifyBy: 'basic', user: 'mensatek', password: WEBHOOK_SECRET };
	const secret = { verifyBy: 'secret', urlSecret: URL_SECRET };
	const both = { ...basic, ...secret, verifyBy: 'both' };

	test.each<[string, Record<string, string>]>([
		['no login', { Authorization: '' }],
		['a wrong password', login('mensatek', 'wrong')],
		['a wrong user', login('other')],
		['an empty login', login('', '')],
		['a login that is longer', login('mensatek', `${WEBHOOK_SECRET}x`)],
		['a token in place of a login', { Authorization: `Bearer ${WEBHOOK_SECRET}` }],
		['what is no Base64', { Authorization: 'Basic ***' }],
	])('%s is turned away', async (_, headers) => {
		const run = await deliver({
			...json(sample),
			headers: { 'Content-Type': 'application/json', ...headers },
		});
		expect(run).toMatchObject(refused);
		expect(run.answer?.body).toBe('user or password is missing or wrong');
		expect(run.answer?.headers['www-authenticate']).toBe('Basic realm="n8n"');
	});

	test('a password may have a colon and letters of any language', async () => {
		const credential = { ...basic, password: 'ñandú: 日本' };
		const headers = { 'Content-Type': 'application/json', ...login('mensatek', 'ñandú: 日本') };
		const run = await deliver({ ...json(sample), headers }, {}, credential);
		expect(run.started).toBe(true);
	});

	test('the secret in the URL', async () => {
		const at = async (query: IDataObject) => await deliver({ ...json(sample), query }, {}, secret);
		expect((await at({ secret: URL_SECRET })).started).toBe(true);
		for (const wrong of [undefined, '', 'x', `${URL_SECRET}x`, [URL_SECRET], { $ne: '' }]) {
			const run = await at({ secret: wrong } as IDataObject);
			expect(run).toMatchObject(refused);
			expect(run.answer?.body).toBe('secret in the URL is missing or wrong');
		}
		expect(await at({ token: URL_SECRET })).toMatchObject(refused);
	});

	test('both have to be right', async () => {
		const good = { ...json(sample), query: { secret: URL_SECRET } };
		expect((await deliver(good, {}, both)).started).toBe(true);
		expect(await deliver({ ...good, query: {} }, {}, both)).toMatchObject(refused);
		const headers = { 'Content-Type': 'application/json', Authorization: '' };
		expect(await deliver({ ...good, headers }, {}, both)).toMatchObject(refused);
	});

	test.each([
		['basic', { verifyBy: 'basic', user: '', password: '' }],
		['no password', { verifyBy: 'basic', user: 'mensatek', password: '' }],
		['secret', { verifyBy: 'secret', urlSecret: '' }],
	])('a credential that is not filled in lets nobody in: %s', async (_, credential) => {
		const delivery = {
			...json(sample),
			headers: { 'Content-Type': 'application/json', ...login('', '') },
			query: { secret: '' },
		};
		expect(await deliver(delivery, {}, credential)).toMatchObject(refused);
	});

	test('a stranger’s body is not even looked at', async () => {
		const headers = { 'Content-Type': 'text/plain', Authorization: '' };
		expect(await deliver({ body: '{"broken', headers })).toMatchObject(refused);
	});

	test.each([
		[basic, 'OK'],
		[secret, 'OK'],
		[both, 'OK'],
		[{ ...basic, password: '' }, 'Error'],
		[{ ...basic, user: 'a:b' }, 'Error'],
		[{ ...secret, urlSecret: 'short' }, 'Error'],
		[{ ...secret, urlSecret: 'sixteen letters and spaces' }, 'Error'],
		[{ ...both, user: '' }, 'Error'],
	])('the credential test sees what could never work: %j', async (credential, status) => {
		expect(await world.engine.testCredential('mensatekWebhookApi', credential)).toMatchObject({ status });
	});
});

describe('what is no report', () => {
	test.each<[string, Delivery, string]>([
		['words', { body: 'hello', headers: { 'Content-Type': 'text/plain' } }, 'There is no report in it'],
		['an empty list', json('[]'), 'There is no report in it'],
		['no service', json({ ID: '1', Estado: '5001' }), 'The report lacks Servicio'],
		['no ID', report({ ID: '' }), 'The report lacks ID'],
		['no status', report({ Estado: undefined }), 'The report lacks Estado'],
	])('%s: 400, and nothing starts', async (_, delivery, words) => {
		const run = await deliver(delivery);
		expect(run).toMatchObject({ started: false, answer: { status: 400, body: words } });
	});

	test('broken JSON is turned away by n8n', async () => {
		expect(await deliver(json(sample.slice(0, -9)))).toMatchObject({
			started: false,
			answer: { status: 422 },
		});
	});

	test('an empty call is taken for a test of the address', async () => {
		expect(await deliver({ body: '' })).toMatchObject({
			started: false,
			answer: { status: 200, body: 'OK' },
		});
	});
});

describe('filters', () => {
	const starts = async (parameters: INodeParameters, delivery = report()) => {
		const run = await deliver(delivery, parameters);
		expect(run.answer).toMatchObject({ status: 200, body: 'OK' });
		return run.started;
	};
	const sms = json({ Servicio: 'SMSRECIBIDO', Mensaje: 'STOP' });

	test('by service: identity verifications unless told otherwise', async () => {
		expect(await starts({})).toBe(true);
		expect(await starts({}, report({ Servicio: 'verificacion_identidad' }))).toBe(true);
		expect(await starts({}, sms)).toBe(false);
		expect(await starts({ service: 'any' }, sms)).toBe(true);
		expect(await starts({ service: 'SMSRECIBIDO' }, sms)).toBe(true);
		expect(await starts({ service: 'SMSRECIBIDO' })).toBe(false);
		const others = { service: 'others', otherServices: 'OTRO, smsrecibido' };
		expect(await starts(others, sms)).toBe(true);
		expect(await starts(others)).toBe(false);
	});

	test('by status, of the list or any other', async () => {
		expect(await starts({ statuses: [5001] })).toBe(true);
		expect(await starts({ statuses: [5100] })).toBe(false);
		expect(await starts({ otherStatuses: '5010, 5001' })).toBe(true);
		expect(await starts({ otherStatuses: '5010' })).toBe(false);
		expect(await starts({ statuses: [5100], otherStatuses: '5001' })).toBe(true);
		expect(await starts({ statuses: [5001] }, report({ Estado: 5001 }))).toBe(true);
		expect(await starts({ statuses: [5001] }, report({ Estado: 'listo' }))).toBe(false);
		expect(await starts({}, report({ Estado: 'listo' }))).toBe(true);
	});

	test.each(['5010, 5001', '5010; 5001', '5010 5001', '5010;5001;', ' 5001\n5010 '])(
		'statuses may be written as %j',
		async (otherStatuses) => {
			expect(await starts({ otherStatuses })).toBe(true);
			expect(await starts({ otherStatuses }, report({ Estado: '5100' }))).toBe(false);
		},
	);

	test.each([
		['5001 and 5010', 'and'],
		['5001.5', '5001.5'],
		['completed', 'completed'],
		['5001/5010', '5001/5010'],
	])(
		'statuses written as %j: the report is not answered as taken, and the log says why',
		async (otherStatuses, word) => {
			const log = jest.spyOn(Container.get(Logger), 'error').mockImplementation();
			const run = await deliver(report(), { otherStatuses });
			expect(run).toMatchObject({ started: false, answer: { status: 500 } });
			expect(log.mock.calls.flat().join()).toContain(
				`"Other Statuses" holds "${word}", which is not a whole number`,
			);
			log.mockRestore();
		},
	);

	test('by what the result says about the document', async () => {
		const differs = withResult({ AnversoReversoCoinciden: 'No' });
		const early = report({ Result: '', Estado: '5010' });
		expect(await starts({ documentMatch: 'matches' })).toBe(true);
		expect(await starts({ documentMatch: 'matches' }, differs)).toBe(false);
		expect(await starts({ documentMatch: 'matches' }, early)).toBe(false);
		expect(await starts({ documentMatch: 'differs' })).toBe(false);
		expect(await starts({ documentMatch: 'differs' }, differs)).toBe(true);
		expect(await starts({ documentMatch: 'differs' }, early)).toBe(false);
		expect(await starts({ documentMatch: 'any' }, early)).toBe(true);
	});
});

describe('the same report twice', () => {
	const started = async (
		id: string,
		staticData: IDataObject,
		delivery = report(),
		parameters: INodeParameters = {},
	) => {
		const run = await deliver(delivery, parameters, undefined, { id, staticData });
		expect(run.answer).toMatchObject({ status: 200, body: 'OK' });
		return run.started;
	};

	test('starts the workflow once, also after a restart of n8n; every other report starts it', async () => {
		const staticData = {};
		const form = {
			body: new URLSearchParams(fields).toString(),
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		};
		expect(await started('before', staticData)).toBe(true);
		expect(await started('before', staticData, form)).toBe(false);
		expect(await started('after the restart', staticData)).toBe(false);
		expect(await started('before', staticData, report({ Estado: '5100' }))).toBe(true);
		expect(await started('before', staticData, report({ UltimaActualizacion: '2021-10-10 10:11' }))).toBe(
			true,
		);
	});

	test('a change and its way back are three reports', async () => {
		const verification = (UltimaActualizacion: string) => report({ UltimaActualizacion });
		for (const time of ['2021-10-10 10:11', '2021-10-10 10:12', '2021-10-10 10:11']) {
			expect(await started('and back', {}, verification(time))).toBe(true);
			expect(await started('and back', {}, verification(time))).toBe(false);
		}
	});

	test('starts it twice when switched off', async () => {
		const off = { options: { ignoreDuplicates: false } };
		expect(await started('off', {}, report(), off)).toBe(true);
		expect(await started('off', {}, report(), off)).toBe(true);
	});
});

describe('the certificate', () => {
	const download = { downloadCertificate: true };
	const ready = (ID: string) => report({ ID, Estado: '5100' });

	async function finished(): Promise<string> {
		const parameters = { resource: 'identityVerification', operation: 'send', phone: '600000001' };
		const id = String((await world.mensatek(parameters)).items[0].json.ID);
		for (const step of ['open', 'front', 'back', 'selfie', 'finish']) {
			await world.control.post(`/mensatek/verifications/${id}/${step}`);
		}
		await world.control.delete('/requests');
		return id;
	}
	const requests = async () => (await world.control.get('/requests')).data as IDataObject[];

	test('comes with the report that announces it', async () => {
		const id = await finished();
		const { items } = await deliver(ready(id), { ...download, outputDataFieldName: 'pdf' });
		expect(items[0].json).toMatchObject({
			ID: id,
			status: 5100,
			certificate: { field: 'pdf', fileName: `certificate-${id}.pdf` },
		});
		expect(await PDFDocument.load(await world.engine.binary(items[0], 'pdf'))).toBeDefined();
		expect(await requests()).toHaveLength(1);
	});

	test('is not fetched for other statuses or services, or unless asked for', async () => {
		const id = await finished();
		expect((await deliver(ready(id))).items[0].binary).toBeUndefined();
		expect((await deliver(report({ ID: id }), download)).items[0].binary).toBeUndefined();
		const other = report({ ID: id, Estado: '5100', Servicio: 'OTRO' });
		expect((await deliver(other, { ...download, service: 'any' })).items[0].binary).toBeUndefined();
		expect(await requests()).toHaveLength(0);
	});

	test('that cannot be fetched does not cost the report', async () => {
		const { items, answer } = await deliver(ready('77'), download);
		expect(answer).toMatchObject({ status: 200, body: 'OK' });
		expect(items[0].binary).toBeUndefined();
		expect(items[0].json).toMatchObject({
			ID: '77',
			certificate: { missing: expect.stringContaining('Res -2') },
		});
	});
});

describe('with the sandbox', () => {
	test.each(['well', 'otherPerson', 'sidesDiffer', 'documentExpired', 'otherNumber', 'noLiveness'])(
		'a verification that ends %s',
		async (outcome) => {
			const additionalFields = { documentNumber: '12345678Z' };
			const parameters = {
				resource: 'identityVerification',
				operation: 'send',
				phone: '600000001',
				additionalFields,
			};
			const id = String((await world.mensatek(parameters)).items[0].json.ID);
			await world.control.put('/mensatek/reports', { url: 'http://127.0.0.1:9/', format: 'JSON' });
			for (const step of ['open', 'front', 'back', 'selfie']) {
				await world.control.post(`/mensatek/verifications/${id}/${step}`);
			}
			await world.control.post(`/mensatek/verifications/${id}/finish`, { outcome });
			const sent = (await world.control.get('/mensatek/deliveries')).data as Array<{ report: IDataObject }>;
			const verdicts = [];
			for (const { report: one } of sent) {
				const { items } = await deliver(json(one));
				verdicts.push([items[0].json.status, items[0].json.verified, (items[0].json.reasons as []).length]);
			}
			// Another person's face is not that of the document either.
			const last = outcome === 'well' ? [true, 0] : [false, outcome === 'otherPerson' ? 2 : 1];
			expect(verdicts).toEqual([
				[5020, false, 1],
				[5030, false, 1],
				[5040, false, 1],
				[5050, false, 1],
				[5001, ...last],
				[5100, ...last],
			]);
		},
	);
});

test('activating and deactivating calls nobody: the address is entered by hand', async () => {
	const setup = { credentials: { mensatekWebhookApi: world.credentials.mensatekWebhookApi } };
	for (const hook of ['checkExists', 'create', 'delete'] as const) {
		expect(await world.engine.runHook(TRIGGER, hook, setup)).toBe(true);
	}
	expect((await world.control.get('/requests')).data).toEqual([]);
});
