import { NodeHelpers, type INode, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';
import { DynamiCore } from '../../../nodes/DynamiCore/DynamiCore.node';
import { resources as dynamiCore } from '../../../nodes/DynamiCore/resources';
import { Firmafy } from '../../../nodes/Firmafy/Firmafy.node';
import { resources as firmafy } from '../../../nodes/Firmafy/resources';
import { Keynua } from '../../../nodes/Keynua/Keynua.node';
import { resources as keynua } from '../../../nodes/Keynua/resources';
import { Mensatek } from '../../../nodes/Mensatek/Mensatek.node';
import { resources as mensatek } from '../../../nodes/Mensatek/resources';
import { describe as formOf } from '../../../nodes/runtime/form/describe';
import type { Resource } from '../../../nodes/runtime/operation';

const nodes: Array<[string, INodeTypeDescription, Resource[]]> = [
	['DynamiCore', new DynamiCore().description, dynamiCore],
	['Firmafy', new Firmafy().description, firmafy],
	['Keynua', new Keynua().description, keynua],
	['Mensatek', new Mensatek().description, mensatek],
];

const operations = nodes.flatMap(([name, description, resources]) =>
	resources.flatMap((resource) =>
		Object.entries(resource.operations).map(
			([value, operation]) =>
				[`${name}: ${resource.value}, ${value}`, description, resource, value, operation] as const,
		),
	),
);

/** The fields that n8n shows for an operation. */
function shownFields(properties: INodeProperties[], resource: string, operation: string): INodeProperties[] {
	const isShown = ({ show = {} }: { show?: Record<string, unknown> }) =>
		(show.resource as string[]).includes(resource) && (show.operation as string[]).includes(operation);
	return properties.filter(({ displayOptions }) => isShown(displayOptions ?? {}));
}

/** A field without what `describe()` gave it, as the operation's file has it. */
function withoutPlace({ displayOptions, ...field }: INodeProperties): INodeProperties {
	const show = { ...displayOptions?.show };
	delete show.resource;
	delete show.operation;
	const conditions = { ...displayOptions, show };
	if (Object.keys(show).length > 0) return { ...field, displayOptions: conditions };
	const { hide } = conditions;
	return { ...field, ...(hide && { displayOptions: { hide } }) };
}

/** What n8n's editor starts with: each field that is shown, with its default. */
function defaults(description: INodeTypeDescription, chosen: { resource: string; operation: string }) {
	const node = { typeVersion: 1, parameters: {} } as INode;
	return NodeHelpers.getNodeParameters(description.properties, chosen, true, false, node, description);
}

test.each(operations)(
	'%s has its own fields, in its own order',
	(_, description, resource, value, operation) => {
		const withConditions = description.properties.filter(
			({ displayOptions }) => displayOptions?.show?.operation,
		);
		const fields = shownFields(withConditions, resource.value, value);
		expect(fields.map(withoutPlace)).toEqual(operation.properties);
	},
);

test.each(operations)('%s starts as if it were alone', (_, description, resource, value, operation) => {
	const chosen = { resource: resource.value, operation: value };
	const alone = { ...resource, operations: { [value]: operation } };
	const form = { ...description, properties: formOf([alone]) };
	expect(defaults(description, chosen)).toEqual(defaults(form, chosen));
});
