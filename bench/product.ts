import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICredentialType, INodeType, INodeTypeDescription } from 'n8n-workflow';

/** Where the build lies that is measured: a folder with `dist` in it. */
export const PRODUCT_FOLDER = 'BENCH_PRODUCT_FOLDER';

const root = join(__dirname, '..');

export function productFolder(): string {
	return process.env[PRODUCT_FOLDER] ?? root;
}

/** A module of the build, as n8n would load it. */
export function built<T>(path: string): T {
	return createRequire(__filename)(join(productFolder(), 'dist', path)) as T;
}

export function builtNode(provider: string, name = provider): INodeType {
	const classes = built<Record<string, new () => INodeType>>(`nodes/${provider}/${name}.node.js`);
	return new classes[name]();
}

export function builtCredential(name: string): ICredentialType {
	const classes = built<Record<string, new () => ICredentialType>>(`credentials/${name}.credentials.js`);
	return new classes[name]();
}

/** An ID as the form wants it: some fields are lists from which one chooses, with a mode and a value. */
export function idValue({ properties }: INodeTypeDescription, name: string, value: string) {
	const isLocator = properties.some((field) => field.name === name && field.type === 'resourceLocator');
	return isLocator ? { __rl: true as const, mode: 'id', value } : value;
}
