import {
	deepCopy,
	type IExecuteFunctions,
	type INodeParameters,
	type INodeProperties,
	type NodeParameterValueType,
} from 'n8n-workflow';

/** The values of a run's parameters that are the same for all items, by name, and the parameters as they were entered. */
interface Known {
	entered: INodeParameters;
	values: Map<string, NodeParameterValueType | object>;
}

const known = new WeakMap<IExecuteFunctions, Known>();

/**
 * What a field of the node holds for one item. n8n looks the field up in the whole form and walks through its value at
 * every call, so a field without an expression in it is read once per run. Whoever gets an object may change it: each
 * item has one of its own.
 */
export function readParameter(
	context: IExecuteFunctions,
	{ name, type }: INodeProperties,
	index: number,
): unknown {
	const { entered, values } = knownOf(context);
	if (values.has(name)) return deepCopy(values.get(name));
	const value = context.getNodeParameter(name, index, null, { extractValue: type === 'resourceLocator' });
	if (Object.hasOwn(entered, name) && !hasExpression(entered[name])) values.set(name, deepCopy(value));
	return value;
}

function knownOf(context: IExecuteFunctions): Known {
	const one = known.get(context) ?? { entered: context.getNode().parameters, values: new Map() };
	known.set(context, one);
	return one;
}

/** In n8n, a text is an expression when it begins with an equals sign. */
function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (value === null || typeof value !== 'object') return false;
	return Object.values(value).some(hasExpression);
}
