import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { items, startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const person = {
	firstname: 'Rafael',
	lastname: 'Lopez',
	rfc: 'RALO101086GT4',
	email: 'email@google.com',
};
const create = { resource: 'client', operation: 'create', clientType: '17', ...person };

async function run(parameters: INodeParameters, json: IDataObject = {}) {
	return await world.dynamiCore(parameters, { input: items(json) });
}
async function failure(parameters: INodeParameters, json: IDataObject = {}) {
	const { error } = await run(parameters, json);
	return { message: error?.message, description: error?.description };
}
const stored = async (id = 1) => (await world.control.get(`/dynamicore/clients/${id}`)).data as IDataObject;
const requests = async () => (await world.control.get('/requests')).data as unknown[];

/** As the editor saves the form that it made from the catalog. */
const mapped = (value: IDataObject, types: Record<string, string> = {}) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: Object.keys(value).map((id) => ({
		id,
		displayName: id,
		type: types[id] ?? 'string',
		required: false,
		display: true,
		defaultMatch: false,
	})),
});

describe('create', () => {
	test('with the fields of the client type, more data as rows and as JSON, and a status', async () => {
		const { items: output, error } = await run({
			...create,
			rfc: ' ralo101086gt4 ',
			fields: mapped(
				{
					phone: '5512345678',
					birthdate: '1986-10-10T00:00:00',
					monthly_income: 12500.5,
					politically_exposed: false,
					occupation: '',
				},
				{ birthdate: 'dateTime', monthly_income: 'number', politically_exposed: 'boolean' },
			) as never,
			additionalFields: {
				status: 'Inactive',
				morePii: { field: [{ name: 'nickname', value: 'Rafa' }] },
				piiJson: '{ "children": 2, "phone": "0" }',
			},
		});
		expect(error).toBeUndefined();
		expect(output[0].json).toMatchObject({ id: 1, client_type: '17', status: 'Inactive' });
		expect(await stored()).toMatchObject({
			pii: {
				...person,
				phone: '5512345678',
				birthdate: '1986-10-10',
				monthly_income: 12500.5,
				politically_exposed: false,
				nickname: 'Rafa',
				children: 2,
			},
		});
		expect((await stored()).pii).not.toHaveProperty('occupation');
	});

	test('with the fields of the client type taken from the input by their names', async () => {
		const schema = mapped({ phone: '', occupation: '' }).schema;
		const fields = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema };
		const { error } = await run({ ...create, fields: fields as never }, { phone: '55', other: 'x' });
		expect(error).toBeUndefined();
		expect(await stored()).toMatchObject({ pii: { ...person, phone: '55' } });
		expect((await stored()).pii).not.toHaveProperty('other');
	});

	test.each([
		['firstname', 'First Name'],
		['lastname', 'Last Name'],
		['rfc', 'RFC'],
		['email', 'Email'],
		['clientType', 'Client Type'],
	])('an empty %s is named before anything is sent', async (name, label) => {
		const { message } = await failure({ ...create, [name]: '={{ $json.nothing }}' });
		expect(message).toBe(`"${label}" is empty [item 0]`);
		expect(await requests()).toEqual([]);
	});

	test('a row without a name, and JSON that is none', async () => {
		const unnamed = { morePii: { field: [{ name: '', value: 'x' }] } };
		expect((await failure({ ...create, additionalFields: unnamed })).message).toBe(
			'"More Client Data: Field 1" has no "Name" [item 0]',
		);
		expect((await failure({ ...create, additionalFields: { piiJson: '[1]' } })).message).toBe(
			'"More Client Data (JSON)" is not a JSON object [item 0]',
		);
		expect(await requests()).toEqual([]);
	});

	test("the provider's reasons: an RFC twice, an unknown type, an RFC of no form", async () => {
		await run(create);
		expect(await failure(create)).toEqual({
			message: 'DynamiCore refused the request (409): Client 1 has the RFC RALO101086GT4 already [item 0]',
			description: expect.stringContaining('It exists already'),
		});
		expect((await failure({ ...create, clientType: '99' })).message).toContain(
			'Client type 99 does not exist',
		);
		expect((await failure({ ...create, rfc: 'X' })).message).toContain('pii.rfc must be an RFC');
	});
});

describe('update', () => {
	const update = { resource: 'client', operation: 'update', clientId: '1' };
	beforeEach(async () => await run(create));

	test('changes only what is given, from every part of the form', async () => {
		const { items: output } = await run({
			...update,
			clientType: '17',
			fields: mapped({ phone: '55' }) as never,
			updateFields: {
				// As people paste it.
				lastname: ' Peña ',
				rfc: 'abcd010203xy1',
				morePii: { field: [{ name: 'nickname', value: 'Rafa' }] },
				piiJson: { children: 3 } as never,
			},
		});
		expect(output[0].json).toMatchObject({ id: 1 });
		expect((await stored()).pii).toEqual({
			...person,
			lastname: 'Peña',
			rfc: 'ABCD010203XY1',
			phone: '55',
			nickname: 'Rafa',
			children: 3,
		});
	});

	test('nothing to change, and a client that is not there', async () => {
		expect((await failure(update)).message).toBe('"Update Fields" is empty [item 0]');
		const other = { ...update, clientId: '7', updateFields: { lastname: 'X' } };
		expect((await failure(other)).message).toContain('(404): Client 7 does not exist');
	});
});

describe('get and get many', () => {
	beforeEach(async () => {
		for (const rfc of ['AAAA010203XY1', 'BBBB010203XY2', 'CCCC010203XY3']) await run({ ...create, rfc });
	});
	const ids = async (parameters: INodeParameters) =>
		(await run({ resource: 'client', operation: 'getMany', ...parameters })).items.map(({ json }) => json.id);

	test('one by its ID; an expression may give a number', async () => {
		const get = { resource: 'client', operation: 'get', clientId: '={{ $json.id }}' };
		expect((await run(get, { id: 2 })).items).toMatchObject([{ json: { id: 2 }, pairedItem: { item: 0 } }]);
		expect((await failure(get, { id: 9 })).message).toBe('DynamiCore has no client with the ID 9 [item 0]');
	});

	test('all, up to a limit, or the one with an ID', async () => {
		expect(await ids({ returnAll: true })).toEqual([1, 2, 3]);
		expect(await ids({ limit: 2 })).toEqual([1, 2]);
		expect(await ids({})).toEqual([1, 2, 3]);
		expect(await ids({ filters: { id: '3' } })).toEqual([3]);
		expect(await ids({ filters: { id: '9' } })).toEqual([]);
		expect((await failure({ resource: 'client', operation: 'getMany', limit: 0 })).message).toMatch(
			/^"Limit"/,
		);
	});
});

describe('documents, score and SAT data', () => {
	const upload = {
		resource: 'client',
		operation: 'uploadDocuments',
		clientId: '1',
		field: 'acceptance_bc',
		inputDataFieldNames: 'data',
	};
	const file = async (content: string) =>
		await world.engine.file(Buffer.from(content), { fileName: 'ñ.pdf', mimeType: 'application/pdf' });
	beforeEach(async () => await run(create));

	test('a file is filed at the client, byte by byte', async () => {
		const input = [{ json: {}, binary: { data: await file('%PDF ñ') } }];
		const { items: output } = await world.dynamiCore(upload, { input });
		expect(output[0].json).toMatchObject({ name: 'ñ.pdf', type: 'application/pdf' });
		const { data } = await world.control.get('/dynamicore/clients/1/files/acceptance_bc/0');
		expect(data).toBe('%PDF ñ');
	});

	test('the field may be written as the documentation does', async () => {
		const input = [{ json: {}, binary: { data: await file('%PDF') } }];
		const { error } = await world.dynamiCore({ ...upload, field: ':pii[acceptance_bc]' }, { input });
		expect(error).toBeUndefined();
		expect((await stored()).pii).toHaveProperty('acceptance_bc');
	});

	test('a field without a file, and an empty file', async () => {
		expect(await failure(upload)).toEqual({
			message: '"Input Data Field Names": there is no file in the field "data" [item 0]',
			description: expect.stringContaining('This item has no files'),
		});
		const input = [{ json: {}, binary: { data: { ...(await file('')), data: '' } } }];
		const { error } = await world.dynamiCore(upload, { input });
		expect(error?.message).toContain('the file in "data" is empty');
		expect(await requests()).toHaveLength(1);
	});

	test('the credit score', async () => {
		const { items: output } = await run({ resource: 'client', operation: 'getCreditScore', clientId: '1' });
		expect(output[0].json).toMatchObject({ client: 1, score: expect.any(Number) });
	});

	test('SAT data, with the e.firma from files, and without', async () => {
		const getSat = { resource: 'client', operation: 'getSatData', clientId: '1' };
		expect((await failure(getSat)).message).toContain('(409): Client 1 has no SAT keys');
		const sending = { ...getSat, sendKeys: true, rfc: 'ralo101086gt4', password: 'secret-pas' };
		const input = [{ json: {}, binary: { key: await file('the key'), cer: await file('the certificate') } }];
		const { items: output, error } = await world.dynamiCore(sending, { input });
		expect(error).toBeUndefined();
		expect(output[0].json).toMatchObject({ client: 1, type: 'efirma' });
		const { error: missing } = await world.dynamiCore(sending, {
			input: [{ json: {}, binary: { cer: await file('x') } }],
		});
		expect(missing?.message).toBe(
			'"Private Key Input Data Field Name": there is no file in the field "key" [item 0]',
		);
	});
});
