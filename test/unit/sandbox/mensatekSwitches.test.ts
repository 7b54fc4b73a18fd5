import axios, { type AxiosInstance } from 'axios';
import { type Harness, startHarness, startReceiver, until } from './harness';

let harness: Harness;
let api: AxiosInstance;
beforeAll(async () => {
	harness = await startHarness();
	const { baseUrl: baseURL, apiUser: username, apiToken: password } = harness.sandbox.mensatek;
	// The text as it came: axios would read JSON under every content type.
	const transformResponse = (text: string) => text;
	const auth = { username, password };
	api = axios.create({ baseURL, auth, validateStatus: () => true, proxy: false, transformResponse });
});
afterAll(() => harness.sandbox.close());
beforeEach(async () => await harness.plain.post('/control/reset'));

const now = { Telefono: '34600000001', Resp: 'JSON' };
const switches = (readings: object) => harness.plain.put('/control/mensatek/switches', readings);
const control = async (path: string, body: object = {}) =>
	(await harness.plain.post(`/control/mensatek${path}`, body)).data;
const send = async (body: object = now) => await api.post<string>('/VerificarIdentidad', body);

describe('answers', () => {
	test.each([
		['usual', {}, /^\[\{"Res":"1","ID":"\d+","Cred":"11999"\}\]$/, 'application/json'],
		['an object', { container: 'object' }, /^\{"Res":"1"/, 'application/json'],
		['numbers', { numbers: 'number' }, /^\[\{"Res":1,"ID":"\d+","Cred":11999\}\]$/, 'application/json'],
		['Spanish numbers', { numbers: 'spanish' }, /"Cred":"11.999,00"/, 'application/json'],
		['TXT', { format: 'TXT' }, /^Res:1;\nID:\d+;\nCred:11999;\n$/, 'text/plain'],
		['XML', { format: 'XML' }, /^<\?xml.*<Res>1<\/Res>/s, 'text/xml'],
		['of old versions', { format: 'legacy' }, /^1$/, 'text/html'],
		['labelled otherwise', { contentType: 'text/html' }, /^\[\{"Res":"1"/, 'text/html'],
		['with Res 10, as in the sample', { accepted: 'ten' }, /^\[\{"Res":"10"/, 'application/json'],
	])('%s', async (_, readings, text, type) => {
		await switches(readings);
		const { data, headers } = await send();
		expect(data).toMatch(text);
		expect(headers['content-type']).toContain(type);
	});

	const message = 'Telefono is required';
	test.each([
		['res', 200, JSON.stringify([{ Res: '-3', Error: message }])],
		['zero', 200, JSON.stringify([{ Res: '0', Error: message }])],
		['error', 200, JSON.stringify([{ Error: message }])],
		['message', 200, JSON.stringify({ message })],
		['text', 200, message],
		['html', 200, expect.stringContaining('<h1>')],
		['status', 400, JSON.stringify([{ Res: '-3', Error: message }])],
	])('that refuse: %s', async (refusals, status, data) => {
		await switches({ refusals });
		expect(await send({ Resp: 'JSON' })).toMatchObject({ status, data });
	});

	test.each([
		['res', 200, expect.stringContaining('"Res":"-1"')],
		['bare', 200, '-1'],
		['status', 401, expect.stringContaining('"Res":"-1"')],
	])('to a wrong login: %s', async (wrongLogin, status, data) => {
		await switches({ wrongLogin });
		const auth = { username: 'x', password: 'y' };
		expect(await api.post('/VerificarIdentidad', now, { auth })).toMatchObject({ status, data });
	});

	test.each([
		['status403', 403],
		['status429', 429],
		['res', 200],
	])('to a caller that is blocked: %s', async (blocked, status) => {
		await switches({ blocked });
		for (let time = 0; time < 10; time++) await send({});
		expect(await send()).toMatchObject({ status, data: expect.stringContaining('Blocked') });
	});
});

// The documented sample has the message "MiEmpresa", the text demands [LINK].
test('a message without [LINK] is refused, or gets the link', async () => {
	const sample = { ...now, Mensaje: 'MiEmpresa' };
	expect((await send(sample)).data).toContain('must include the keyword [LINK]');
	await switches({ link: 'appended' });
	const [{ ID }] = JSON.parse((await send(sample)).data);
	const { data } = await harness.plain.get(`/control/mensatek/verifications/${ID}`);
	expect(data.receivedMessage).toBe(`MiEmpresa ${harness.sandbox.url}/phone/mensatek/${ID}`);
});

test.each([
	['certificateName', 'GetVERIFICACIONIDENTIDAD', 'GetCertificadoVERIFICACION_IDENTIDAD'],
	['creditsName', 'Creditos', 'GetCreditos'],
])('the function of %s is called %s', async (name, other, usual) => {
	const statuses = async () => [
		(await api.post(`/${usual}`, { Resp: 'JSON' })).status,
		(await api.post(`/${other}`, { Resp: 'JSON' })).status,
	];
	expect(await statuses()).toEqual([200, 404]);
	await switches({ [name]: other });
	expect(await statuses()).toEqual([404, 200]);
});

test('a report comes twice', async () => {
	const receiver = await startReceiver({ status: 200, text: 'OK' });
	await harness.plain.put('/control/mensatek/reports', { url: receiver.url, format: 'JSON' });
	await switches({ repeats: 'twice' });
	await send();
	await until(() => receiver.received.length === 2);
	await receiver.close();
	expect(receiver.received[0].raw).toBe(receiver.received[1].raw);
});

async function resultOf(outcome: string) {
	const receiver = await startReceiver({ status: 200, text: 'OK' });
	await harness.plain.put('/control/mensatek/reports', { url: receiver.url, format: 'JSON' });
	const [{ ID }] = JSON.parse((await send({ ...now, Dni: '12345678Z' })).data);
	for (const step of ['open', 'front', 'back', 'selfie']) await control(`/verifications/${ID}/${step}`);
	await control(`/verifications/${ID}/finish`, { outcome });
	await until(() => receiver.received.length === 7);
	await receiver.close();
	return JSON.parse(receiver.received[5].raw);
}

describe('results', () => {
	const passed = {
		...{ AnversoReversoCoinciden: 'Si', DNISolicitadoCoincide: 'Si', PruebaDeVida: 'Si' },
		ProcesoRelizadoMismaPersona: 'Si',
	};
	test.each([
		['lowLikeness', { ...passed, Resultado: 12.31, ParecidoPersonaDNI: 12.31, DNI: { Caducado: 'No' } }],
		['backNumberDiffers', { ...passed, DNIAnverso: '12345678Z', DNIReverso: '11111111H' }],
		[
			'passport',
			{ ...passed, AnversoReversoCoinciden: 'N/A', DNIReverso: '', DNI: { TipoDocumento: 'ID-3' } },
		],
		[
			'notAvailable',
			{ AnversoReversoCoinciden: 'N/A', PruebaDeVida: 'N/A', ProcesoRelizadoMismaPersona: 'N/A' },
		],
	])('%s', async (outcome, expected) => {
		expect(JSON.parse((await resultOf(outcome)).Result)).toMatchObject(expected);
	});

	test.each([
		['object', expect.objectContaining({ ParecidoPersonaDNI: expect.any(Number) })],
		['list', [expect.objectContaining({ ParecidoPersonaDNI: expect.any(Number) })]],
	])('as %s', async (reportValues, expected) => {
		await switches({ reportValues });
		const report = await resultOf('well');
		expect(report.Result).toEqual(expected);
		expect(report.Estado).toBe('5001');
	});
});
