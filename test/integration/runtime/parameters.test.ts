import type { INodeType } from 'n8n-workflow';
import type { Item } from '../../../nodes/runtime/form/item';
import { describe as formOf } from '../../../nodes/runtime/form/describe';
import type { Operation, Resource } from '../../../nodes/runtime/operation';
import { run } from '../../../nodes/runtime/run/run';
import { createEngine, type Engine } from '../support/engine';
import { items } from '../support/world';

/** An operation that gives back what its fields hold, and spoils what it got. */
const echo: Operation = {
	name: 'Echo',
	action: 'Echo',
	description: 'Gives back its fields',
	endpoints: [],
	properties: [
		{ displayName: 'Text', name: 'text', type: 'string', default: '' },
		{ displayName: 'Number', name: 'number', type: 'number', default: 1 },
		{ displayName: 'JSON', name: 'json', type: 'json', default: '{}' },
		{
			displayName: 'Fields',
			name: 'fields',
			type: 'collection',
			default: {},
			options: [
				{ displayName: 'One', name: 'one', type: 'string', default: '' },
				{ displayName: 'Any', name: 'any', type: 'json', default: '' },
			],
		},
	],
	async execute(item: Item) {
		const fields = item.collection('fields');
		const { one, any } = fields;
		const before = any === undefined ? undefined : JSON.stringify(any);
		if (typeof any === 'object' && any !== null) (any as { spoilt?: boolean }).spoilt = true;
		fields.one = 'spoilt';
		return [{ json: { text: item.text('text'), number: item.integer('number', 1), one, any: before } }];
	},
};

const resources: Resource[] = [
	{ name: 'Thing', value: 'thing', description: 'A thing', operations: { echo } },
];

const node: INodeType = {
	description: {
		displayName: 'Echo',
		name: 'echo',
		group: [],
		version: 1,
		description: 'Gives back its fields',
		defaults: { name: 'Echo' },
		inputs: ['main'],
		outputs: ['main'],
		properties: formOf(resources),
	},
	async execute() {
		return await run(this, resources);
	},
};

let engine: Engine;
beforeAll(async () => (engine = await createEngine({ nodes: { 'test.echo': node } })));

const input = items({ id: 'A' }, { id: 'B' }, { id: 'C' });
const chosen = { resource: 'thing', operation: 'echo' };

test('a field without an expression is the same for all items, one with an expression is read for each', async () => {
	const parameters = { ...chosen, text: '={{ $json.id }}', number: 7, fields: { one: 'same' } };
	const { items: found } = await engine.runNode('test.echo', { parameters, input });
	expect(found.map(({ json }) => json)).toEqual([
		{ text: 'A', number: 7, one: 'same' },
		{ text: 'B', number: 7, one: 'same' },
		{ text: 'C', number: 7, one: 'same' },
	]);
});

test('an expression deep inside a field makes it one that depends on the item', async () => {
	const parameters = { ...chosen, text: 'T', fields: { one: 'x', any: '={{ { id: $json.id } }}' } };
	const { items: found } = await engine.runNode('test.echo', { parameters, input });
	expect(found.map(({ json }) => json.any)).toEqual(['{"id":"A"}', '{"id":"B"}', '{"id":"C"}']);
});

test('what one item does to the value of a field does not reach the next', async () => {
	const fields = { one: 'clean', any: { list: [1] } as never };
	const { items: found, error } = await engine.runNode('test.echo', {
		parameters: { ...chosen, text: 'T', fields },
		input,
	});
	expect(error).toBeUndefined();
	expect(found.map(({ json }) => [json.one, json.any])).toEqual(Array(3).fill(['clean', '{"list":[1]}']));
});

test('a field that cannot be used is named for every item', async () => {
	const { items: found } = await engine.runNode('test.echo', {
		parameters: { ...chosen, text: 'T', number: 'many' },
		input,
		node: { onError: 'continueRegularOutput' },
	});
	expect(found.map(({ json }) => json.error)).toEqual(
		[0, 1, 2].map((index) => `"Number" must be a number: many [item ${index}]`),
	);
});

test('another run reads its own values', async () => {
	for (const number of [1, 2]) {
		const parameters = { ...chosen, text: 'T', number };
		const { items: found } = await engine.runNode('test.echo', { parameters, input });
		expect(found.map(({ json }) => json.number)).toEqual([number, number, number]);
	}
});
