import type { INodeProperties } from 'n8n-workflow';
import { describe as describeNode } from '../../../nodes/runtime/form/describe';
import { effectOf, type Operation, type Resource } from '../../../nodes/runtime/operation';

const operation = (
	name: string,
	effect: 'read' | 'write',
	properties: INodeProperties[] = [],
): Operation => ({
	name,
	action: `${name} a thing`,
	description: `${name} it`,
	endpoints: [{ method: effect === 'read' ? 'GET' : 'POST', path: '/things', effect }],
	properties,
	execute: async () => [],
});

const title: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	displayOptions: { show: { mode: ['long'] }, hide: { raw: [true] } },
};
const things: Resource = {
	name: 'Thing',
	value: 'thing',
	description: 'Things',
	operations: { send: operation('Send', 'write', [title]), get: operation('Get', 'read') },
};

test('an operation that uses a writing endpoint is a write', () => {
	const both = { ...operation('Both', 'read') };
	both.endpoints = [...both.endpoints, { method: 'POST', path: '/more', effect: 'write' }];
	expect(effectOf(both)).toBe('write');
	expect(effectOf(things.operations.get)).toBe('read');
});

test('the drop-downs are sorted and start at something harmless', () => {
	const [resource, operations] = describeNode([things]);
	expect(resource).toMatchObject({ name: 'resource', default: 'thing', noDataExpression: true });
	expect(operations.options?.map(({ name }) => name)).toEqual(['Get', 'Send']);
	expect(operations.default).toBe('get');
	expect(operations.displayOptions).toEqual({ show: { resource: ['thing'] } });
});

test('a field shows for its operation only, and keeps its own conditions', () => {
	const field = describeNode([things]).find(({ name }) => name === 'title');
	expect(field?.displayOptions).toEqual({
		show: { resource: ['thing'], operation: ['send'], mode: ['long'] },
		hide: { raw: [true] },
	});
	expect(title.displayOptions).toEqual({ show: { mode: ['long'] }, hide: { raw: [true] } });
});

test('every node has Items in Parallel, from 1 to 50', () => {
	const options = describeNode([things]).at(-1);
	expect(options?.options?.[0]).toMatchObject({
		name: 'itemsInParallel',
		typeOptions: { minValue: 1, maxValue: 50 },
	});
});
