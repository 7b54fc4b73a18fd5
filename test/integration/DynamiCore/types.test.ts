import type { INodeParameters } from 'n8n-workflow';
import { startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());
beforeEach(async () => await world.control.post('/reset'));

const run = async (parameters: INodeParameters) =>
	await world.dynamiCore(parameters, { input: [{ json: {} }] });
const jsons = async (parameters: INodeParameters) => (await run(parameters)).items.map(({ json }) => json);
const fieldNames = (record: { template?: unknown }) =>
	(record.template as Array<{ field: string }>).map(({ field }) => field);

describe.each([
	['clientType', 'getClientFields', 3],
	['productType', 'getProductFields', 3],
])('%s', (resource, catalog, count) => {
	const create = { resource, operation: 'create', name: 'Persona Fisica' };

	test('is created from names, and is in the catalog', async () => {
		const additionalFields = { description: 'Para pruebas' };
		const [created] = await jsons({ ...create, fieldNames: 'firstname, lastname ,rfc', additionalFields });
		expect(created).toMatchObject({ name: 'Persona Fisica', description: 'Para pruebas' });
		expect(fieldNames(created)).toEqual(['firstname', 'lastname', 'rfc']);
		const entries = await jsons({ resource: 'catalog', operation: catalog });
		expect(entries).toHaveLength(count);
		expect(entries.at(-1)).toEqual(created);
	});

	test('is created from JSON: a list of lists, or one list', async () => {
		const json = { ...create, templateFrom: 'json' };
		const [nested] = await jsons({ ...json, templateJson: '[["a", {"field": "b"}], ["c"]]' });
		expect(fieldNames(nested)).toEqual(['a', 'b', 'c']);
		const [plain] = await jsons({ ...json, templateJson: '={{ ["a", "b"] }}' });
		expect(fieldNames(plain)).toEqual(['a', 'b']);
		const pii = { piiJson: '{"lastname": "Lopez"}' };
		expect(await jsons({ ...json, templateJson: '["a"]', additionalFields: pii })).toHaveLength(1);
	});

	test.each([
		['"Template (JSON)" is not a JSON list [item 0]', { templateFrom: 'json', templateJson: '{"a": 1}' }],
		['"Template (JSON)" is an empty list [item 0]', { templateFrom: 'json', templateJson: '[]' }],
		['"Field Names" names no field [item 0]', { fieldNames: ' , ' }],
		['"Name" is empty [item 0]', { name: '={{ "" }}', fieldNames: 'a' }],
		[
			'"Personal Data (JSON)" is not a JSON object [item 0]',
			{ fieldNames: 'a', additionalFields: { piiJson: 'x' } },
		],
	])('%s', async (message, changes) => {
		const { error } = await run({ ...create, ...changes });
		expect(error?.message).toBe(message);
		expect((await world.control.get('/requests')).data).toEqual([]);
	});
});
