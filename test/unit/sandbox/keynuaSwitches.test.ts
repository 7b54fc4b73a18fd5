import { createHash } from 'node:crypto';
import axios from 'axios';
import {
	createContract,
	type Harness,
	type Received,
	samplePdf,
	startHarness,
	startReceiver,
	until,
} from './harness';

let harness: Harness;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
	harness = await startHarness();
	receiver = await startReceiver({ status: 200, text: 'KEYNUA' });
});
afterAll(async () => {
	await harness.sandbox.close();
	await receiver.close();
});
beforeEach(async () => {
	receiver.received.length = 0;
	await harness.plain.post('/control/reset');
});

const secret = 'webhook-secret';
const switches = (readings: object) => harness.plain.put('/control/keynua/switches', readings);
const post = async (path: string, body: object = {}) =>
	(await harness.plain.post(`/control/keynua${path}`, body)).data;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function register(settings: object = {}): Promise<string> {
	const { id } = await post('/webhooks', { url: receiver.url, secret, ...settings });
	await post(`/webhooks/${id}/enable`);
	return id;
}

/** The deliveries since the webhook was enabled, once there is one of this type. */
async function deliveries(type: string): Promise<Received[]> {
	const of = () => receiver.received.filter(({ body }) => body.payload);
	await until(() => of().some(({ body }) => body.type === type));
	return of();
}

async function delivered(type: string): Promise<Received> {
	return (await deliveries(type)).find(({ body }) => body.type === type) as Received;
}

describe('a webhook', () => {
	// "Si tu API necesita unos headers específicos, puedes agregarlo … y nosotros lo enviaremos en cada request".
	it('sends headers of one’s own, also when it is enabled', async () => {
		await register({ headers: { 'X-Api-Key': 'mine', Authorization: 'Basic x' } });
		await createContract(harness);
		for (const { headers } of [receiver.received[0], await delivered('ContractStarted')]) {
			expect(headers).toMatchObject({ 'x-api-key': 'mine', authorization: 'Basic x' });
		}
	});

	it.each([[{ 'a b': 'x' }], [{ 'X-Keynua-Webhook-Sig': 'x' }], [{ 'X-Mine': 'ñandú\n' }]])(
		'refuses the headers %j',
		async (headers) => {
			const refused = await harness.plain.post('/control/keynua/webhooks', { url: receiver.url, headers });
			expect(refused.status).toBe(400);
		},
	);

	it('takes a header on the page', async () => {
		const form = { url: receiver.url, headerName: 'X-Api-Key', headerValue: 'mine', events: 'Created' };
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const body = new URLSearchParams(form).toString();
		await harness.plain.post('/page/keynua/webhooks', body, { headers, maxRedirects: 0 });
		expect((await harness.plain.get('/control/keynua/webhooks')).data).toMatchObject([
			{ headers: { 'X-Api-Key': 'mine' } },
		]);
	});

	// "También puedes desactivar las notificaciones de eventos para las verificaciones de identidad".
	it('can leave out identity verifications', async () => {
		await register({ identityEvents: false });
		const verification = { title: 'x', documentNumber: '1', documentType: 'pe-dni' };
		await harness.keynua.put('/identity-verification/v1', verification);
		await createContract(harness);
		const types = (await deliveries('ContractStarted')).map(({ body }) => body.type);
		expect(types.filter((type) => type.startsWith('Identity'))).toEqual([]);
	});
});

describe('deliveries', () => {
	const tsOf = ({ headers }: Received) => String(headers['x-keynua-webhook-ts']);
	const v1Of = ({ headers }: Received) => headers['x-keynua-webhook-sig'];

	it.each([
		['signatureV1', 'x-keynua-webhook-sig', 'x-keynua-webhook-sigv2'],
		['signatureV2', 'x-keynua-webhook-sigv2', 'x-keynua-webhook-sig'],
	])('come without %s', async (name, absent, present) => {
		await register();
		await switches({ [name]: 'leftOut' });
		await createContract(harness);
		const { headers } = await delivered('ContractCreated');
		expect(headers[absent]).toBeUndefined();
		expect(headers[present]).toMatch(/^[0-9a-f]{64}$/);
	});

	it.each([
		['compact', (raw: string) => raw.slice(raw.indexOf('"payload":') + 10, -1)],
		['spaced', (raw: string) => raw.slice(raw.indexOf('"payload": ') + 11, -2)],
		['compactOfSpaced', (raw: string) => JSON.stringify(JSON.parse(raw).payload)],
	])('sign the payload as text: %s', async (payloadText, signed) => {
		await register();
		await switches({ payloadText });
		await createContract(harness, { title: 'Prueba ñ' });
		const delivery = await delivered('ContractCreated');
		expect(delivery.raw.includes('\n')).toBe(payloadText !== 'compact');
		expect(v1Of(delivery)).toBe(sha256(signed(delivery.raw) + tsOf(delivery) + secret));
		expect(delivery.body.payload.title).toBe('Prueba ñ');
	});

	it('name the event in the header, and its type in the body', async () => {
		await register();
		await switches({ typeHeader: 'event' });
		await createContract(harness);
		expect((await delivered('ContractCreated')).headers['x-keynua-webhook-type']).toBe('Created');
		const item = await delivered('ContractItemUpdated');
		expect(['ItemWorking', 'ItemSuccess']).toContain(item.headers['x-keynua-webhook-type']);
	});

	it('look as the samples do: no templateId, and a contract without documents when it is created', async () => {
		await register();
		await switches({ templateId: 'leftOut', createdCounts: 'zero' });
		await createContract(harness);
		const { payload } = (await delivered('ContractCreated')).body;
		expect(payload).toMatchObject({ docCount: 0, itemCount: 0, userCount: 1 });
		const started = (await delivered('ContractStarted')).body.payload;
		expect(started.docCount).toBe(1);
		for (const shown of [payload, started]) expect(shown).not.toHaveProperty('templateId');
	});
});

describe('contracts', () => {
	const contractOf = async (id: string) => (await harness.keynua.get(`/contracts/v1/${id}`)).data;

	it('have ids as in the sample 0a957760-910e-11ec-a9d7-d9cff2a71c0ee1', async () => {
		await switches({ ids: 'longer' });
		const { id } = await createContract(harness);
		expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{14}$/);
		expect((await contractOf(id)).id).toBe(id);
	});

	// What three typed clients of the real API agree about.
	it('tell what typed clients know', async () => {
		const { id } = await createContract(harness, { expirationInHours: 1 });
		const contract = await contractOf(id);
		expect(contract).toMatchObject({
			...{ expired: false, canceledAt: null, sentBy: expect.any(String), itemsCount: contract.items.length },
			users: [{ attempts: { max: null, current: 0 }, ref: null }],
			groups: [{ icon: null, isApprover: false }],
		});
		expect(contract.items[0]).toMatchObject({
			...{ allowsManualUpdate: false, allowsRetry: false, hideOnWebApp: false },
		});
		await post('/clock', { advanceSeconds: 3601 });
		expect(await contractOf(id)).toMatchObject({ expired: true, status: 'pending_input' });
	});

	it('count the attempts', async () => {
		const group = { name: 'signers', type: 'signers' };
		const templateOptions = { global: { maximumSigningAttempts: 3 }, stages: [{ groups: [group] }] };
		const { id } = await createContract(harness, { templateId: undefined, templateOptions });
		await post(`/contracts/${id}/users/0/fail-next`, { itemType: 'facematch' });
		await post(`/contracts/${id}/users/0/sign`);
		expect((await contractOf(id)).users[0].attempts).toEqual({ max: 3, current: 1 });
	});

	it('take what typed clients send: reminders, marks in the PDF, and who signs which document', async () => {
		await register();
		const base64 = (await samplePdf(harness)).toString('base64');
		const documents = ['one', 'two'].map((refId) => ({ name: `${refId}.pdf`, base64, refId }));
		const users = [['one'], ['one', 'two']].map((documentsRefs, index) => ({
			...{ name: `Signer ${index}`, groups: ['signers'], documentsRefs },
		}));
		const flags = {
			remindersData: { frequency: 24, maxAttempts: 3 },
			PDFData: { addSignatureOnAllDocs: true },
		};
		const { id } = await createContract(harness, { documents, users, flags });
		for (const index of [0, 1]) await post(`/contracts/${id}/users/${index}/sign`);
		const [pdf] = (await delivered('ContractFinished')).body.payload.pdfItems as [
			{ individuals: Array<{ userIds: number[] }> },
		];
		expect(pdf.individuals.map(({ userIds }) => userIds)).toEqual([[0, 1], [1]]);
	});

	it('refuse a documentsRefs that no document has', async () => {
		const users = [{ name: 'A', groups: ['signers'], documentsRefs: ['other'] }];
		await expect(createContract(harness, { users })).rejects.toThrow('no document has the refId other');
	});

	it('take the numbers of Cavali as texts', async () => {
		const client = { userId: '0', civilStatus: '2', domicile: 'Lima' };
		const cavaliData = { banking: '6', product: '3', amount: '1500.50', currency: '1', client };
		const { items } = await createContract(harness, { flags: { cavaliData } });
		expect(items.map(({ type }: { type: string }) => type)).toContain('cavali');
		const wrong = { flags: { cavaliData: { ...cavaliData, amount: 'much' } } };
		await expect(createContract(harness, wrong)).rejects.toThrow('amount must be a number');
	});

	// K28: "MissingCustomField (a mandatory field is absent), MissingRequiredFields (fields not sent at all)".
	it.each([
		[undefined, 'MissingRequiredFields'],
		[{ id: 'loan-data', name: 'Loan data' }, 'MissingRequiredFields'],
		[{ id: 'loan-data', name: 'Loan data', fields: {} }, 'MissingCustomField'],
	])('with the custom fields %j are refused: %s', async (customFieldsInfo, code) => {
		const users = [{ name: 'A', customFieldsInfo }];
		const made = createContract(harness, { templateId: 'sandbox-custom-fields', users });
		await expect(made).rejects.toThrow(code);
	});

	it.each([
		['deletedAt', { deletedAt: expect.any(String) }],
		['empty', ''],
	])('that are deleted answer %s', async (deleted, expected) => {
		await switches({ deleted });
		const { id } = await createContract(harness);
		expect(await harness.keynua.delete(`/contracts/v1/${id}`)).toMatchObject({ status: 200, data: expected });
	});
});

interface Shown {
	type: string;
	state: string;
	value: Record<string, unknown> | null;
}

async function signedItems(changes: object): Promise<Map<string, Shown>> {
	const { id } = await createContract(harness, changes);
	await post(`/contracts/${id}/users/0/sign`);
	const { items } = (await harness.keynua.get(`/contracts/v1/${id}?limit=100`)).data;
	return new Map(items.map((item: Shown) => [item.type, item]));
}

describe('items', () => {
	it('of every type of the table that a template can have', async () => {
		const items = await signedItems({ templateId: 'sandbox-every-item', users: [{ name: 'Ana Paz' }] });
		for (const type of ['transcribe', 'generatethumbnails', 'blockchain', 'knom151']) {
			expect(items.get(type)?.state).toBe('success');
		}
		// "Valores por tipo de item".
		expect(items.get('convertvideo')?.value).toEqual({ success: true });
		expect(items.get('documenttemplateform')?.value).toEqual({
			fields: [
				{ id: 'number-y2ga911c4cdas', value: '123123123' },
				{ id: 'names-ubxx8pjp9a3m', value: 'test' },
			],
		});
		const { questions } = items.get('questionnairecheck')?.value as { questions: Array<{ type: string }> };
		expect(questions.map(({ type }) => type).sort()).toEqual(
			['checkbox', 'date', 'email', 'number', 'radio', 'string'].sort(),
		);
		expect(questions[0]).toMatchObject({ id: 'tiempo', required: true, value: 'De 0 a 6 meses' });
	});

	it('of Deceval: a signature each, and the look at the note before the PDF', async () => {
		const numeroDocumento = '444332323';
		const [text, day] = ['x', '2000-01-01'];
		const girador = {
			...{ nombresNat_Nat: text, correoElectronico: 'a@b.co', primerApellido_Nat: text },
			...{ segundoApellido_Nat: text, fkIdTipoDocumento: '1', numeroDocumento, numeroCelular: '1' },
			...{ estadoCivil: text, direccion1PersonaGrupo_PGP: text, telefono1PersonaGrupo_PGP: '1' },
			...{ fechaNacimiento_Nat: day, fechaExpedicion_Nat: day, fkIdDepartamentoExpedicion_Nat: '1' },
			fkIdCiudadExpedicion_Nat: '1',
		};
		await harness.keynua.post('/deceval/v1/crear-girador-natural', { girador });
		const prefilledItems = [{ target: 'documentNumber', value: { text: numeroDocumento } }];
		const promissoryNote = { otorganteTipoId: '1', otorganteNumId: numeroDocumento };
		const items = await signedItems({
			templateId: 'keynua-open-default',
			users: [{ name: 'Ana', prefilledItems }],
			flags: { decevalData: { promissoryNote } },
		});
		const types = [...items.keys()];
		expect(types.filter((type) => type.startsWith('deceval'))).toEqual(['decevalsign', 'decevalvalidate']);
		expect(types.indexOf('decevalvalidate')).toBeLessThan(types.indexOf('pdf'));
		expect(items.get('decevalvalidate')?.state).toBe('success');
	});

	it('of an image have its place when it was given', async () => {
		await switches({ imageLocation: 'given' });
		const items = await signedItems({});
		expect(items.get('image')?.value).toMatchObject({
			...{ original: { url: expect.stringContaining('http') }, address: expect.any(String) },
			location: { coords: { latitude: expect.any(Number), longitude: expect.any(Number) } },
		});
	});

	// "OCR y Prueba de vida 3D", and the tables "DocumentType: …".
	const common = ['familyNames', 'idNumber', 'names', 'type'];
	const period = ['birthDate', 'expirationDate', 'issueDate'];
	it.each([
		['co-cedula', 'co-id', ['barcode', 'birthDate']],
		['cl-cedula', 'cl-id', [...period, 'birthPlace', 'digitChecker', 'nationality', 'rut', 'sex']],
		['mx-ife', 'mx-id', [...period, 'address', 'sex', 'voterKey']],
		['pe-dni', 'pe-id', period],
		['pe-ce', 'pe-ce', ['birthDate', 'nationality', 'sex']],
		['ar-id', 'global', ['expirationDate']],
	])('of the 3D scan of a %s have what is read of a %s', async (documentType, type, attributes) => {
		const body = { title: 'x', documentNumber: '444332323', documentType, userFullName: 'Ana Paz' };
		const scan = { documentScanVersion: 2, type: 'liveness' };
		const { data } = await harness.keynua.put('/identity-verification/v1', { ...body, ...scan });
		const { items } = await post(`/verifications/${data.id}/complete`);
		const { value } = items.find((item: Shown) => item.type === 'livenessinput');
		expect(Object.keys(value.ocrData).sort()).toEqual([...common, ...attributes].sort());
		expect(value.ocrData).toMatchObject({ type, idNumber: '444332323', names: 'ANA', familyNames: 'PAZ' });
		// "La parte trasera no se pide en algunos casos, como en el caso del DNI Peruano".
		expect('idScanBackImage' in value).toBe(type !== 'pe-id');
		expect(value).toMatchObject({ auditTrail: expect.any(String), facematchScore: expect.any(Number) });
	});

	it('of 3D liveness alone have the face, and no score', async () => {
		const body = { title: 'x', documentNumber: '1', documentType: 'pe-dni', type: 'liveness' };
		const { data } = await harness.keynua.put('/identity-verification/v1', body);
		const { items } = await post(`/verifications/${data.id}/complete`);
		const { value } = items.find((item: Shown) => item.type === 'livenessinput');
		expect(Object.keys(value)).toEqual(['auditTrail']);
	});
});

describe('one-time codes', () => {
	const otp = { templateId: 'sandbox-otp-webhook', users: [{ name: 'Ana' }] };
	const auth = async () => ({ type: 'contract', token: (await createContract(harness, otp)).users[0].token });

	it('that were not sent say so, and send nothing', async () => {
		await register();
		await switches({ otpSent: 'notSent' });
		const body = { auth: await auth() };
		expect((await harness.plain.put('/keynua/send-otp/v1', body)).data).toMatchObject({ sent: false });
		expect((await harness.plain.post('/keynua/send-otp/v1/details', body)).data.sent).toBe(false);
		const types = (await deliveries('ContractStarted')).map(({ body: { type } }) => type);
		expect(types).not.toContain('OTPCreated');
	});

	it('are answered by a token that has them in it', async () => {
		await register();
		await switches({ tokens: 'jwt' });
		const owner = await auth();
		await harness.plain.put('/keynua/send-otp/v1', { auth: owner });
		const { code } = (await delivered('OTPCreated')).body.payload;
		const { data } = await harness.plain.post('/keynua/send-otp/v1', { auth: owner, code });
		for (const token of [data.otpToken, owner.token]) expect(token).toMatch(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/);
		const claims = JSON.parse(Buffer.from(data.otpToken.split('.')[1], 'base64url').toString());
		expect(claims).toMatchObject({ code });
	});
});

describe('refusals', () => {
	const message = 'Contract x not found';
	it.each([
		['message', { message }],
		['error', { error: message }],
		['errorObject', { error: { message } }],
		['errorMessage', { errorMessage: message }],
		['codeOnly', { message }],
		['text', message],
		['empty', ''],
	])('as %s', async (refusals, data) => {
		await switches({ refusals });
		expect(await harness.keynua.get('/contracts/v1/x')).toMatchObject({ status: 404, data });
	});

	it.each([
		['errorObject', { error: { code: 'INVALID_TOKEN', message: expect.any(String) } }],
		['codeOnly', { code: 'INVALID_TOKEN' }],
	])('with a code as %s', async (refusals, data) => {
		await switches({ refusals });
		const auth = { type: 'contract', token: 'x' };
		expect((await harness.plain.put('/keynua/send-otp/v1', { auth })).data).toEqual(data);
	});

	it.each([
		['xml', 'application/xml', /<Code>AccessDenied<\/Code><Message>Request has expired<\/Message>/],
		['json', 'application/json', /"message":"Request has expired"/],
	])('of a link after 12 hours, as %s', async (storage, type, text) => {
		await switches({ storage });
		const { documents } = await createContract(harness);
		await post('/clock', { advanceSeconds: 12 * 3600 + 1 });
		const options = { validateStatus: () => true, responseType: 'text', proxy: false } as const;
		const { status, headers, data } = await axios.get(documents[0].url, options);
		expect(status).toBe(403);
		expect(headers['content-type']).toContain(type);
		expect(typeof data === 'string' ? data : JSON.stringify(data)).toMatch(text);
	});
});
