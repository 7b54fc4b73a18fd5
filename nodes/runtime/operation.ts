import type {
	IHttpRequestMethods,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { fieldsOf } from './fields';
import type { Item } from './item';

/** A `read` may be sent again at will. A `write` changes something, costs money or reaches a person. */
export type Effect = 'read' | 'write';

/** One endpoint as the provider's document writes it, with `{name}` for the parts of the path to fill in. */
export interface Endpoint {
	method: IHttpRequestMethods;
	path: string;
	effect: Effect;
	/** The document names no credential for it: what proves the right to call it is in the body. None is sent then. */
	withoutCredential?: true;
	/** The document shows no answer, or none has been seen: a 200 with nothing in it counts as done. */
	mayAnswerNothing?: true;
}

/** One entry of the Operation drop-down: what the person sees, and what happens for one item. */
export interface Operation {
	name: string;
	action: string;
	description: string;
	/** All the endpoints that the operation uses, the one that gives it its name first. */
	endpoints: Endpoint[];
	/** The form, without `displayOptions` for resource and operation: `describe()` adds them. */
	properties: INodeProperties[];
	/** The output field that identifies what a write made. Named in the report of what was already done. */
	idField?: string;
	/** Where a person looks to see whether a write took place whose answer was lost. */
	howToCheck?: string;
	execute(item: Item): Promise<INodeExecutionData[]>;
}

/** One entry of the Resource drop-down. */
export interface Resource {
	name: string;
	value: string;
	description: string;
	operations: Record<string, Operation>;
}

/** An operation is a write as soon as one of its endpoints is. */
export function effectOf(operation: Operation): Effect {
	return operation.endpoints.some((endpoint) => endpoint.effect === 'write') ? 'write' : 'read';
}

/**
 * Makes the node's whole form: the resource and operation drop-downs, every operation's fields, the options. All
 * drop-downs come first, so that a field can be shared by operations of several resources.
 */
export function describe(resources: Resource[]): INodeProperties[] {
	return [resourceDropDown(resources), ...resources.map(operationDropDown), ...fieldsOf(resources), options];
}

function resourceDropDown(resources: Resource[]): INodeProperties {
	const choices = resources.map(({ name, value, description }) => ({ name, value, description }));
	return dropDown('Resource', 'resource', choices, resources[0].value);
}

function operationDropDown(resource: Resource): INodeProperties {
	const choices = Object.entries(resource.operations).map(([value, { name, action, description }]) => ({
		name,
		value,
		action,
		description,
	}));
	const choice = dropDown('Operation', 'operation', choices, harmlessOperation(resource));
	return { ...choice, displayOptions: { show: { resource: [resource.value] } } };
}

function dropDown(
	displayName: string,
	name: string,
	choices: INodePropertyOptions[],
	initial: string,
): INodeProperties {
	// Not localeCompare(): n8n would wait for its rules at each start. The names begin in upper case and have no accents.
	const options = choices.sort((a, b) => (a.name < b.name ? -1 : 1));
	return { displayName, name, type: 'options', noDataExpression: true, options, default: initial };
}

/** Dropping the node on the canvas and running it must not send anything to anybody. */
function harmlessOperation(resource: Resource): string {
	const operations = Object.entries(resource.operations);
	const read = operations.find(([, operation]) => effectOf(operation) === 'read');
	return (read ?? operations[0])[0];
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
