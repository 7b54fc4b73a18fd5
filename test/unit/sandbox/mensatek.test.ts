import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios, { type AxiosInstance } from 'axios';
import { PDFDocument } from 'pdf-lib';
import { spanishTime } from '../../../sandbox/mensatek/clock';
import { type Harness, startHarness, until } from './harness';

let harness: Harness;
let api: AxiosInstance;
beforeAll(async () => {
	harness = await startHarness();
	const { baseUrl: baseURL, apiUser: username, apiToken: password } = harness.sandbox.mensatek;
	api = axios.create({ baseURL, auth: { username, password }, validateStatus: () => true, proxy: false });
});
afterAll(() => harness.sandbox.close());
beforeEach(async () => await harness.plain.post('/control/reset'));

/** "Request sample", with a message that has the keyword the text demands. */
const sample = {
	Mensaje: 'MiEmpresa [LINK]',
	Dni: '00000000T',
	Fecha: '2022-05-01 15:10',
	Remitente: 'MiEmpresa',
	Telefono: '34600000001',
	Resp: 'JSON',
};
const now = { Telefono: '34600000001', Resp: 'JSON' };
const CERTIFICATE = '/GetCertificadoVERIFICACION_IDENTIDAD';
const control = async (path: string, body: object = {}) =>
	(await harness.plain.post(`/control/mensatek${path}`, body)).data;
const send = async (body: object = now) => (await api.post('/VerificarIdentidad', body)).data;

describe('sending', () => {
	it('answers the sample with the fields of the sample', async () => {
		const { status, headers, data } = await api.post('/VerificarIdentidad', sample);
		expect(status).toBe(200);
		expect(headers['content-type']).toContain('application/json');
		expect(data).toEqual([{ Res: '1', ID: expect.stringMatching(/^\d+$/), Cred: '11999' }]);
	});

	it('takes a form and names in any case', async () => {
		const form = new URLSearchParams({ TELEFONO: '34600000001', mensaje: '[LINK]', resp: 'TXT' });
		const { data, headers } = await api.post('/VerificarIdentidad', form);
		expect(data).toMatch(/^Res:1;\nID:\d+;\nCred:11999;\n$/);
		expect(headers['content-type']).toContain('text/plain');
	});

	it.each([
		['TXT', 'Res:1;\nID:1994779988;\nCred:11999;\n'],
		['XML', /^<\?xml.*\?>\n<result><Res>1<\/Res><ID>1994779988<\/ID><Cred>11999<\/Cred><\/result>$/],
		[undefined, '1'],
	])('answers as %s', async (Resp, expected) => {
		const { data } = await api.post(
			'/VerificarIdentidad',
			{ ...now, Resp },
			{ responseType: 'text', transformResponse: (text) => text },
		);
		expect(data).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
	});

	it.each<[object, string]>([
		[{ Telefono: undefined }, 'Telefono is required'],
		[{ Telefono: '+34600000001' }, 'Telefono must be a phone number in digits'],
		[{ Telefono: 34600000001 }, 'Telefono must be a phone number in digits'],
		[{ Mensaje: 'MiEmpresa' }, 'Mensaje must include the keyword [LINK]'],
		[{ Remitente: 'MiEmpresa SL' }, 'Remitente must have at most 11 characters'],
		[{ Fecha: '2022-05-01T15:10' }, 'Fecha must be a date like 2022-05-01 15:10'],
		[{ Fecha: '2022-02-30 15:10' }, 'Fecha must be a date that exists'],
		[{ Nombre: 'x' }, 'Nombre is not a documented attribute'],
	])('refuses %j within a 200', async (changes, reason) => {
		const { status, data } = await api.post('/VerificarIdentidad', { ...sample, ...changes });
		expect(status).toBe(200);
		expect(data).toEqual([{ Res: '-3', Error: expect.stringContaining(reason) }]);
	});

	it('refuses a wrong login, other content types, queries and methods', async () => {
		const auth = { username: 'x', password: 'y' };
		expect((await api.post('/VerificarIdentidad', now, { auth })).data).toMatchObject([{ Res: '-1' }]);
		expect(
			(await api.post('/VerificarIdentidad', 'x', { headers: { 'content-type': 'text/plain' } })).data,
		).toBe(-3);
		expect((await api.post('/VerificarIdentidad?Resp=JSON', now)).data).toBe(-1);
		expect((await api.get('/VerificarIdentidad')).status).toBe(400);
		expect((await api.post('/Nonsense', now)).status).toBe(404);
	});

	it('costs a credit, while there are some', async () => {
		await harness.plain.put('/control/mensatek/account', { credits: 1 });
		expect((await send())[0].Cred).toBe('0');
		expect(await send()).toMatchObject([{ Res: '-2' }]);
	});
});

describe('the person', () => {
	it('goes step by step, and only so', async () => {
		const [{ ID }] = await send({ ...now, Mensaje: 'Hola [LINK] y [LINK]' });
		const path = `/verifications/${ID}`;
		const { receivedMessage } = (await harness.plain.get(`/control/mensatek${path}`)).data;
		const link = `${harness.sandbox.url}/phone/mensatek/${ID}`;
		expect(receivedMessage).toBe(`Hola ${link} y ${link}`);
		expect((await control(`${path}/front`)).message).toContain('"front" cannot come now');
		expect(await api.post(CERTIFICATE, { Id: ID, Resp: 'JSON' })).toMatchObject({ data: [{ Res: '-2' }] });
		for (const step of ['open', 'front', 'back', 'selfie']) await control(`${path}/${step}`);
		expect(await control(`${path}/finish`)).toMatchObject({
			step: 'finished',
			status: 5100,
			hasCertificate: true,
		});
		const { data, headers } = await api.post(
			CERTIFICATE,
			{ Id: Number(ID) },
			{ responseType: 'arraybuffer' },
		);
		expect(headers['content-type']).toBe('application/pdf');
		expect((await PDFDocument.load(data)).getPageCount()).toBeGreaterThan(0);
	});

	it('gets a scheduled message when its time has come', async () => {
		const [{ ID }] = await send(sample);
		expect((await control(`/verifications/${ID}/open`)).message).toContain('at "scheduled"');
		expect(await control(`/verifications/${ID}/send`)).toMatchObject({ step: 'sent' });
	});
});

describe('the block', () => {
	it('comes with repeated wrong calls, and goes when it is lifted', async () => {
		for (let time = 0; time < 10; time++) await api.post('/VerificarIdentidad', {});
		expect(await api.post('/VerificarIdentidad', now)).toMatchObject({ status: 403 });
		await control('/account/unblock');
		expect(await send()).toMatchObject([{ Res: '1' }]);
	});

	it('comes with asking for the credits again and again, unless something is sent in between', async () => {
		const credits = async () => (await api.post('/GetCreditos', { Resp: 'JSON' })).status;
		for (let time = 0; time < 9; time++) expect(await credits()).toBe(200);
		await send();
		for (let time = 0; time < 10; time++) expect(await credits()).toBe(200);
		expect(await credits()).toBe(403);
	});
});

describe('reports', () => {
	interface Received {
		type: string;
		authorization?: string;
		body: string;
	}
	let received: Received[];
	let url: string;
	let close: () => void;
	beforeEach(async () => {
		received = [];
		const server = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk) => (body += chunk));
			request.on('end', () => {
				const { 'content-type': type = '', authorization } = request.headers;
				received.push({ type, authorization, body });
				response.end('OK');
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
		close = () => server.close();
	});
	afterEach(() => close());

	const configure = (settings: object) =>
		harness.plain.put('/control/mensatek/reports', { url, ...settings });
	async function finished(outcome = 'well'): Promise<void> {
		const [{ ID }] = await send({ ...now, Dni: '12345678Z' });
		for (const step of ['open', 'front', 'back', 'selfie']) await control(`/verifications/${ID}/${step}`);
		await control(`/verifications/${ID}/finish`, { outcome });
		await until(() => received.length === 7);
	}

	it('come in order, as JSON with the fields of the sample, with the login', async () => {
		await configure({ format: 'JSON', user: 'u', password: 'p' });
		await finished();
		const bodies = received.map(({ body }) => JSON.parse(body));
		expect(bodies.map(({ Estado }) => Estado)).toEqual([
			'5010',
			'5020',
			'5030',
			'5040',
			'5050',
			'5001',
			'5100',
		]);
		expect(Object.keys(bodies[5])).toEqual(
			`Servicio ID FechaEnvio Estado UltimaActualizacion Acceso Telefono DNIAnverso DNIReverso DNISolicitado
			Posicion Dispositivo Result`.split(/\s+/),
		);
		expect(bodies[0]).toMatchObject({ Result: '', Acceso: '', DNIAnverso: '', Telefono: '34600000001' });
		expect(JSON.parse(bodies[5].Result)).toMatchObject({
			DNISolicitado: '12345678Z',
			DNISolicitadoCoincide: 'Si',
			AnversoReversoCoinciden: 'Si',
			ProcesoRelizadoMismaPersona: 'Si',
			PruebaDeVida: 'Si',
			DNI: { Caducado: 'No', FechaNacimiento: '18/12/1955' },
		});
		expect(bodies[5].Result).toContain('18\\/12\\/1955');
		for (const { authorization, type } of received) {
			expect(authorization).toBe(`Basic ${Buffer.from('u:p').toString('base64')}`);
			expect(type).toBe('application/json');
		}
	});

	it('come as a form', async () => {
		await configure({ format: 'FORM-DATA' });
		await finished('sidesDiffer');
		const [first] = received;
		expect(first.authorization).toBeUndefined();
		const form = await new Response(first.body, { headers: { 'content-type': first.type } }).formData();
		expect(form.get('Servicio')).toBe('VERIFICACION_IDENTIDAD');
		const result = await new Response(received[5].body, {
			headers: { 'content-type': received[5].type },
		}).formData();
		expect(JSON.parse(String(result.get('Result')))).toMatchObject({
			AnversoReversoCoinciden: 'No',
			DNIReverso: '11111111H',
		});
	});

	it('can be sent again, forged and switched off', async () => {
		await configure({ format: 'JSON', user: 'u', password: 'p' });
		await send();
		await until(() => received.length === 1);
		const [{ id }] = (await harness.plain.get('/control/mensatek/deliveries')).data;
		expect(await control(`/deliveries/${id}/resend`)).toMatchObject({
			status: 200,
			answer: 'OK',
			forged: false,
		});
		expect(await control(`/deliveries/${id}/forge`)).toMatchObject({ forged: true });
		expect(received[1]).toEqual(received[0]);
		expect(received[2].body).toBe(received[0].body);
		expect(received[2].authorization).not.toBe(received[0].authorization);
		await harness.plain.delete('/control/mensatek/reports');
		await send();
		expect((await harness.plain.get('/control/mensatek/deliveries')).data).toHaveLength(3);
	});

	it('need an address and a documented format', async () => {
		expect((await configure({ format: 'XML' })).status).toBe(400);
		expect((await harness.plain.put('/control/mensatek/reports', { url: 'x', format: 'JSON' })).status).toBe(
			400,
		);
	});
});

describe('the page', () => {
	const page = async () => (await harness.plain.get('/page/mensatek')).data as string;
	const press = (path: string, form = '') =>
		harness.plain.post(`/page/mensatek${path}`, form, {
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			maxRedirects: 0,
		});

	it('lets a person play the other side', async () => {
		const [{ ID }] = await send();
		for (const step of ['open', 'front', 'back', 'selfie']) {
			expect(await page()).toContain(`/page/mensatek/verifications/${ID}/${step}`);
			expect((await press(`/verifications/${ID}/${step}`)).status).toBe(303);
		}
		expect(await page()).toContain('Finish: another person than on the document');
		expect((await press(`/verifications/${ID}/finish`, 'outcome=otherPerson')).status).toBe(303);
		expect(await page()).toContain('another person than on the document (5100)');
		const pdf = await harness.plain.get(`/page/mensatek/verifications/${ID}/certificate.pdf`, {
			responseType: 'arraybuffer',
		});
		expect((await PDFDocument.load(pdf.data)).getTitle()).toContain(ID);
	});

	it('sets the address of the reports and lifts the block', async () => {
		await press('/reports', 'url=http%3A%2F%2F127.0.0.1%3A9%2F&format=FORM-DATA&user=u&password=%3Cp%3E');
		expect(await page()).toContain('value="&#60;p&#62;"');
		for (let time = 0; time < 10; time++) await api.post('/GetCreditos', { Resp: 'JSON' });
		expect(await page()).toContain('>blocked</span>');
		await press('/unblock');
		expect(await page()).not.toContain('>blocked</span>');
		await press('/reports/off');
		expect(await page()).toContain('No address yet.');
	});
});

it('shows the time in Spain', () => {
	expect(spanishTime(new Date('2026-07-01T10:30:59Z'))).toBe('2026-07-01 12:30');
	expect(spanishTime(new Date('2026-12-31T23:30:00Z'))).toBe('2027-01-01 00:30');
});
