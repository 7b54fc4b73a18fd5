import { createContract, type Harness, sampleContract, samplePdf, startHarness } from './harness';

let harness: Harness;
beforeAll(async () => {
	harness = await startHarness();
});
afterAll(() => harness.sandbox.close());

async function refusal(changes: object): Promise<string> {
	const body = { ...(await sampleContract(harness)), ...changes };
	const { status, data } = await harness.keynua.put('/contracts/v1', body);
	expect(status).toBe(400);
	return data.message;
}

const user = { name: 'Manuel Silva', email: 'msilva@keynua.com', groups: ['signers'] };

describe('the documented requests', () => {
	it('takes the sample of "Crear un Contrato"', async () => {
		const contract = await createContract(harness);
		expect(contract).toMatchObject({
			title: 'Contract created by API',
			status: 'pending_input',
			language: 'es',
		});
	});

	it('takes the sample of "Configuración dinámica del template"', async () => {
		const group = { name: 'Firmantes', type: 'signers', documentSides: 'both', documentType: 'pe-dni' };
		const templateOptions = { mock: true, classesId: 'custom-classes-v2', stages: [{ groups: [group] }] };
		const contract = await createContract(harness, { templateId: undefined, templateOptions });
		expect(contract.status).toBe('pending_input');
	});

	it('takes every optional attribute', async () => {
		const contract = await createContract(harness, {
			description: 'd',
			reference: 'r',
			expirationInHours: 1,
			expirationDatetime: '2021-06-17T19:53:58.551Z',
			metadata: { any: { thing: 1 } },
			users: [
				{
					...user,
					phone: '51123456789',
					validationsToSkip: ['expiration-date', 'instructions-grade'],
					prefilledItems: [{ target: 'documentNumber', value: { text: '444332323' } }],
					metadata: {
						items: {
							terms: { table: { title: 'CONDICIONES', items: [{ title: 'Monto', value: 'S/ 6000.00' }] } },
						},
					},
					customFieldsInfo: {
						id: 'loan-data',
						name: 'Loan data',
						fields: { amount: { value: 3000, label: 'Amount' } },
					},
				},
			],
			flags: {
				chosenNotificationOptions: ['email', 'sms'],
				cavaliData: { banking: 6, client: { userId: 0 } },
			},
		});
		expect(contract).toMatchObject({
			description: 'd',
			reference: 'r',
			expirationInHours: 1,
			expirationDatetime: '2021-06-17T19:53:58.551Z',
			metadata: { any: { thing: 1 } },
		});
		const number = contract.items.find((item: { reference: string }) => item.reference === 'documentNumber');
		expect(number).toMatchObject({ state: 'success', value: { text: '444332323' } });
	});

	it('needs no groups with keynua-open-default', async () => {
		const users = [{ name: 'Manuel Silva' }];
		await createContract(harness, { templateId: 'keynua-open-default', users });
	});
});

describe('what the documents do not allow', () => {
	it.each([
		[{ titel: 'x' }, 'titel is not a documented attribute'],
		[{ title: undefined }, 'title is required'],
		[{ title: 5 }, 'title must be a string'],
		[{ language: 'pt' }, 'language must be one of es, en'],
		[{ userEmailNotifications: 'true' }, 'userEmailNotifications must be a boolean'],
		[{ expirationInHours: 0 }, 'expirationInHours must be at least 1'],
		[{ expirationInHours: 1.5 }, 'expirationInHours must be an integer'],
		[{ expirationInHours: '24' }, 'expirationInHours must be a number'],
		[{ expirationDatetime: '2021-06-17T19:53:58-05:00' }, 'expirationDatetime must be a date and time'],
		[{ templateId: undefined }, 'templateId is required'],
		[{ templateId: 'nope' }, 'templateId nope does not exist'],
		[{ documents: [] }, 'documents must have at least 1'],
		[{ users: [] }, 'users must have at least 1'],
		[{ users: [{ ...user, groups: ['others'] }] }, 'users[0].groups must be ["signers"]'],
		[{ users: [{ ...user, groups: undefined }] }, 'users[0].groups must be ["signers"]'],
		[{ users: [{ ...user, email: 'nobody' }] }, 'users[0].email must be an e-mail address'],
		[{ users: [{ ...user, phone: '+51 123' }] }, 'users[0].phone must be a string of digits'],
		[{ users: [{ ...user, phone: 51123 }] }, 'users[0].phone must be a string of digits'],
		[{ users: [{ ...user, validationsToSkip: ['all'] }] }, 'users[0].validationsToSkip[0] must be one of'],
		[{ users: [{ ...user, mail: 'a@b.c' }] }, 'users[0].mail is not a documented attribute'],
		[{ users: [{ ...user, prefilledItems: [{ target: 'a', value: 'b' }] }] }, 'value must be an object'],
		[{ metadata: [] }, 'metadata must be an object'],
		[{ flags: { chosenNotificationOptions: ['sms', 'whatsapp'] } }, 'sms and whatsapp at the same time'],
		[{ flags: { chosenNotificationOptions: ['push'] } }, 'must be one of email, sms, whatsapp'],
		[{ flags: { other: 1 } }, 'flags.other is not a documented attribute'],
	])('%j: %s', async (changes, reason) => {
		expect(await refusal(changes)).toContain(reason);
	});

	describe('prefilled items of a dynamic template', () => {
		const income = { name: 'Ingreso', type: 'text', prefilledId: 'income' };
		const prefilled = (group: object, ...targets: string[]) => {
			const stages = [{ groups: [{ name: 'signers', type: 'signers', ...group }] }];
			const prefilledItems = targets.map((target) => ({ target, value: { text: '444332323' } }));
			return { templateOptions: { stages }, users: [{ ...user, prefilledItems }] };
		};

		it('are the document number and the custom items, with prefilledActive', async () => {
			const group = { prefilledActive: true, dynamicFields: [income] };
			const { items } = await createContract(harness, prefilled(group, 'documentNumber', 'income'));
			const given = items.filter(({ value }: { value: object | null }) => value && 'text' in value);
			expect(given.map(({ reference }: { reference: string }) => reference)).toEqual([
				'documentNumber',
				'income',
			]);
		});

		it.each([
			[{}, 'documentNumber', "documentNumber cannot be prefilled; the user's group takes nothing"],
			[{ dynamicFields: [income] }, 'income', 'income cannot be prefilled'],
			[{ prefilledActive: true }, 'role', "role cannot be prefilled; the user's group takes documentNumber"],
		])('%j: not %s', async (group, target, reason) => {
			expect(await refusal(prefilled(group, target))).toContain(reason);
		});
	});

	it('refuses more than ten documents', async () => {
		const base64 = (await samplePdf(harness)).toString('base64');
		const documents = Array.from({ length: 11 }, (_, index) => ({ name: `${index}.pdf`, base64 }));
		expect(await refusal({ documents })).toContain('documents must have at most 10');
	});

	it.each([
		[{ storageId: 'unknown' }, 'storageId does not exist'],
		[{}, 'must have base64 or storageId'],
		[{ base64: 'a', storageId: 'b' }, 'either base64 or storageId'],
		[{ base64: 'data:application/pdf;base64,JVBERi0=' }, 'must not be a data URL'],
		[{ base64: 'JVBER i0=' }, 'is not base64'],
		[{ base64: 'aGVsbG8=' }, 'is not a PDF'],
		[{ url: 'https://example.com/a.pdf' }, 'url is not a documented attribute'],
	])('document %j: %s', async (document, reason) => {
		expect(await refusal({ documents: [{ name: 'a.pdf', ...document }] })).toContain(reason);
	});

	it('takes 4.5 MB of documents and refuses one byte more', async () => {
		const bytes = Buffer.alloc(4.5 * 1024 * 1024 - 4, 32);
		const base64 = Buffer.concat([Buffer.from('%PDF'), bytes]).toString('base64');
		await createContract(harness, { documents: [{ name: 'a.pdf', base64 }] });
		const larger = Buffer.concat([Buffer.from('%PDF'), bytes, Buffer.from(' ')]).toString('base64');
		expect(await refusal({ documents: [{ name: 'a.pdf', base64: larger }] })).toContain('4.5 MB');
	});

	it('refuses other methods, other content types, and what is not JSON', async () => {
		const post = await harness.keynua.post('/contracts/v1', await sampleContract(harness));
		expect(post).toMatchObject({ status: 400, data: { message: expect.stringContaining('only PUT') } });
		const form = await harness.keynua.put('/contracts/v1', 'title=x');
		expect(form).toMatchObject({ status: 400, data: { message: 'Content-Type must be application/json' } });
		const headers = { 'content-type': 'application/json' };
		const broken = await harness.keynua.put('/contracts/v1', '{', {
			headers,
			transformRequest: (text) => text,
		});
		expect(broken).toMatchObject({ status: 400, data: { message: 'The body is not JSON' } });
	});
});
