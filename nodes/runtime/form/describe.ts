import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { effectOf, type Resource } from '../operation';

/** Makes the node's whole form: the resource and operation drop-downs, every operation's fields, the options. */
export function describe(resources: Resource[]): INodeProperties[] {
	const choices = resources.map(({ name, value, description }) => ({ name, value, description }));
	return [
		dropDown('Resource', choices, resources[0].value),
		...resources.map(operationDropDown),
		...resources.flatMap(fieldsOf),
		options,
	];
}

function operationDropDown({ value: resource, operations }: Resource): INodeProperties {
	const all = Object.entries(operations);
	const choices = all.map(([value, { name, action, description }]) => ({ name, value, action, description }));
	// Dropping the node on the canvas and running it must not send anything to anybody.
	const [initial] = all.find(([, operation]) => effectOf(operation) === 'read') ?? all[0];
	const choice = dropDown('Operation', choices, initial);
	return { ...choice, displayOptions: { show: { resource: [resource] } } };
}

function dropDown(displayName: string, choices: INodePropertyOptions[], initial: string): INodeProperties {
	const name = displayName.toLowerCase();
	// Not localeCompare(): n8n would wait for its rules at each start. The names begin in upper case and have no accents.
	const options = choices.sort((a, b) => (a.name < b.name ? -1 : 1));
	return { displayName, name, type: 'options', noDataExpression: true, options, default: initial };
}

/** The fields of all operations of a resource, each shown for its operation. */
function fieldsOf({ value, operations }: Resource): INodeProperties[] {
	return Object.entries(operations).flatMap(([operation, { properties }]) =>
		properties.map((property) => {
			const show = { resource: [value], operation: [operation], ...property.displayOptions?.show };
			return { ...property, displayOptions: { ...property.displayOptions, show } };
		}),
	);
}

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Items in Parallel',
			name: 'itemsInParallel',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
			default: 1,
			description:
				'How many items to work on at the same time. When not set, 10 for operations that only read and 1 for operations that create, change or send something.',
		},
	],
};
