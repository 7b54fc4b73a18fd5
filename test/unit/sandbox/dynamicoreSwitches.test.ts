import { documentedAuthHeader, type Harness, startHarness } from './harness';

let harness: Harness;
beforeAll(async () => (harness = await startHarness()));
afterAll(() => harness.sandbox.close());
beforeEach(async () => await harness.plain.post('/control/reset'));

/** The documented sample, as nested JSON. */
const pii = { firstname: 'Rafael', lastname: 'Lopez', rfc: 'RALO101086GT4', email: 'email@google.com' };
const sample = { client_type: '17', pii };
const switches = (readings: object) => harness.plain.put('/control/dynamicore/switches', readings);
const send = async (...args: Parameters<Harness['dynamicore']>) => {
	const { status, data } = await harness.dynamicore(...args);
	return { status, data };
};
const create = (changes: object = {}) => send('POST', '/private/clients', { ...sample, ...changes });

describe('the signature', () => {
	test.each([
		['Ictineo', 'Ictineo', 200],
		['DynamiCore', 'Ictineo', 401],
		['DynamiCore', 'DynamiCore', 200],
		['any', 'Whatever', 200],
	])('with the scheme %s takes %s: %s', async (scheme, sent, status) => {
		await switches({ scheme });
		const { dynamicore } = harness.sandbox;
		const header = documentedAuthHeader('GET', `${dynamicore.baseUrl}/private/clients`, '', dynamicore);
		const headers = { authorization: header.replace('Ictineo', sent) };
		expect((await send('GET', '/private/clients', undefined, headers)).status).toBe(status);
	});

	test.each([
		['empty', '', 200],
		['emptyObject', '', 401],
		['emptyObject', '{}', 200],
		['unchecked', '{"any":1}', 200],
	])('of an upload, when it covers %s and %j was signed: %s', async (formSignature, signed, status) => {
		await create();
		await switches({ formSignature });
		const { dynamicore } = harness.sandbox;
		const path = '/files/users/upload/1/acceptance_bc';
		const url = dynamicore.baseUrl + path;
		const authorization = documentedAuthHeader('POST', url, signed, dynamicore);
		expect((await send('POST', path, upload(), { authorization })).status).toBe(status);
	});
});

function upload(part = 'file'): FormData {
	const form = new FormData();
	form.append(part, new Blob(['%PDF'], { type: 'application/pdf' }), 'acta.pdf');
	return form;
}

describe('requests', () => {
	// "POST …/files/users/upload/:client_id/:pii[acta_constitutiva]", "file: Array of files".
	test.each([
		[{}, 'acta', 'file', 200],
		[{}, 'pii[acta]', 'file', 400],
		[{ uploadPath: 'brackets' }, 'pii[acta]', 'file', 200],
		[{ uploadPath: 'brackets' }, 'pii%5Bacta%5D', 'file', 200],
		[{ uploadPath: 'brackets' }, 'acta', 'file', 400],
		[{ uploadPart: 'list' }, 'acta', 'file[]', 200],
		[{ uploadPart: 'list' }, 'acta', 'file', 400],
	])('%j: an upload to %s in the part %s: %s', async (readings, field, part, status) => {
		await create();
		await switches(readings);
		expect((await send('POST', `/files/users/upload/1/${field}`, upload(part))).status).toBe(status);
		const { data } = await harness.plain.get('/control/dynamicore/clients/1');
		expect('acta' in data.pii).toBe(status === 200);
	});

	const keys = {
		cer: 'data:application/x-x509-ca-cert;base64,QUJD',
		key: 'data:application/x-iwork-keynote-sffkey;base64,QUJD',
		...{ pas: 'x', rfc: 'RAFO830910GT7', type: 'efirma' },
	};
	test('Get SAT has its keys in the query, or in the body', async () => {
		await create();
		const inQuery = `/v1/clients/1/sat?${new URLSearchParams(keys)}`;
		expect((await send('GET', inQuery)).status).toBe(200);
		expect((await send('GET', '/v1/clients/1/sat', keys)).status).toBe(400);
		await switches({ satKeys: 'body' });
		expect((await send('GET', inQuery)).status).toBe(400);
		expect((await send('GET', '/v1/clients/1/sat', keys)).data.message.data).toMatchObject([
			{ client: 1, type: 'efirma' },
		]);
	});

	test('Load Keys has plain Base64, or with data:', async () => {
		await create();
		const plain = { client: 1, type: 'efirma', pas: 'x', key: 'QUJD', cer: 'QUJD' };
		const withPrefix = { ...plain, key: keys.key, cer: keys.cer };
		const load = async (body: object) => (await send('POST', '/internal/sat/sat_key', body)).status;
		expect([await load(plain), await load(withPrefix)]).toEqual([200, 400]);
		await switches({ keyFiles: 'dataUri' });
		expect([await load(plain), await load(withPrefix)]).toEqual([400, 200]);
	});

	test('Customer accounts needs one of its ids, or both', async () => {
		await create();
		const status = async (query: string) => (await send('GET', `/v1/accounts?${query}`)).status;
		expect([await status('id=1'), await status('id=1&client_id=1')]).toEqual([200, 200]);
		await switches({ accountQuery: 'both' });
		expect([await status('id=1'), await status('id=1&client_id=1')]).toEqual([400, 200]);
	});

	// The sample sends the text "true", the table says boolean.
	test.each([
		['either', true, true],
		['either', 'true', true],
		['either', 'false', false],
		['text', 'true', true],
		['text', true, false],
	])('Mifiel, %s: send_invites %j invites: %s', async (invites, send_invites, isSent) => {
		await create();
		await send('POST', '/files/users/upload/1/acceptance_bc', upload());
		await switches({ invites });
		const signatories = [{ name: 'Demo', email: 'demo@demo.com', tax_id: 'DEMO1A' }];
		const document = { id: 1, type: 'client', field: 'acceptance_bc', signatories, send_invites };
		const made = await send('POST', '/marketplace/apps/mifiel/documents', document);
		const { reference } = made.data.message.data[0];
		const { data } = await send('GET', `/marketplace/apps/mifiel/documents/${reference}`);
		expect(data.message.data[0].send_mail).toBe(isSent);
	});
});

test('Mifiel takes people with all keys, or some', async () => {
	await create();
	await send('POST', '/files/users/upload/1/acceptance_bc', upload());
	const signatories = [{ email: 'demo@demo.com' }];
	const document = { id: 1, type: 'client', field: 'acceptance_bc', signatories };
	const status = async () => (await send('POST', '/marketplace/apps/mifiel/documents', document)).status;
	expect(await status()).toBe(400);
	await switches({ people: 'partial' });
	expect(await status()).toBe(200);
});

test('a type is made with a template, or needs pii[lastname]', async () => {
	const type = { name: 'Persona Fisica', template: [['Lopez']] };
	const status = async (more = {}) => (await send('POST', '/v1/clients/types', { ...type, ...more })).status;
	expect(await status()).toBe(200);
	await switches({ typeFields: 'pii' });
	expect([await status(), await status({ pii: { lastname: 'Lopez' } })]).toEqual([400, 200]);
});

describe('answers', () => {
	test('to a list by id have that client, all of them, or another one first', async () => {
		await create();
		await create({ pii: { ...pii, rfc: 'ABC010203XY1' } });
		const ids = async (query = '?id=2') => {
			const { data } = await send('GET', `/private/clients${query}`);
			return data.message.data.map(({ id }: { id: number }) => id);
		};
		expect(await ids()).toEqual([2]);
		await switches({ clientFilter: 'ignored' });
		expect(await ids()).toEqual([1, 2]);
		await switches({ clientFilter: 'another' });
		expect([await ids(), await ids('')]).toEqual([
			[1, 2],
			[1, 2],
		]);
	});

	test('to what is created are the documented empty list', async () => {
		await switches({ created: 'empty' });
		const empty = { status: 'success', message: { code: 1, total: 0, data: [] } };
		expect((await create()).data).toEqual(empty);
		expect((await send('PUT', '/private/clients', { id: '1', pii: {} })).data).toEqual(empty);
		expect((await send('GET', '/private/clients')).data.message.total).toBe(1);
	});

	test.each([
		['text', { id: '1', client_type: '17' }],
		['none', { client_type: '17' }],
	])('have ids as %s', async (ids, expected) => {
		await create();
		await switches({ ids });
		const [client] = (await send('GET', '/private/clients')).data.message.data;
		expect(client).toMatchObject(expected);
		expect('id' in client).toBe('id' in expected);
	});

	const record = expect.objectContaining({ id: 1, pii });
	test.each([
		['documented', { status: 'success', message: { code: 1, total: 1, data: [record] } }],
		['noTotal', { status: 'success', message: { code: 1, data: [record] } }],
		['bareMessage', { status: 'success', message: [record] }],
		['bareData', { data: [record] }],
	])('in the envelope %s', async (envelope, expected) => {
		await create();
		await switches({ envelope });
		expect((await send('GET', '/private/clients')).data).toEqual(expected);
	});

	const message = 'Client 9 does not exist';
	const documented = { status: 'error', message: { code: 0, message } };
	test.each([
		['status', 404, documented],
		['error', 200, documented],
		['nested', 200, { status: 'error', message: { message: { message } } }],
		['data', 200, { status: 'error', data: { message } }],
		['denied', 200, { status: 'denied', message }],
		['code', 200, { code: 0, message }],
		['codeInMessage', 200, { message: { code: 0, message } }],
		['codeInSuccess', 200, { status: 'success', message: { code: 0, message } }],
		['sentence', 200, { error: message }],
		['successFalse', 200, { success: false, message }],
		['messageOnly', 200, { message }],
		['text', 200, message],
	])('that refuse: %s', async (refusals, status, data) => {
		await switches({ refusals, envelope: 'bareData' });
		expect(await send('GET', '/v1/clients/9/score')).toEqual({ status, data });
	});
});
