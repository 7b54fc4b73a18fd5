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

test('client types, by name', async () => {
	expect(await world.engine.loadOptions(NODE, 'getClientTypes', setup(form))).toEqual([
		{
			name: 'Persona Fisica (17)',
			value: '17',
			description: 'Template para registro de personas fisicas en SOFOM',
		},
		{ name: 'Persona Moral (18)', value: '18', description: 'Template para registro de empresas en SOFOM' },
	]);
});

test('a list that cannot be loaded says why', async () => {
	const wrong = { ...world.credentials.dynamiCoreApi, secretKey: 'another' };
	await expect(
		world.engine.loadOptions(NODE, 'getClientTypes', { credentials: { dynamiCoreApi: wrong } }),
	).rejects.toThrow(/DynamiCore refused the request \(401\): the digest is wrong/);
});

test('the fields of a client type, without those that the form has anyway and without files', async () => {
	const { fields } = await world.engine.resourceMapping(
		NODE,
		'getNewClientFields',
		setup({ ...form, clientType: '17' }),
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
	const search = async (filter?: string) =>
		(await world.engine.listSearch(NODE, 'searchCurrencies', { ...setup(form), filter })).results;
	expect(await search('484')).toEqual([{ name: 'MXN: Mexican Peso', value: '484' }]);
	expect(await search('mexican p')).toEqual([{ name: 'MXN: Mexican Peso', value: '484' }]);
	expect((await search('peso')).map(({ name }) => name)).toContain('COP: Colombian Peso');
	expect((await search()).length).toBeGreaterThan(150);
	expect(await search('no such money')).toEqual([]);
});

test('the Test button: right keys, wrong keys, the wrong scheme word', async () => {
	const { dynamiCoreApi } = world.credentials;
	const test = async (changes: object) =>
		(await world.engine.testCredential('dynamiCoreApi', { ...dynamiCoreApi, ...changes })).status;
	expect(await test({})).toBe('OK');
	expect(await test({ secretKey: 'another' })).toBe('Error');
	expect(await test({ scheme: 'DynamiCore' })).toBe('Error');
	await world.control.put('/dynamicore/scheme', { scheme: 'DynamiCore' });
	expect(await test({ scheme: 'DynamiCore' })).toBe('OK');
	expect(await test({ scheme: 'custom', customScheme: 'DynamiCore' })).toBe('OK');
	await world.control.post('/faults', { provider: 'dynamicore', kind: 'error-in-200' });
	expect(await test({ scheme: 'DynamiCore' })).toBe('Error');
});
