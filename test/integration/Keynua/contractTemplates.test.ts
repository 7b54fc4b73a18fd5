import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startWorld, type World } from '../support/world';
import { act, contractForm, createContract, jsons, pdfItem, record } from './support';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const run = async (changes: INodeParameters, item?: INodeExecutionData) =>
	await record(
		world,
		{ ...contractForm, ...changes },
		{ input: [item ?? (await pdfItem(world))], answer: { id: 'c' } },
	);

async function bodyOf(changes: INodeParameters, item?: INodeExecutionData) {
	const { requests, run: result } = await run(changes, item);
	jsons(result);
	return requests[0].json;
}

async function refusalOf(changes: INodeParameters): Promise<string> {
	const { requests, run: result } = await run(changes);
	expect(requests).toEqual([]);
	return `${result.error?.message} ${result.error?.description}`;
}

/** The signer of the forms below, in the group "Firmantes". */
const firmante = { signer: [{ name: 'Manuel Silva', email: 'msilva@keynua.com', groups: 'Firmantes' }] };

describe('a dynamic template', () => {
	/** "Configuración dinámica del template", the sample, without what is only in the JSON alternative. */
	const sampleGroup = {
		name: 'Firmantes',
		type: 'signers',
		documentSides: 'both',
		documentType: 'pe-dni',
		documentValidations: ['verify-content-reniec', 'expiration-date'],
		signatureTypes: ['video-signature'],
		allViewsAtOnce: true,
		prefilledActive: true,
		validateMinAge: 18,
		reviewEachDocument: false,
		disableNotification: true,
		disableReminder: true,
		skipSurveyEmail: true,
		maskDocumentNumberValue: true,
	};
	const others = {
		views: { nothingMore: 'nothing-more-custom', items: { terms: 'terms-basic', idBack: 'image-back-dni' } },
		allowsUpdateItemTypes: ['detectlabels', 'facematch', 'checklabels'],
		workingMessages: { approvalMessageTitle: 'Tu solicitud está en proceso.' },
		dynamicFields: [
			{
				name: 'Foto recibo agua o Luz',
				type: 'image',
				viewId: 'imagereciboview',
				options: {
					orientation: 'vertical',
					overlay: true,
					camera: 'environment',
					invalidExtensions: ['.pdf'],
				},
			},
		],
		minimumScore: { idfront: 30, 'liveness-detection': 50, 'reniec-video-approval': 80 },
		matchPercent: { 'reniec-idfront': 30, 'reniec-video': 60 },
	};
	const sample = {
		mock: true,
		classesId: 'custom-classes-v2',
		stages: [{ groups: [{ ...sampleGroup, ...others }] }],
	};

	test('the documented sample, by the form', async () => {
		const { name, type, documentSides, documentType, documentValidations, signatureTypes, ...settings } =
			sampleGroup;
		const group = { name, type, documentSides, documentType, documentValidations, signatureTypes, settings };
		const body = await bodyOf({
			template: 'form',
			templateGroups: { group: [{ ...group, otherSettings: JSON.stringify(others) }] },
			templateSettings: { mock: true, classesId: 'custom-classes-v2' },
			signers: firmante,
		});
		expect(body.templateOptions).toEqual(sample);
		expect(body).not.toHaveProperty('templateId');
	});

	test('the documented sample, by JSON, as text and as an object from an expression', async () => {
		const asText = { template: 'options', templateOptions: JSON.stringify(sample), signers: firmante };
		expect((await bodyOf(asText)).templateOptions).toEqual(sample);
		const asObject = { template: 'options', templateOptions: '={{ $json.options }}', signers: firmante };
		const item = { ...(await pdfItem(world)), json: { options: sample } };
		expect((await bodyOf(asObject, item)).templateOptions).toEqual(sample);
	});

	test.each<[string, INodeParameters, INodeParameters, string]>([
		['a country', { settings: { countries: 'PE' } }, {}, '"Group signers: Countries" holds "PE"'],
		[
			'half an attempt',
			{},
			{ maximumSigningAttempts: 2.5 },
			'"Maximum Signing Attempts" must be a whole number of at least 1: 2.5',
		],
		['half a second', {}, { autoRefresh: 0.5 }, 'must be a whole number of at least 0: 0.5'],
		['half a stage', { stage: 1.5 }, {}, 'Stage" must be a whole number of at least 1: 1.5'],
	])('%s that Keynua does not know is named', async (_, group, templateSettings, sentence) => {
		const parameters = {
			...contractForm,
			template: 'form',
			templateGroups: { group: [{ name: 'signers', ...group }] },
			templateSettings,
		};
		const { requests, run } = await record(world, parameters, { input: [await pdfItem(world)] });
		expect(requests).toEqual([]);
		expect(run.error?.message).toContain(sentence);
	});

	test('every setting of the form, for each type of group, in stages', async () => {
		const group = [
			{ stage: 2, name: 'managers', type: 'bulk', requiredItems: ['imagesign', 'visto', 'video', 'image'] },
			{
				stage: 1,
				name: 'signers',
				type: 'signers',
				documentType: 'passport',
				documentSides: 'frontal',
				signatureTypes: ['selfie', 'draw', 'digital-signature'],
				facematch: ['selfie', 'document-frontal', 'reniec', 'liveness', 'video-signature'],
				documentValidations: ['verify-id-number'],
				settings: {
					liveness3D: true,
					countries: 'per, COL',
					idTypes: ['ID Card', 'Driver License', 'Passport'],
					uploadSelfieButton: true,
					uploadVideoButton: true,
					showReniecNames: true,
					documentName: 'Passport',
					maxNamesDifference: 0.5,
					denyInstructionsGrade: true,
				},
			},
			{ stage: 1, name: 'copy', type: 'viewers', removeUserInput: true, rejectDocuments: true },
		];
		const body = await bodyOf({
			template: 'form',
			templateGroups: { group },
			templateSettings: { maximumSigningAttempts: 3, autoRefresh: 5, contractApproval: true },
			signers: {
				signer: [
					{ name: 'Ana', groups: 'signers' },
					{ name: 'Eva', groups: 'managers' },
				],
			},
		});
		expect(body.templateOptions).toEqual({
			global: { maximumSigningAttempts: 3, autoRefresh: 5, contractApproval: true },
			stages: [
				{
					groups: [
						{
							name: 'signers',
							type: 'signers',
							documentType: 'passport',
							documentSides: 'frontal',
							signatureTypes: ['selfie', 'draw', 'digital-signature'],
							facematch: ['selfie', 'document-frontal', 'reniec', 'liveness', 'video-signature'],
							documentValidations: ['verify-id-number'],
							liveness3D: true,
							countries: ['PER', 'COL'],
							idTypes: ['ID Card', 'Driver License', 'Passport'],
							uploadSelfieButton: true,
							uploadVideoButton: true,
							showReniecNames: true,
							placeholders: { documentName: 'Passport' },
							maxNamesDifference: 0.5,
							denyInstructionsGrade: true,
						},
						{ name: 'copy', type: 'viewers', removeUserInput: true, rejectDocuments: true },
					],
				},
				{
					groups: [
						{ name: 'managers', type: 'bulk', requiredItems: ['imagesign', 'visto', 'video', 'image'] },
					],
				},
			],
		});
	});

	test('what cannot be is a sentence', async () => {
		const form = (group: object) =>
			({ template: 'form', templateGroups: { group: [group] } }) as INodeParameters;
		expect(await refusalOf({ template: 'form' })).toContain('"Groups of People" is empty');
		expect(await refusalOf(form({ name: '' }))).toContain('has a group without a "Name"');
		expect(await refusalOf(form({ name: 'a', stage: 0 }))).toContain(
			'Group 1: Stage" must be a whole number of at least 1: 0',
		);
		expect(await refusalOf(form({ name: 'a', otherSettings: '{' }))).toContain(
			'"Other Settings (JSON)" is not a JSON object',
		);
		expect(await refusalOf(form({ name: 'other' }))).toMatch(
			/"Signer 1: Groups" is "signers".*one of the groups of people: other/,
		);
	});

	test('signs in stages in the sandbox: whose turn has not come is not invited', async () => {
		const group = [
			{ stage: 1, name: 'borrower', type: 'signers' },
			{ stage: 2, name: 'lender', type: 'signers' },
		];
		const { id } = await createContract(world, {
			template: 'form',
			templateGroups: { group },
			signers: {
				signer: [
					{ name: 'Eva', groups: 'lender' },
					{ name: 'Ana', groups: 'borrower' },
				],
			},
		});
		const early = await world.control.post(`/keynua/contracts/${id}/users/0/sign`);
		expect([early.status, early.data.message]).toEqual([409, 'It is not the turn of user 0 yet']);
		await act(world, `/contracts/${id}/users/1/sign`);
		expect(await act(world, `/contracts/${id}/users/0/sign`)).toMatchObject({ status: 'done' });
	});
});

describe('a Cavali promissory note', () => {
	const signers = {
		signer: [
			{ name: 'Client', groups: 'signers' },
			{ name: 'Representative', groups: 'signers' },
			{ name: 'Guarantor', groups: 'signers' },
		],
	};
	const noteOf = async (note: INodeParameters) => {
		const body = await bodyOf({ signers, additionalFields: { cavaliNote: { note } } });
		return (body.flags as { cavaliData: unknown }).cavaliData;
	};

	test('the documented sample', async () => {
		const note = {
			banking: '6',
			product: '3',
			uniqueCode: '5478700',
			issuedDate: '2020-09-20',
			issuedPlace: 'Lima',
			clientSigner: 1,
			client_civilStatus: '2',
			client_domicile: 'Lima',
			representatives: '2',
		};
		expect(await noteOf(note)).toEqual({
			banking: 6,
			product: 3,
			uniqueCode: 5478700,
			issuedDate: '2020-09-20',
			issuedPlace: 'Lima',
			client: { userId: 0, civilStatus: 2, domicile: 'Lima' },
			representatives: [{ userId: 1 }],
		});
	});

	test('every attribute, and people by their row of the form', async () => {
		const note = {
			...{ creditNumber: '77', conditionJustSign: '1', special: '2', expirationDate: '2027-01-31T00:00:00' },
			...{ amount: '1500.50', currency: '2', compensatoryInterestAmount: '18.5', periodOne: '360' },
			...{
				compensatoryInterestArrears: '2',
				periodTwo: '30',
				interestArrears: '1.25',
				specialClauses: 'None',
			},
			...{ token: 'provider-token', additionalField1: 'one', additionalField2: 'two' },
			clientSigner: 1,
			guarantees: {
				guarantor: [{ signer: 3, civilStatus: '1', domicile: 'Cusco', representatives: '1, 2' }],
			},
			otherAttributes: '{ "periodThree": 12 }',
		};
		expect(await noteOf(note)).toEqual({
			...{ creditNumber: 77, conditionJustSign: 1, special: 2, expirationDate: '2027-01-31' },
			...{ amount: 1500.5, currency: 2, compensatoryInterestAmount: 18.5, periodOne: 360 },
			...{ compensatoryInterestArrears: 2, periodTwo: 30, interestArrears: 1.25, specialClauses: 'None' },
			...{ token: 'provider-token', additionalField1: 'one', additionalField2: 'two' },
			client: { userId: 0 },
			guarantees: [
				{ userId: 2, civilStatus: 1, domicile: 'Cusco', representative: [{ userId: 0 }, { userId: 1 }] },
			],
			periodThree: 12,
		});
	});

	test('what cannot be is a sentence that names the field', async () => {
		const refused = (note: INodeParameters) =>
			refusalOf({ signers, additionalFields: { cavaliNote: { note: { clientSigner: 1, ...note } } } });
		expect(await refused({ clientSigner: 4 })).toContain(
			'"Cavali Promissory Note: Client: Signer Number" is 4, and there are 3 signers',
		);
		expect(await refused({ representatives: '0' })).toContain(
			'"Cavali Promissory Note: Client: Agents" is 0',
		);
		expect(await refused({ amount: '1,500' })).toContain(
			'"Cavali Promissory Note: Amount" is not a number: 1,500',
		);
		expect(await refused({ banking: 'x' })).toContain(
			'"Cavali Promissory Note: Banking Code" is not a whole number: x',
		);
		expect(await refused({ issuedDate: '31/12/2026' })).toContain(
			'"Cavali Promissory Note: Issued On" is not a day of the calendar',
		);
		expect(await refused({ client_domicile: 'x'.repeat(101) })).toContain('is longer than 100 characters');
	});

	test('by JSON, and taken by the sandbox, which registers it before the PDF is made', async () => {
		const cavaliData = '{ "banking": 6, "client": { "userId": 0, "civilStatus": 1 } }';
		const { id } = await createContract(world, { additionalFields: { cavaliData } });
		const signed = await act<{ items: Array<{ type: string; state: string }> }>(
			world,
			`/contracts/${id}/users/0/sign`,
		);
		expect(signed.items.find(({ type }) => type === 'cavali')?.state).toBe('success');
		const { error } = await world.keynua(
			{ ...contractForm, additionalFields: { cavaliData: '{ "client": { "userId": 9 } }' } },
			{ input: [await pdfItem(world)] },
		);
		expect(error?.message).toContain('there is no user 9');
	});
});

describe('a Deceval promissory note', () => {
	const numbers = ['444332323', '754345789', '048918289', '453456345'];
	const signer = numbers.map((text, index) => ({
		name: `Nombres y Apellidos ${index + 1}`,
		email: `correo${index + 1}@ejemplo.com`,
		groups: 'signers',
		prefilledItems: { item: [{ target: 'documentNumber', text }] },
	}));
	const note = {
		tipoPagare: '2',
		numCredito: '964234',
		fechaVencimientoFinanciero: '2021-08-13',
		numReferencia: '985462',
		numPagareEntidad: '642345',
		creditoReembolsableEn: '2',
		valorPesosDesembolso: '10000',
		valorPesosDesembolsoLetras: 'DIEZ MIL',
		otorganteNumId: '444332323',
		otorganteTipoId: '1',
		apoderadoNumId: '754345789',
		apoderadoTipoId: '1',
		parties: {
			party: [
				{ giradorNumId: '048918289', idRol: '6', giradorTipoId: '1' },
				{ giradorNumId: '453456345', idRol: '7', giradorTipoId: '1' },
			],
		},
		ciudadCreacion: '11001',
		deptoCreacion: '11',
		paisCreacion: 'CO',
	};
	const form = { signers: { signer }, additionalFields: { decevalNote: { note } } };

	/** "Estructura del Pagaré": the sample, whose second role is a number where the table says a text. */
	const documented = {
		promissoryNote: {
			tipoPagare: '2',
			numCredito: '964234',
			fechaVencimientoFinanciero: '2021-08-13',
			numReferencia: '985462',
			numPagareEntidad: '642345',
			creditoReembolsableEn: 2,
			valorPesosDesembolso: 10000,
			valorPesosDesembolsoLetras: 'DIEZ MIL',
			otorganteNumId: '444332323',
			otorganteTipoId: '1',
			apoderadoNumId: '754345789',
			apoderadoTipoId: '1',
			listaCodeudoresAvalistasPagare: [
				{ giradorNumId: '048918289', idRol: '6', giradorTipoId: '1' },
				{ giradorNumId: '453456345', idRol: '7', giradorTipoId: '1' },
			],
			ciudadCreacion: '11001',
			deptoCreacion: '11',
			paisCreacion: 'CO',
		},
	};

	test('the documented sample, by the form and by JSON', async () => {
		const body = await bodyOf(form);
		expect(body.flags).toEqual({ decevalData: documented });
		expect((body.users as object[])[2]).toEqual({
			name: 'Nombres y Apellidos 3',
			email: 'correo3@ejemplo.com',
			groups: ['signers'],
			prefilledItems: [{ target: 'documentNumber', value: { text: '048918289' } }],
		});
		const byJson = await bodyOf({ ...form, additionalFields: { decevalData: JSON.stringify(documented) } });
		expect(byJson.flags).toEqual({ decevalData: documented });
	});

	test('is taken when everybody is registered, and refused when somebody is not', async () => {
		const { error } = await world.keynua({ ...contractForm, ...form }, { input: [await pdfItem(world)] });
		expect(error?.message).toContain('444332323 is not registered as girador');
		for (const numeroDocumento of numbers) {
			jsons(await world.keynua({ ...issuer, numeroDocumento }));
		}
		expect(await createContract(world, form)).toMatchObject({ status: 'pending_input' });
	});

	const issuer = {
		resource: 'promissoryNoteIssuer',
		operation: 'create',
		nombresNat_Nat: 'Nombre',
		correoElectronico: 'prueba@example.com',
		primerApellido_Nat: 'Apellido 1',
		segundoApellido_Nat: 'Apellido 2',
		numeroCelular: '2348458734',
		estadoCivil: 'soltero',
		direccion1PersonaGrupo_PGP: 'Domicilio 1',
		telefono1PersonaGrupo_PGP: '3495852343',
		fechaExpedicion_Nat: '2021-09-01',
		fechaNacimiento_Nat: '2021-09-01',
		fkIdDepartamentoExpedicion_Nat: '11',
		fkIdCiudadExpedicion_Nat: '11001',
		fkIdTipoDocumento: '1',
		numeroDocumento: '523642456',
	};

	test('an issuer: the documented requests, and what the sandbox knows afterwards', async () => {
		const { requests } = await record(world, issuer);
		const { resource, operation, ...girador } = issuer;
		expect(resource + operation).toBe('promissoryNoteIssuercreate');
		expect(requests).toMatchObject([
			{ method: 'POST', url: '/deceval/v1/crear-girador-natural', json: { girador } },
		]);
		const get = { resource: 'promissoryNoteIssuer', operation: 'get', numeroDocumento: '523642456' };
		const asked = (await record(world, get)).requests;
		expect(asked).toMatchObject([
			{
				method: 'POST',
				url: '/deceval/v1/obtener-girador',
				json: { idClasePersona: '1', tipoDocumento: '1', numeroDocumento: '523642456' },
			},
		]);
		expect((await world.keynua(get)).error?.message).toContain('There is no girador 523642456');
		jsons(await world.keynua(issuer));
		expect(jsons(await world.keynua(get))).toMatchObject([{ girador: { nombresNat_Nat: 'Nombre' } }]);
		const company = await world.keynua({ ...get, idClasePersona: '2', tipoDocumento: '2' });
		expect(company.error?.message).toContain('404');
	});

	test.each([
		['numeroDocumento', '={{ "" }}', '"Document Number" is empty'],
		['correoElectronico', 'nobody', '"Email" is not an e-mail address: nobody'],
		['fechaNacimiento_Nat', '2021-02-30', '"Date of Birth" is not a day of the calendar: 2021-02-30'],
	])('an issuer with a wrong %s is a sentence', async (field, value, sentence) => {
		const { requests, run: result } = await record(world, { ...issuer, [field]: value });
		expect(requests).toEqual([]);
		expect(result.error?.message).toContain(sentence);
	});
});
