import { effectOf } from '../../../nodes/runtime/operation';
import type { FirmafyEndpoint } from '../../../nodes/Firmafy/provider';
import { resources } from '../../../nodes/Firmafy/resources';

/** Firmafy's document, section by section: one address, and the value of `action`. */
const documented = [
	'login',
	'request',
	'emailrequest',
	'smsrequest',
	'webhook',
	'invalidar_documento',
	'balance',
];

const operations = resources.flatMap(({ name, operations: all }) =>
	Object.values(all).map((operation) => ({ title: `${name}: ${operation.name}`, operation })),
);
const endpoints = operations.flatMap(({ operation }) => operation.endpoints as FirmafyEndpoint[]);

test('every documented action has an operation, and every operation a documented action', () => {
	expect(endpoints.map(({ action }) => action).sort()).toEqual([...documented].sort());
});

test('all of them are one POST address', () => {
	for (const { method, path } of endpoints) {
		expect({ method, path }).toEqual({ method: 'POST', path: '/ApplicationProgrammingInterface.php' });
	}
});

test('only what changes nothing and costs nothing is a read', () => {
	const reads = operations.filter(({ operation }) => effectOf(operation) === 'read');
	expect(reads.map(({ title }) => title).sort()).toEqual(['Account: Get Balance', 'Session: Get Token']);
});
