import type { INodeParameters } from 'n8n-workflow';
import { startWorld, type World } from '../support/world';
import { contractForm, jsons, pdfItem, record, samplePdf } from './support';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const contract = { id: 'c', users: [] };

/** The request that a form makes. */
async function bodyOf(changes: INodeParameters, item = pdfItem(world)) {
	const { requests, run } = await record(
		world,
		{ ...contractForm, ...changes },
		{ input: [await item], answer: contract },
	);
	if (run.error) throw new Error(`${run.error.message} | ${run.error.description}`);
	expect(requests).toHaveLength(1);
	return requests[0].json;
}

/** The sentence with which a form is refused before anything is sent. */
async function refusalOf(changes: INodeParameters, item = pdfItem(world)): Promise<string> {
	const { requests, run } = await record(
		world,
		{ ...contractForm, ...changes },
		{ input: [await item], answer: contract },
	);
	expect(requests).toEqual([]);
	return `${run.error?.message} ${run.error?.description}`;
}

test('the documented sample: method, path, headers and body', async () => {
	const base64 = (await samplePdf(world)).toString('base64');
	const parameters = {
		...contractForm,
		documents: { document: [{ source: 'base64', name: 'DocumentPdf.pdf', base64 }] },
		additionalFields: { language: 'es', userEmailNotifications: true, chosenNotificationOptions: ['email'] },
	};
	const { requests } = await record(world, parameters, { answer: contract });
	const [{ method, url, headers, json }] = requests;
	expect(`${method} ${url}`).toBe('PUT /contracts/v1');
	expect(headers).toMatchObject({
		'x-api-key': world.sandbox.keynua.apiKey,
		authorization: world.sandbox.keynua.apiToken,
		'content-type': expect.stringMatching(/^application\/json/),
	});
	expect(json).toEqual({
		title: 'Contract created by API',
		language: 'es',
		userEmailNotifications: true,
		templateId: 'keynua-peru-default',
		documents: [{ name: 'DocumentPdf.pdf', base64 }],
		users: [{ name: 'Manuel Silva', email: 'msilva@keynua.com', groups: ['signers'] }],
		flags: { chosenNotificationOptions: ['email'] },
	});
});

test('every optional attribute of the body', async () => {
	const body = await bodyOf({
		additionalFields: {
			description: 'Twelve months',
			reference: 'loan-118',
			language: 'en',
			userEmailNotifications: false,
			expirationDatetime: '2030-06-17T19:53:58.551Z',
			onBehalfOf: 'child-account',
			metadata: { entry: [{ name: 'crmId', value: '42' }] },
			chosenNotificationOptions: ['email', 'whatsapp'],
			otherAttributes: '{ "timezone": "America/Panama" }',
		},
	});
	expect(body).toMatchObject({
		description: 'Twelve months',
		reference: 'loan-118',
		language: 'en',
		userEmailNotifications: false,
		expirationDatetime: '2030-06-17T19:53:58.551Z',
		onBehalfOf: 'child-account',
		metadata: { crmId: '42' },
		flags: { chosenNotificationOptions: ['email', 'whatsapp'] },
		timezone: 'America/Panama',
	});
	expect(body).not.toHaveProperty('expirationInHours');
	expect(await bodyOf({ additionalFields: { expirationInHours: 48 } })).toMatchObject({
		expirationInHours: 48,
	});
});

test('a person with everything that the documents allow', async () => {
	const body = await bodyOf({
		signers: {
			signer: [
				{
					name: ' Manuel Silva ',
					email: 'msilva@keynua.com',
					phone: '+51 987-654-321',
					groups: 'signers, witnesses',
					prefilledItems: { item: [{ target: 'documentNumber', text: '444332323' }] },
					validationsToSkip: ['expiration-date', 'instructions-grade'],
					termsTableTitle: 'CONDICIONES DEL CRÉDITO',
					termsTableRows: { row: [{ title: 'Monto del crédito', value: 'S/ 6000.00' }] },
					customFieldsId: 'loan-data',
					customFieldsName: 'Loan data',
					customFieldValues: {
						field: [
							{ key: 'amount', type: 'number', value: '6000.5', label: 'Amount' },
							{ key: 'product', type: 'string', value: 'Personal' },
						],
					},
				},
			],
		},
	});
	expect(body.users).toEqual([
		{
			name: 'Manuel Silva',
			email: 'msilva@keynua.com',
			phone: '51987654321',
			groups: ['signers', 'witnesses'],
			prefilledItems: [{ target: 'documentNumber', value: { text: '444332323' } }],
			validationsToSkip: ['expiration-date', 'instructions-grade'],
			metadata: {
				items: {
					terms: {
						table: {
							title: 'CONDICIONES DEL CRÉDITO',
							items: [{ title: 'Monto del crédito', value: 'S/ 6000.00' }],
						},
					},
				},
			},
			customFieldsInfo: {
				id: 'loan-data',
				name: 'Loan data',
				fields: { amount: { value: 6000.5, label: 'Amount' }, product: { value: 'Personal' } },
			},
		},
	]);
});

test('users are sent in the order of the form', async () => {
	const names = ['Ana', 'Berta', 'Carla', 'Dora'];
	const signer = names.map((name) => ({ name, groups: 'signers' }));
	const { users } = await bodyOf({ signers: { signer } });
	expect((users as Array<{ name: string }>).map(({ name }) => name)).toEqual(names);
});

test.each(['simplify', 'includeSigningLinks'])(
	'when "%s" cannot be read, nothing is created whose ID nobody would get',
	async (field) => {
		expect(await refusalOf({ [field]: '={{ "?" }}' })).toContain('must be true or false: ?');
	},
);

describe('documents', () => {
	test('several binary fields, base64 with its beginning, and stored files, in the order of the form', async () => {
		const pdf = (await samplePdf(world)).toString('base64');
		const { documents } = await bodyOf(
			{
				documents: {
					document: [
						{ source: 'storageId', storageId: 's1, s2', name: 'Filled' },
						{ source: 'file', inputDataFieldNames: 'data, annex' },
						{ source: 'base64', base64: `data:application/pdf;base64,${pdf}`, name: 'C.pdf' },
					],
				},
			},
			pdfItem(world, 'data', 'annex'),
		);
		expect(documents).toEqual([
			{ name: 'Filled.pdf', storageId: 's1' },
			{ name: 'Filled (2).pdf', storageId: 's2' },
			{ name: 'data.pdf', base64: pdf },
			{ name: 'annex.pdf', base64: pdf },
			{ name: 'C.pdf', base64: pdf },
		]);
	});

	test.each([
		['none', {}, '"Documents" is empty'],
		[
			'a field without a file',
			{ source: 'file', inputDataFieldNames: 'nothing' },
			'there is no file in the field "nothing"',
		],
		['no field', { source: 'file', inputDataFieldNames: '' }, 'need a name in "Input Data Field Names"'],
		['base64 that is none', { source: 'base64', base64: 'ñ', name: 'a' }, 'is empty or no base64 text'],
		[
			'base64 of something else',
			{ source: 'base64', base64: Buffer.from('<html>').toString('base64'), name: 'a' },
			'"Documents": the base64 text of "a.pdf" is not a PDF',
		],
		['base64 without a name', { source: 'base64', base64: 'JVBERi0=' }, 'need a "Name"'],
		['no storage ID', { source: 'storageId', storageId: '', name: 'a' }, 'have an empty "Storage ID"'],
	])('%s: refused before anything is sent', async (_, document, sentence) => {
		const documents = Object.keys(document).length > 0 ? { document: [document] } : {};
		expect(await refusalOf({ documents })).toContain(sentence);
	});

	test('a file that is no PDF, an empty one, eleven, and more than 4.5 MB', async () => {
		const binary = async (content: Buffer) => ({
			json: {},
			binary: { data: await world.engine.file(content, { fileName: 'a.pdf', mimeType: 'application/pdf' }) },
		});
		expect(await refusalOf({}, binary(Buffer.from('hello')))).toContain('the file in "data" is not a PDF');
		expect(await refusalOf({}, binary(Buffer.alloc(0)))).toContain('the file in "data" is empty');
		const large = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(4.5 * 1024 * 1024)]);
		expect(await refusalOf({}, binary(large))).toContain('Keynua takes at most 4.5 MB');
		const document = Array.from({ length: 11 }, () => ({ source: 'file', inputDataFieldNames: 'data' }));
		expect(await refusalOf({ documents: { document } })).toContain('holds 11 documents');
	});
});

test('fields that were added and left empty are not sent', async () => {
	const body = await bodyOf({
		additionalFields: {
			cavaliData: '{}',
			chosenNotificationOptions: [],
			decevalData: '{ }',
			metadata: {},
			otherAttributes: '{}',
			reference: '',
		},
	});
	expect(Object.keys(body).sort()).toEqual(['documents', 'templateId', 'title', 'users']);
});

describe('what is wrong with a person or an option is a sentence', () => {
	const withSigner = (signer: INodeParameters) =>
		refusalOf({ signers: { signer: [{ name: 'Ana', ...signer }] } });
	const withFields = (additionalFields: INodeParameters) => refusalOf({ additionalFields });

	test('people', async () => {
		expect(await refusalOf({ signers: {} })).toContain('"Signers" is empty');
		expect(await withSigner({ name: '' })).toContain('"Signer 1" has no "Name"');
		expect(await withSigner({ email: 'ana@' })).toContain('"Signer 1: Email" is not an e-mail address: ana@');
		expect(await withSigner({ phone: '12' })).toContain('"Signer 1: Phone" is not a phone number: 12');
		expect(await withSigner({ prefilledItems: { item: [{ target: 'x', text: '' }] } })).toContain(
			'without a target or a text',
		);
		expect(await withSigner({ customFieldsId: 'only' })).toContain('need both an ID and a name');
		expect(await withSigner({ customFieldsInfo: '[1]' })).toContain(
			'"Signer 1: Custom Fields (JSON)" is not a JSON object',
		);
		const number = { field: [{ key: 'amount', type: 'number', value: 'many' }] };
		expect(
			await withSigner({ customFieldsId: 'i', customFieldsName: 'n', customFieldValues: number }),
		).toContain('amount is not a number: many');
	});

	test('options', async () => {
		expect(await refusalOf({ title: ' ' })).toContain('"Title" is empty');
		expect(await refusalOf({ templateId: '={{ "" }}' })).toContain('"Template ID" is empty');
		expect(await refusalOf({ template: 'options', templateOptions: '{' })).toContain('is not a JSON object');
		expect(await withFields({ chosenNotificationOptions: ['sms', 'whatsapp'] })).toContain(
			'cannot hold both SMS and WhatsApp',
		);
		expect(await withFields({ metadata: { entry: [{ name: 'a', value: 'b' }, { value: 'x' }] } })).toContain(
			'"Metadata: Entry 2: Name" is empty',
		);
		// "integer … Mínimo uno".
		expect(await withFields({ expirationInHours: 1.5 })).toContain(
			'"Expiration in Hours" must be a whole number of at least 1: 1.5',
		);
		expect(await withFields({ cavaliData: '{' })).toContain('"Cavali Note (JSON)" is not a JSON object');
		expect(await withFields({ decevalData: '[]' })).toContain('"Deceval Note (JSON)" is not a JSON object');
		expect(await withFields({ expirationDatetime: 'soon' })).toContain(
			'"Expiration Date" is not a date: soon',
		);
		expect(await withFields({ expirationDatetime: '2030-01-01', expirationInHours: 3 })).toContain(
			'say two different things',
		);
		expect(await withFields({ otherAttributes: '[]' })).toContain(
			'"Other Attributes (JSON)" is not a JSON object',
		);
	});
});

describe('the answer', () => {
	const run = async (changes: INodeParameters) => {
		const [json] = jsons(
			await world.keynua({ ...contractForm, ...changes }, { input: [await pdfItem(world)] }),
		);
		return json as Record<string, never> & { users: Array<Record<string, string>>; items: object[] };
	};

	test('is simplified, with all ids, and raw on request', async () => {
		const simplified = await run({});
		expect(Object.keys(simplified).length).toBeLessThanOrEqual(10);
		expect(simplified).toMatchObject({
			id: expect.any(String),
			title: 'Contract created by API',
			status: 'pending_input',
		});
		expect(simplified.users[0]).toMatchObject({
			id: 0,
			name: 'Manuel Silva',
			state: 'pending',
			token: expect.any(String),
		});
		expect(simplified.users[0]).not.toHaveProperty('signingLink');
		expect(simplified.items[1]).toEqual({
			id: 1,
			userId: 0,
			type: 'terms',
			title: 'Aceptación de Términos',
			state: 'pending',
			version: 0,
		});
		const raw = await run({ simplify: false });
		expect(raw).toMatchObject({
			accountId: expect.any(String),
			shortCode: expect.any(String),
			groups: [{ id: 'signers' }],
		});
	});

	test('has the signing links of its environment on request', async () => {
		const { users } = await run({ includeSigningLinks: true });
		expect(users[0].signingLink).toBe(`https://sign.keynua.com/index.html?token=${users[0].token}`);
	});
});

test('custom fields that Keynua refuses: its code, its words, and what to do', async () => {
	const signer = {
		name: 'Ana',
		groups: 'signers',
		customFieldsId: 'loan-data',
		customFieldsName: 'Loan data',
	};
	const create = async (...field: INodeParameters[]) => {
		const { error } = await world.keynua(
			{
				...contractForm,
				templateId: 'sandbox-custom-fields',
				signers: { signer: [{ ...signer, customFieldValues: { field } }] },
			},
			{ input: [await pdfItem(world)] },
		);
		return error && `${error.message} | ${error.description}`;
	};
	const amount = { key: 'amount', type: 'number', value: '500' };
	expect(await create(amount, { key: 'product', type: 'string', value: 'Personal' })).toBeUndefined();
	expect(await create()).toMatch(
		/\(400, MissingRequiredFields\): The group has mandatory custom fields.*no fields were sent at all.*a value for every mandatory one/,
	);
	expect(await create({ key: 'product', type: 'string', value: 'Personal' })).toContain(
		'(400, MissingCustomField): amount is mandatory',
	);
	expect(await create({ ...amount, value: '7' })).toContain('InvalidCustomFieldRange');
	expect(await create({ ...amount, type: 'string' })).toContain('InvalidCustomFieldType');
	expect(await create(amount, { key: 'branch', type: 'string', value: 'x' })).toContain(
		'InvalidCustomFieldFormat',
	);
	expect(await create(amount, { key: 'product', type: 'string', value: 'x' })).toContain(
		'InvalidCustomFieldSelection',
	);
	expect(await create(amount, { key: 'other', type: 'string', value: 'x' })).toContain('UnknownCustomField');
});
