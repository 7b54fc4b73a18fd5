import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Harness, samplePdf, startHarness, until } from './harness';

interface Received {
	type?: string;
	body: string;
}

let harness: Harness;
let received: Received[];
let answered: number;
let hook: string;
let close: () => void;
beforeAll(async () => (harness = await startHarness()));
afterAll(() => harness.sandbox.close());
// One receiver for each test: what an earlier one still had under way goes elsewhere.
beforeEach(async () => {
	received = [];
	answered = 200;
	const own = received;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks).toString('latin1');
			own.push({ type: request.headers['content-type'], body });
			response.writeHead(answered).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
	close = () => server.close();
	await harness.plain.post('/control/reset');
});
afterEach(() => close());

type Fields = Record<string, string>;

const person = { nombre: 'Ana', nif: '12345678A', cargo: 'x', email: 'a@b.es', telefono: 600000000 };
const switches = (readings: object) => harness.plain.put('/control/firmafy/switches', readings);
const control = (path: string, body = {}) => harness.plain.post(`/control/firmafy${path}`, body);
const call = (fields: Fields) =>
	harness.plain.post('/firmafy/ApplicationProgrammingInterface.php', new URLSearchParams(fields).toString());

async function session(): Promise<Fields> {
	const { user, password, idShow } = harness.sandbox.firmafy;
	const { data } = await call({ action: 'login', usuario: user, password });
	return { token: data.data, id_show: idShow };
}

async function request(changes: Fields = {}, signers: object[] = [person]) {
	const pdf_base64 = (await samplePdf(harness)).toString('base64');
	const document = { pdf_name: 'Contrato.pdf', pdf_base64 };
	const signer = JSON.stringify(signers);
	return await call({ ...(await session()), action: 'request', signer, ...document, ...changes });
}

async function subscribe(type: string, method = '2'): Promise<void> {
	const url_webhook = `${hook}?type=${type}`;
	await call({ ...(await session()), action: 'webhook', type, method, url_webhook });
}

/** The newest request, not signed by anybody. */
async function newRequest(signers?: object[]): Promise<string> {
	return (await request({}, signers)).data.data;
}

async function signed(method = '2'): Promise<Received> {
	await subscribe('1', method);
	await control(`/requests/${await newRequest()}/signers/0/sign`);
	await until(() => received.length > 0);
	return received[0];
}

describe('what real programs send is taken', () => {
	// Firmafy's own PHP class adds the token to whatever it sends: with the log-in, it is still empty.
	test('an empty token with the log-in', async () => {
		const { user: usuario, password } = harness.sandbox.firmafy;
		const { data } = await call({ action: 'login', usuario, password, token: '' });
		expect(data).toEqual({ error: false, data: expect.any(String) });
	});

	test('the signers of Firmafy’s samples: a role, texts, and empty texts', async () => {
		const sample = {
			...{ role: 'PERSONA FÍSICA', nombre: 'Jhon Smith', nif: '12345678A', email: 'jhon@email.com' },
			...{ telefono: '111111111', empresa: '', cif: '' },
		};
		const { data } = await request({}, [sample, { ...sample, cargo: 'Gerente' }]);
		expect(data).toMatchObject({ error: false, message: 'Documento Enviado' });
		const { data: kept } = await harness.plain.get(`/control/firmafy/requests/${data.data}`);
		expect(kept.signers[0]).toMatchObject({ telefono: 111111111, type_notifications: 'email' });
	});

	test('the WordPress plugin: the log-in beside the token, and Base64 in lines', async () => {
		const { user: usuario, password } = harness.sandbox.firmafy;
		const base64 = (await samplePdf(harness)).toString('base64');
		const pdf_base64 = base64.replace(/.{1,76}/g, '$&\r\n');
		expect((await request({ usuario, password, pdf_base64 })).data.error).toBe(false);
		const webhook = { action: 'webhook', type: '1', method: '2', url_webhook: hook };
		expect((await call({ ...(await session()), ...webhook, usuario, password })).data.error).toBe(false);
	});
});

describe('deliveries', () => {
	test('of JSON lie in “data”, with the signers as text', async () => {
		const { type, body } = await signed();
		expect(type).toBe('application/json');
		const { data } = JSON.parse(body);
		expect(data).toMatchObject({ type: 'Firmar Documento', status: 'FIRMADO', size: expect.any(String) });
		expect(JSON.parse(data.signer)).toMatchObject([{ name: 'Ana', status: 'ACTIVO', compliance: 'true' }]);
	});

	test('of JSON come bare, with a list of signers, typed values and in English', async () => {
		await switches({ wrapped: 'false', signerAsText: 'false', values: 'typed', language: 'english' });
		expect(JSON.parse((await signed()).body)).toMatchObject({
			...{ type: 'Sign Document', status: 'SIGNED', size: expect.any(Number) },
			signer: [{ status: 'ACTIVE', compliance: true }],
			docsigned: expect.stringMatching(/^http.*\.pdf$/),
		});
	});

	test.each([
		['form', 'application/x-www-form-urlencoded'],
		['text', 'text/plain'],
		['none', undefined],
	])('of JSON are labelled as %s', async (contentType, expected) => {
		await switches({ contentType });
		const { type, body } = await signed();
		expect(type).toBe(expected);
		expect(JSON.parse(body)).toHaveProperty('data.csv');
	});

	test('of a form have each value under a name of its own', async () => {
		await switches({ form: 'urlencoded', formNames: 'nested', documents: 'base64' });
		const fields = new URLSearchParams((await signed('1')).body);
		expect(fields.get('data[status]')).toBe('FIRMADO');
		expect(fields.get('data[signer][0][name]')).toBe('Ana');
		expect(fields.get('data[docsigned]')).toMatch(/^JVBER/);
	});

	test('of a form with files too', async () => {
		await switches({ formNames: 'nested' });
		const { type, body } = await signed('1');
		expect(type).toMatch(/^multipart\/form-data/);
		expect(body).toContain('name="data[docaudit]"; filename="Auditoria-Contrato.pdf"');
	});

	test.each(['PENDIENTE', 'ACTIVO'])('before all have signed have the status %s', async (unfinished) => {
		await switches({ unfinished });
		await subscribe('2');
		await control(`/requests/${await newRequest([person, person])}/signers/0/sign`);
		await until(() => received.length > 0);
		expect(JSON.parse(received[0].body).data.status).toBe(unfinished);
	});

	test('of the last signature are of type 1, and of type 2 unless switched off', async () => {
		await subscribe('1');
		await subscribe('2');
		const types = async () => {
			await control(`/requests/${await newRequest()}/signers/0/sign`);
			const { data } = await harness.plain.get('/control/firmafy/deliveries');
			return data.map(({ type }: { type: number }) => type);
		};
		expect(await types()).toEqual([2, 1]);
		await switches({ lastSignature: 'documentOnly' });
		expect(await types()).toEqual([2, 1, 1]);
	});

	test.each([
		['silent', []],
		['document', ['1']],
		['signer', ['2']],
	])('of a rejection: %s', async (rejection, expected) => {
		await switches({ rejection });
		await subscribe('1');
		await subscribe('2');
		const csv = await newRequest([person, person]);
		const { data } = await control(`/requests/${csv}/signers/1/reject`);
		expect(data.closed).toBe('rejected');
		expect((await control(`/requests/${csv}/signers/0/sign`)).status).toBe(409);
		const { data: sent } = await harness.plain.get('/control/firmafy/deliveries');
		expect(sent.map(({ url }: { url: string }) => new URL(url).searchParams.get('type'))).toEqual(expected);
		const statuses = received.map(({ body }) => JSON.parse(body).data.status);
		expect(statuses).toEqual(expected.map(() => 'RECHAZADO'));
	});

	test('that failed come again to the same address, or only to that of type 5', async () => {
		const urls = async () => {
			await harness.plain.get('/control/firmafy/deliveries');
			await control('/clock/advance', { minutes: 31 });
			const { data } = await harness.plain.get('/control/firmafy/deliveries');
			return data.map(({ url }: { url: string }) => new URL(url).searchParams.get('type'));
		};
		answered = 500;
		await signed();
		expect(await urls()).toEqual(['1', '1']);
		await harness.plain.post('/control/reset');
		await switches({ repeats: 'type5' });
		received.length = 0;
		await signed();
		expect(await urls()).toEqual(['1']);
		await subscribe('5');
		await control(`/requests/${await newRequest()}/signers/0/sign`);
		expect((await urls()).slice(1)).toEqual(['1', '5']);
	});
});

describe('answers', () => {
	test.each([
		['envelope', { error: false, message: 'SMS Enviado', data: expect.any(String) }],
		['message', { message: 'SMS Enviado' }],
		['flag', { error: false }],
		['text', 'SMS Enviado'],
		['empty', ''],
	])('that are not documented: %s', async (answers, expected) => {
		await switches({ answers });
		const to = JSON.stringify({ name: 'Jhon Smith', country: 34, phone: 612345678 });
		const sms = await call({ ...(await session()), action: 'smsrequest', to, body: 'Hola' });
		expect(sms).toMatchObject({ status: 200, data: expected });
		expect((await harness.plain.get('/control/firmafy/messages')).data).toHaveLength(1);
	});

	test.each([
		['nullCode', { error: false, message: 'Documento Enviado', data: null }],
		['withoutCode', { error: false, message: 'Documento Enviado' }],
		['empty', ''],
	])('to a request: %s', async (requestAnswer, expected) => {
		await switches({ requestAnswer });
		expect((await request()).data).toEqual(expected);
		expect((await harness.plain.get('/control/firmafy/requests')).data).toHaveLength(1);
	});

	const message = 'Plantilla no encontrada';
	test.each([
		['flag', 200, { error: true, message }],
		['textFlag', 200, { error: 'true', message }],
		['one', 200, { error: 1, message }],
		['two', 200, { error: 2, message }],
		['sentence', 200, { error: message }],
		['data', 200, { error: true, data: message }],
		['errorMessage', 200, { error: true, error_message: message }],
		['messageOnly', 200, { message }],
		['text', 200, message],
		['html', 200, expect.stringContaining('<h1>')],
		['gateway', 502, expect.stringContaining('502 Bad Gateway')],
		['empty', 200, ''],
	])('that refuse: %s', async (refusals, status, data) => {
		await switches({ refusals });
		expect(await request({ template_name: 'x' })).toMatchObject({ status, data });
	});

	test('to a token after four hours, or without end, or until the next log-in', async () => {
		const works = async (token: Fields) => !(await call({ ...token, action: 'balance' })).data.error;
		const first = await session();
		await control('/clock/advance', { minutes: 241 });
		expect(await works(first)).toBe(false);
		await switches({ tokens: 'forever' });
		expect(await works(first)).toBe(true);
		await switches({ tokens: 'latest' });
		const second = await session();
		expect(await works(second)).toBe(true);
		await session();
		expect(await works(second)).toBe(false);
	});

	test('have times of Spain, or of Greenwich', async () => {
		const hour = async () => {
			const csv = await newRequest();
			return (await harness.plain.get(`/control/firmafy/requests/${csv}`)).data.daterequest;
		};
		const between = (text: string) =>
			Math.round((Date.parse(`${text.replace(' ', 'T')}Z`) - Date.now()) / 3_600_000);
		expect([1, 2]).toContain(between(await hour()));
		await switches({ zone: 'utc' });
		expect(Math.abs(between(await hour()))).toBe(0);
	});
});
