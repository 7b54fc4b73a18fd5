import type { INodeType, INodeTypeDescription, IVersionedNodeType } from 'n8n-workflow';

// Run by Node itself, which strips the types: no compiler is to be measured with the package. Prints one line of JSON.

/** How to load a package: files from `folder`, each with the class to make an instance of. */
export interface Load {
	/** A file from which `n8n-workflow` is found: what both packages need is loaded beforehand. */
	resolveFrom: string;
	classes: Array<{ file: string; name: string; argument?: object }>;
}

export interface Loaded {
	ms: number;
	heapBytes: number;
	descriptionBytes: number;
	operations: number;
}

const { createRequire } = process.getBuiltinModule('node:module');

function load({ resolveFrom, classes }: Load): Loaded {
	const load = createRequire(resolveFrom);
	load('n8n-workflow');
	global.gc?.();
	const heap = process.memoryUsage().heapUsed;
	const started = performance.now();
	const instances = classes.map(({ file, name, argument }) => new (load(file)[name])(argument));
	const ms = performance.now() - started;
	global.gc?.();
	const heapBytes = process.memoryUsage().heapUsed - heap;
	const descriptions = instances.flatMap(descriptionsOf);
	return {
		ms,
		heapBytes,
		descriptionBytes: Buffer.byteLength(JSON.stringify(descriptions)),
		operations: descriptions.reduce((sum, description) => sum + operationsOf(description), 0),
	};
}

/** One for each version that differs, as n8n gives them to the editor. Credentials have none. */
function descriptionsOf(instance: Partial<INodeType & IVersionedNodeType>): INodeTypeDescription[] {
	const versions = Object.values(instance.nodeVersions ?? {}).map(({ description }) => description);
	if (versions.length > 0) return [...new Map(versions.map((one) => [String(one.version), one])).values()];
	return instance.description ? [instance.description] : [];
}

function operationsOf({ properties }: INodeTypeDescription): number {
	const dropDowns = properties.filter(({ name, type }) => name === 'operation' && type === 'options');
	return dropDowns.reduce((sum, { options = [] }) => sum + options.length, 0);
}

process.stdout.write(JSON.stringify(load(JSON.parse(process.argv[2]))));
