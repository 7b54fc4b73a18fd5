import { startWorld, type World } from '../support/world';

const NODE = 'n8n-nodes-esign-kyc.dynamiCore';
let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const setup = (parameters = {}) => ({
	parameters,
	credentials: { dynamiCoreApi: world.credentials.dynamiCoreApi },
});
const form = { resource: 'client', operation: 'create' };

const search = async (method: string, filter?: string) =>
	(await world.engine.listSearch(NODE, method, { ...setup(form), filter })).results;

test('client types and product types, by name', async () => {
	expect(await search('searchClientTypes')).toEqual([
		{ name: 'Persona Fisica (17)', value: '17' },
		{ name: 'Persona Moral (18)', value: '18' },
	]);
	expect(await search('searchClientTypes', 'moral')).toEqual([{ name: 'Persona Moral (18)', value: '18' }]);
	expect(await search('searchProductTypes', 'simple')).toEqual([{ name: 'Crédito simple (6)', value: '6' }]);
});

test('clients, by name, RFC and ID', async () => {
	expect(await search('searchClients')).toEqual([]);
	const person = { firstname: 'Rafael', lastname: 'Lopez', rfc: 'RALO101086GT4', email: 'email@google.com' };
	const other = { firstname: 'Ana', lastname: 'Peña', rfc: 'PEJO800101AB1', email: 'ana@google.com' };
	for (const pii of [person, other])
		await world.dynamiCore({ ...form, clientType: { __rl: true, mode: 'list', value: '17' }, ...pii });
	const rafael = { name: 'Rafael Lopez (RALO101086GT4, 1)', value: 1 };
	expect(await search('searchClients')).toEqual([{ name: 'Ana Peña (PEJO800101AB1, 2)', value: 2 }, rafael]);
	expect(await search('searchClients', 'lopez')).toEqual([rafael]);
	expect(await search('searchClients', 'ralo')).toEqual([rafael]);
	const chosen = { resource: 'client', operation: 'get', clientId: { __rl: true, mode: 'list', value: 1 } };
	expect((await world.dynamiCore(chosen)).items).toMatchObject([{ json: { id: 1, pii: person } }]);
});

test('the fields that hold documents, of all client types', async () => {
	expect(await search('searchDocumentFields')).toEqual([
		{ name: 'Acta constitutiva (acta_constitutiva)', value: 'acta_constitutiva' },
		{ name: 'Autorización de buró de crédito (acceptance_bc)', value: 'acceptance_bc' },
	]);
});

test('a list that cannot be loaded says why', async () => {
	const wrong = { ...world.credentials.dynamiCoreApi, secretKey: 'another' };
	await expect(
		world.engine.listSearch(NODE, 'searchClients', { credentials: { dynamiCoreApi: wrong } }),
	).rejects.toThrow(/DynamiCore refused the request \(401\): the digest is wrong/);
});

test('the fields of a client type, without those that the form has anyway and without files', async () => {
	const { fields } = await world.engine.resourceMapping(
		NODE,
		'getNewClientFields',
		setup({ ...form, clientType: { __rl: true, mode: 'list', value: '17' } }),
	);
	expect(fields.map(({ id, displayName, type }) => [id, displayName, type])).toEqual([
		['phone', 'Teléfono', 'string'],
		['birthdate', 'Fecha de nacimiento', 'dateTime'],
		['monthly_income', 'Ingreso mensual', 'number'],
		['politically_exposed', 'Persona políticamente expuesta', 'boolean'],
		['occupation', 'Ocupación', 'options'],
	]);
	expect(fields[4].options?.map(({ value }) => value)).toEqual(['Asalariado', 'Independiente', 'Jubilado']);
});

test('what a new client must have is required of a new client only', async () => {
	const required = async (method: string) => {
		const parameters = setup({ ...form, clientType: '18' });
		const { fields } = await world.engine.resourceMapping(NODE, method, parameters);
		return fields.filter((field) => field.required).map(({ id }) => id);
	};
	expect(await required('getNewClientFields')).toEqual(['business_name']);
	expect(await required('getClientFields')).toEqual([]);
});

test('without a client type, and with one that the catalog does not know, the form says what to do', async () => {
	const notice = async (clientType: string) => {
		const parameters = setup({ ...form, clientType });
		return (await world.engine.resourceMapping(NODE, 'getNewClientFields', parameters)).emptyFieldsNotice;
	};
	expect(await notice('')).toBe('Choose a client type to see its fields.');
	expect(await notice('99')).toContain('Use “More Client Data”');
});

test('currencies are found by code, number and name', async () => {
	const searched = async (filter?: string) => await search('searchCurrencies', filter);
	expect(await searched('484')).toEqual([{ name: 'MXN: Mexican Peso', value: '484' }]);
	expect(await searched('mexican p')).toEqual([{ name: 'MXN: Mexican Peso', value: '484' }]);
	expect((await searched('peso')).map(({ name }) => name)).toContain('COP: Colombian Peso');
	expect((await searched()).length).toBeGreaterThan(150);
	expect(await searched('no such money')).toEqual([]);
});

test('the Test button: right keys, wrong keys, the wrong scheme word', async () => {
	const { dynamiCoreApi } = world.credentials;
	const test = async (changes: object) =>
		(await world.engine.testCredential('dynamiCoreApi', { ...dynamiCoreApi, ...changes })).status;
	await world.control.delete('/requests');
	expect(await test({})).toBe('OK');
	// "Catalog of Type of Client": documented without parameters, and it changes nothing.
	expect((await world.control.get('/requests')).data).toMatchObject([
		{ method: 'GET', url: '/dynamicore/v1/catalog/fields/client', body: '' },
	]);
	expect(await test({ secretKey: 'another' })).toBe('Error');
	expect(await test({ scheme: 'DynamiCore' })).toBe('Error');
	await world.control.put('/dynamicore/scheme', { scheme: 'DynamiCore' });
	expect(await test({ scheme: 'DynamiCore' })).toBe('OK');
	expect(await test({ scheme: 'custom', customScheme: 'DynamiCore' })).toBe('OK');
	await world.control.post('/faults', { provider: 'dynamicore', kind: 'error-in-200' });
	expect(await test({ scheme: 'DynamiCore' })).toBe('Error');
});
