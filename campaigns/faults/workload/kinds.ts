import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { World } from '../../../test/integration/support/worldOf';
import type { Thing } from '../match';
import type { Trouble } from '../trouble';

/** A node of the package, by the name of its runner in the world. */
export type NodeName = 'keynua' | 'dynamiCore' | 'firmafy' | 'mensatek';

/** Where a workload runs. */
export interface Place {
	world: World;
	trouble: Trouble;
	/** The sandbox's sample contract: two pages. */
	pdf: Buffer;
}

/** One write operation, done once for each of its cases. */
export interface WriteKind {
	node: NodeName;
	operation: string;
	parameters: INodeParameters;
	/** The output field with what the provider calls the thing that was made. */
	idField: string;
	/** The item that asks for a case. What is made of it carries the key. */
	item(place: Place, key: string): INodeExecutionData | Promise<INodeExecutionData>;
	/** What has to be at the provider before, made without faults. */
	prepare?(place: Place, keys: string[]): Promise<void>;
	/** Everything of this kind that is at the provider. */
	things(place: Place): Promise<Thing[]>;
}

/** What a read asks about. */
export interface Target {
	key: string;
	json: INodeExecutionData['json'];
	/** Why what came is not what the provider has, or undefined. */
	check(items: INodeExecutionData[], place: Place): Promise<string | undefined> | string | undefined;
}

/** One read operation, of whatever lies at the provider after the writes. */
export interface ReadKind {
	node: NodeName;
	operation: string;
	parameters: INodeParameters;
	/** What has to happen before each run. */
	before?(place: Place): Promise<void>;
	/** What there is to read; each is read many times. */
	targets(place: Place): Promise<Target[]>;
}

/** What the sandbox's control API answers. */
export async function controlList<T>({ world }: Place, path: string): Promise<T[]> {
	const { data, status } = await world.control.get(path);
	if (status !== 200) throw new Error(`${path}: ${status}`);
	return data as T[];
}

/** What a person at the provider's own pages would do. */
export async function act({ world }: Place, path: string, body: object = {}): Promise<void> {
	const { data, status } = await world.control.post(path, body);
	if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(data)}`);
}

const KEY = /(?:case|late)-\d{6}/;

/** The key in a text that a thing carries; '' for things that belong to no case. */
export const keyIn = (text: unknown): string => KEY.exec(String(text))?.[0] ?? '';

/** A check that one item came, with these values. */
export function same(expected: INodeExecutionData['json']) {
	return (items: INodeExecutionData[]): string | undefined => {
		if (items.length !== 1) return `${items.length} items came for one`;
		const wrong = Object.entries(expected).find(([name, value]) => items[0].json[name] !== value);
		return (
			wrong && `${wrong[0]} is ${JSON.stringify(items[0].json[wrong[0]])}, not ${JSON.stringify(wrong[1])}`
		);
	};
}

/** A check that all of a list came, each once. */
export function sameList(field: string, expected: unknown[]) {
	return (items: INodeExecutionData[]): string | undefined => {
		const came = items.map(({ json }) => String(json[field]));
		const isWhole = came.length === expected.length && expected.every((one) => came.includes(String(one)));
		return isWhole ? undefined : `${came.length} of ${expected.length} came`;
	};
}

/** A check that the file in `data` has these bytes. */
export function sameFile(expected: Buffer) {
	return async (items: INodeExecutionData[], { world }: Place): Promise<string | undefined> => {
		if (items.length !== 1) return `${items.length} items came for one`;
		const bytes = await world.engine.binary(items[0]);
		return bytes.equals(expected) ? undefined : `the file has ${bytes.length} of ${expected.length} bytes`;
	};
}
