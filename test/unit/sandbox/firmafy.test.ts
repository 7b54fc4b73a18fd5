import { PDFDocument } from 'pdf-lib';
import { type Harness, samplePdf, startHarness } from './harness';

let harness: Harness;
beforeAll(async () => (harness = await startHarness()));
afterAll(async () => await harness.sandbox.close());
beforeEach(async () => await harness.plain.post('/control/reset'));

/** The document's example of a signer. */
const person = {
	nombre: 'Wence Criado',
	nif: '12345678A',
	cargo: 'Trabajador',
	email: 'soporte@firmafy.com',
	telefono: 600000000,
	type_notifications: 'email',
};
const company = {
	...person,
	nif: '98765432B',
	empresa: 'FIRMAFY',
	cif: 'B11111111',
	type_notifications: 'email,sms',
};

type Fields = Record<string, string>;

async function call(fields: Fields | FormData) {
	const body = fields instanceof FormData ? fields : new URLSearchParams(fields).toString();
	const { status, data } = await harness.plain.post('/firmafy/ApplicationProgrammingInterface.php', body);
	return { status, ...data };
}

async function logIn(): Promise<Fields> {
	const { user, password, idShow } = harness.sandbox.firmafy;
	const { error, data } = await call({ action: 'login', usuario: user, password });
	expect({ error, data }).toEqual({ error: false, data: expect.stringMatching(/^[0-9a-f]{32}$/) });
	return { token: data, id_show: idShow };
}

/** A request as the documents have it, with the PDF as base64. */
async function request(changes: Fields = {}) {
	const fields: Fields = {
		...(await logIn()),
		action: 'request',
		signer: JSON.stringify([person, company]),
		pdf_name: 'Contrato.pdf',
		pdf_base64: (await samplePdf(harness)).toString('base64'),
		...changes,
	};
	for (const [name, value] of Object.entries(changes)) if (value === '') delete fields[name];
	return await call(fields);
}

const control = async (path: string, body = {}) => await harness.plain.post(`/control/firmafy${path}`, body);

test('balance answers the document’s sample', async () => {
	expect(await call({ ...(await logIn()), action: 'balance' })).toEqual({
		status: 200,
		error: false,
		message: 'Disponibles',
		credits: 50,
		sms: 25,
		mb: 20.331583,
		days: 23,
	});
});

test('an SMS takes 160 characters, whichever they are', async () => {
	const to = JSON.stringify({ name: 'Jhon Smith', country: 34, phone: 612345678 });
	const send = async (body: string) => await call({ ...(await logIn()), action: 'smsrequest', to, body });
	expect(await send('€'.repeat(160))).toMatchObject({ error: false });
	expect(await send('a'.repeat(161))).toMatchObject({
		error: true,
		message: expect.stringContaining('máximo 160 caracteres'),
	});
});

test('a request answers "Documento Enviado" with a code, and costs a credit', async () => {
	expect(await request()).toEqual({
		status: 200,
		error: false,
		message: 'Documento Enviado',
		data: expect.stringMatching(/^[0-9A-F]{20}$/),
	});
	expect((await harness.plain.get('/control/firmafy/plan')).data.credits).toBe(49);
});

test('without a credit: the documented refusal, within a 200', async () => {
	await harness.plain.put('/control/firmafy/plan', { credits: 0 });
	expect(await request()).toEqual({
		status: 200,
		error: true,
		message:
			'Se ha alcanzado el numero máximo de envios disponibles en su plan. En caso de querer adquirir un nuevo plan, visite www.firmafy.com/tarifas y pongase en contacto con su proveedor',
	});
});

test.each<[string, Fields, string]>([
	['an unknown action', { action: 'Solicitar_Firma' }, 'action: "Solicitar_Firma" is not documented'],
	['a field nobody knows', { color: 'red' }, 'color is not a documented attribute'],
	['"coordenadas" in English', { coordinates: '[]' }, 'coordinates is not a documented attribute'],
	['Spanish as a language', { document_lang: 'ES' }, 'document_lang must be one of EN, IT, CA, FR'],
	['a boolean as a word', { signer_priority: 'true' }, 'signer_priority must be one of 0, 1'],
	['an ISO date', { fecha_vencimiento: '2099-01-01T00:00:00Z' }, 'fecha_vencimiento must be a moment'],
	['a date that is over', { fecha_vencimiento: '2020-01-01 00:00:00' }, 'fecha_vencimiento is over already'],
	['commas between addresses', { cco: 'a@example.com,b@example.com' }, 'cco must be an e-mail address'],
	['a signer that is no list', { signer: JSON.stringify(person) }, 'signer must be an array'],
	['no signer at all', { signer: '[]' }, 'signer must have at least 1 element(s)'],
	[
		'a phone with a blank',
		{ signer: JSON.stringify([{ ...person, telefono: '600 000 000' }]) },
		'telefono must be a number',
	],
	[
		'no e-mail, though by e-mail',
		{ signer: JSON.stringify([{ ...person, email: '' }]) },
		'signer[0].email is required',
	],
	[
		'half a company',
		{ signer: JSON.stringify([{ ...person, cif: 'B1' }]) },
		'must have both empresa and cif',
	],
	['two documents', { pdf_url: 'https://example.com/x.pdf' }, 'Exactly one of pdf, pdf_base64 and pdf_url'],
	['no document', { pdf_base64: '' }, 'Exactly one of pdf, pdf_base64 and pdf_url'],
	['no name', { pdf_name: '' }, 'pdf_name is required'],
	['no PDF', { pdf_base64: 'aGVsbG8=' }, 'The document is not a PDF'],
	[
		'boxes for one page of two',
		{ coordenadas: '[[]]' },
		'coordenadas must have one element per page: 2, not 1',
	],
	['an unknown template', { template_name: 'x' }, 'Plantilla no encontrada'],
	['a wrong account', { id_show: 'other' }, 'El id_show no corresponde al usuario'],
])('refuses %s', async (_, changes, message) => {
	const answer = await request(changes);
	expect(answer).toMatchObject({ status: 200, error: true });
	expect(answer.message).toContain(message);
	expect((await harness.plain.get('/control/firmafy/plan')).data.credits).toBe(50);
});

test('refuses JSON, a second field of one name, and other methods', async () => {
	const json = await harness.plain.post('/firmafy/ApplicationProgrammingInterface.php', { action: 'login' });
	expect(json.data).toMatchObject({ error: true, message: expect.stringContaining('must be a form') });
	const twice = await harness.plain.post(
		'/firmafy/ApplicationProgrammingInterface.php',
		'action=login&action=login',
	);
	expect(twice.data).toEqual({ error: true, message: 'action was sent twice' });
	expect((await harness.plain.get('/firmafy/ApplicationProgrammingInterface.php')).status).toBe(400);
});

test('a template gives subject, message and the number of pages', async () => {
	const good = await request({ template_name: 'Contrato de préstamo' });
	expect(good.error).toBe(false);
	await control('/templates', { name: 'three', pages: 3, signers: 2 });
	await control('/templates', { name: 'one signer', pages: 2, signers: 1 });
	expect((await request({ template_name: 'three' })).message).toBe(
		'Número de páginas distinto al de la plantilla',
	);
	expect((await request({ template_name: 'one signer' })).message).toBe('Plantilla no encontrada');
	const { data } = await harness.plain.get(`/control/firmafy/requests/${good.data}`);
	expect(data).toMatchObject({ subject: 'Su contrato de préstamo', template: 'Contrato de préstamo' });
});

test('sessions end after 4 hours, or when told', async () => {
	const session = await logIn();
	const balance = async () => (await call({ ...session, action: 'balance' })).error;
	await control('/clock/advance', { minutes: 239 });
	expect(await balance()).toBe(false);
	await control('/clock/advance', { minutes: 2 });
	expect(await balance()).toBe(true);
	const other = await logIn();
	await control('/sessions/end');
	expect(await call({ ...other, action: 'balance' })).toMatchObject({
		error: true,
		message: 'El token no es válido o ha caducado',
	});
});

test('signers sign in order, not twice, not after it is invalidated or over', async () => {
	const ordered = (await request({ signer_priority: '1' })).data;
	const sign = async (csv: string, index: number) =>
		(await control(`/requests/${csv}/signers/${index}/sign`)).status;
	expect(await sign(ordered, 1)).toBe(409);
	expect(await sign(ordered, 0)).toBe(200);
	expect(await sign(ordered, 0)).toBe(409);
	expect(await sign(ordered, 7)).toBe(404);
	expect(await call({ ...(await logIn()), action: 'invalidar_documento', csv: ordered })).toMatchObject({
		error: true,
		message: 'id_show is not a documented attribute',
	});
	const { token } = await logIn();
	expect(await call({ token, action: 'invalidar_documento', csv: ordered })).toMatchObject({ error: false });
	expect(await sign(ordered, 1)).toBe(409);
	const expiring = (await request({ fecha_vencimiento: '2098-12-31 23:00:00' })).data;
	expect(await sign(expiring, 1)).toBe(200);
	await control('/clock/advance', { minutes: 100 * 366 * 24 * 60 });
	expect(await sign(expiring, 0)).toBe(409);
});

test('the signed PDF has the pages of the original and one more', async () => {
	const { data: csv } = await request();
	await control(`/requests/${csv}/signers/0/sign`);
	const page = (await harness.plain.get('/page/firmafy')).data as string;
	const [link] = [...page.matchAll(/href="([^"]+)">signed/g)].map(([, url]) => url);
	const { data, headers } = await harness.plain.get(link, { responseType: 'arraybuffer' });
	expect(headers['content-type']).toBe('application/pdf');
	expect((await PDFDocument.load(data)).getPageCount()).toBe(3);
});

test('a forged delivery goes to the address with another secret, and is not tried again', async () => {
	const { data: csv } = await request();
	const url_webhook = 'http://127.0.0.1:9/hook?type=1&secret=abc';
	await call({ ...(await logIn()), action: 'webhook', type: '1', method: '2', url_webhook });
	for (const index of [0, 1]) await control(`/requests/${csv}/signers/${index}/sign`);
	const [{ id }] = (await harness.plain.get('/control/firmafy/deliveries')).data;
	const { data: forged } = await harness.plain.post(`/control/firmafy/deliveries/${id}/forge`);
	const { pathname, searchParams } = new URL(forged.url);
	expect([pathname, searchParams.get('secret')]).toEqual(['/hook', 'not-the-secret']);
	expect(forged).toMatchObject({ forged: true, retryAt: null, csv });
});

test('the page has the people’s buttons, and no secret', async () => {
	const { data: csv } = await request();
	await call({
		...(await logIn()),
		action: 'webhook',
		type: '1',
		method: '2',
		url_webhook: 'http://127.0.0.1:9/?secret=abc',
	});
	const signed = await harness.plain.post(`/page/firmafy/requests/${csv}/signers/0/sign`, '', {
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		maxRedirects: 0,
	});
	expect(signed.status).toBe(303);
	const page = (await harness.plain.get('/page/firmafy')).data as string;
	expect(page).toContain('Wence Criado');
	expect(page).toContain(`action="/page/firmafy/requests/${csv}/signers/1/sign"`);
	expect(page).not.toContain(`action="/page/firmafy/requests/${csv}/signers/0/sign"`);
	expect(page).not.toContain('secret=abc');
	const log = JSON.stringify((await harness.plain.get('/control/requests')).data);
	for (const secret of [harness.sandbox.firmafy.password, 'secret=abc']) expect(log).not.toContain(secret);
});
