import { resources } from '../../../nodes/DynamiCore/resources';

/** Every "HTTP Request" of DynamiCore's documentation, in its order; what it has commented out is left out. */
const documented = [
	'POST /v1/clients/types',
	'POST /v1/products/types',
	'GET /v1/catalog/fields/client',
	'GET /v1/catalog/fields/product',
	'POST /private/clients',
	'PUT /private/clients',
	'GET /private/clients',
	'POST /files/users/upload/{}/{}',
	'GET /v1/clients/{}/sat',
	'GET /v1/clients/{}/score',
	'POST /v1/accounts',
	'GET /v1/accounts',
	'GET /v1/accounts/{}/transactions',
	'GET /v1/accounts/{}/payments',
	'POST /internal/sat/sat_key',
	'GET /private/sat/data',
	'POST /marketplace/apps/mifiel/documents',
	'GET /marketplace/apps/mifiel/documents/{}',
	'DELETE /marketplace/apps/mifiel/documents/{}',
];

const operations = resources.flatMap(({ value, operations: all }) =>
	Object.entries(all).map(([name, operation]) => ({ ...operation, name: `${value}.${name}` })),
);
const used = operations.flatMap(({ endpoints }) =>
	endpoints.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`),
);

test('every documented endpoint has an operation', () => {
	expect(documented.filter((endpoint) => !used.includes(endpoint))).toEqual([]);
});

test('no operation uses an endpoint that is not documented', () => {
	expect(used.filter((endpoint) => !documented.includes(endpoint))).toEqual([]);
});

test('what reads is a GET and what changes something is not', () => {
	for (const { endpoints } of operations) {
		for (const { method, effect } of endpoints) expect(effect === 'read').toBe(method === 'GET');
	}
});

test('every operation that changes something says how to check whether it took place', () => {
	const writes = operations.filter(({ endpoints }) => endpoints.some(({ effect }) => effect === 'write'));
	expect(writes.map(({ name }) => name)).toEqual([
		'client.create',
		'client.update',
		'client.uploadDocuments',
		'account.create',
		'sat.loadKeys',
		'sat.sync',
		'mifielDocument.create',
		'mifielDocument.delete',
		'clientType.create',
		'productType.create',
	]);
	for (const { howToCheck } of writes) expect(howToCheck).toMatch(/\.$/);
});
