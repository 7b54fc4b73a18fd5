import { NodeHelpers, type INode, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import { DynamiCore } from '../../../nodes/DynamiCore/DynamiCore.node';
import { Firmafy } from '../../../nodes/Firmafy/Firmafy.node';
import { Keynua } from '../../../nodes/Keynua/Keynua.node';
import { Mensatek } from '../../../nodes/Mensatek/Mensatek.node';

/** The nodes as an AI agent's tools: what a model reads is what n8n makes of the node's own words. */

const nodes = [new DynamiCore(), new Firmafy(), new Keynua(), new Mensatek()];

interface Action {
	resource: string;
	operation: string;
	/** As n8n describes the tool to the model, unless somebody writes a better one. */
	told: string;
	fields: INodeProperties[];
}

function actionsOf(node: (typeof nodes)[number]): Action[] {
	const { properties } = node.description;
	const choices = properties.filter(({ name }) => name === 'operation');
	return choices.flatMap((choice) => {
		const resource = String(choice.displayOptions?.show?.resource?.[0]);
		return (choice.options as INodePropertyOptions[]).map(({ value }) => {
			const operation = String(value);
			const tool = { parameters: { resource, operation } } as unknown as INode;
			const told = NodeHelpers.getToolDescriptionForNode(tool, node);
			const fields = properties.filter(({ displayOptions }) => {
				const { resource: ofResource = [], operation: ofOperation = [] } = displayOptions?.show ?? {};
				return ofResource.includes(resource) && ofOperation.includes(operation);
			});
			return { resource, operation, told, fields };
		});
	});
}

const actions = nodes.map((node) => ({ name: node.description.displayName, all: actionsOf(node) }));

test('every node can be a tool', () => {
	expect(nodes.map(({ description }) => description.usableAsTool)).toEqual(nodes.map(() => true));
	expect(actions.map(({ all }) => all.length).every((count) => count > 0)).toBe(true);
});

describe.each(actions)('$name', ({ name, all }) => {
	test('each is told in words of its own, that begin with what it does and name the service', () => {
		const sentences = all.map(({ told }) => told);
		expect(new Set(sentences).size).toBe(sentences.length);
		for (const sentence of sentences) {
			expect(sentence).toMatch(/^[A-Z][a-z]+ .{5,}/);
			expect(sentence).toMatch(new RegExp(` in ${name}$`));
		}
	});

	test('each field has a name that n8n can make a key of, and a sentence', () => {
		for (const { fields, told } of all) {
			const values = fields.filter(({ type }) => type !== 'notice');
			const keys = values.map(({ displayName }) => displayName.replace(/[^a-zA-Z0-9_-]/g, '_'));
			expect(keys.filter((key) => !/^[a-zA-Z0-9_-]{1,64}$/.test(key))).toEqual([]);
			const wordless = values.filter((field) => !isDescribed(field)).map((field) => `${told}: ${field.name}`);
			expect(wordless).toEqual([]);
		}
	});
});

/** A collection is described by what is in it. */
function isDescribed({ type, description, options = [] }: INodeProperties): boolean {
	if (type !== 'collection') return (description ?? '').length > 10;
	return (options as INodeProperties[]).every(isDescribed);
}
