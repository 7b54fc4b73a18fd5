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
beforeAll(async () => (harness = await startHarness()));
afterAll(() => harness.sandbox.close());
beforeEach(async () => {
	// One of its own for each test: what an earlier one still had under way goes elsewhere.
	receiver = await startReceiver({ status: 200, text: 'KEYNUA' });
	await harness.plain.post('/control/reset');
});
afterEach(async () => await receiver.close());

const switches = (readings: object) => harness.plain.put('/control/keynua/switches', readings);
const post = async (path: string, body: object = {}) =>
	(await harness.plain.post(`/control/keynua${path}`, body)).data;

async function register(): Promise<void> {
	const { id } = await post('/webhooks', { url: receiver.url });
	await post(`/webhooks/${id}/enable`);
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
