import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { items, startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(async () => await world.close());

const create = { resource: 'account', operation: 'create', clientId: '1', product: '6' };
async function run(parameters: INodeParameters, json: IDataObject = {}) {
	return await world.dynamiCore(parameters, { input: items(json) });
}
const jsons = async (parameters: INodeParameters) => (await run(parameters)).items.map(({ json }) => json);
const messageOf = async (parameters: INodeParameters) => (await run(parameters)).error?.message;

beforeEach(async () => {
	await world.control.post('/reset');
	const person = { firstname: 'R', lastname: 'L', rfc: 'RALO101086GT4', email: 'a@b.mx' };
	await run({ resource: 'client', operation: 'create', clientType: '17', ...person });
});

test('create: Mexican pesos and active unless told otherwise', async () => {
	expect(await jsons(create)).toMatchObject([
		{ id: 1, client_id: 1, product: '6', enabled: '1', currency: '484' },
	]);
	const other = { ...create, enabled: false, currency: { __rl: true, mode: 'code', value: 'usd' } };
	expect(await jsons(other)).toMatchObject([{ enabled: '0', currency: '840' }]);
	const number = { ...create, currency: { __rl: true, mode: 'code', value: '={{ 32 }}' } };
	expect(await jsons(number)).toMatchObject([{ currency: '032' }]);
});

test('create: what cannot be used is named, before anything is sent', async () => {
	const before = (await world.control.get('/requests')).data.length;
	const currency = { __rl: true, mode: 'code', value: 'pesos' };
	expect(await messageOf({ ...create, currency })).toBe(
		'"Currency" is not a currency of ISO 4217: pesos [item 0]',
	);
	expect(await messageOf({ ...create, product: '={{ "" }}' })).toBe('"Product" is empty [item 0]');
	expect((await world.control.get('/requests')).data).toHaveLength(before);
	expect(await messageOf({ ...create, clientId: '9' })).toContain('(404): Client 9 does not exist');
});

test('get: by the account, by the client, by both, and not by nothing', async () => {
	await run(create);
	await run(create);
	const get = { resource: 'account', operation: 'get' };
	expect(await jsons({ ...get, accountId: '2' })).toMatchObject([{ id: 2 }]);
	expect(await jsons({ ...get, clientId: '1' })).toMatchObject([{ id: 1 }, { id: 2 }]);
	expect(await jsons({ ...get, accountId: '1', clientId: '1' })).toMatchObject([{ id: 1 }]);
	expect(await jsons({ ...get, clientId: '5' })).toEqual([]);
	expect(await messageOf(get)).toBe('"Account ID" and "Client" are both empty [item 0]');
});

test.each([
	['getTransactions', 'transactions'],
	['getPayments', 'payments'],
])('%s: all, or up to a limit', async (operation, kind) => {
	await run(create);
	await world.control.post(`/dynamicore/accounts/1/${kind}`, { count: 60, amount: 12.5 });
	const parameters = { resource: 'account', operation, accountId: '1' };
	expect(await jsons({ ...parameters, returnAll: true })).toHaveLength(60);
	expect(await jsons(parameters)).toHaveLength(50);
	expect(await jsons({ ...parameters, limit: 2 })).toMatchObject([
		{ id: 1, account: 1, amount: 12.5 },
		{ id: 2 },
	]);
	expect(await messageOf({ ...parameters, accountId: '8' })).toContain('(404): Account 8 does not exist');
	expect(await messageOf({ ...parameters, accountId: '..' })).toContain('".." cannot be used as accountId');
});
