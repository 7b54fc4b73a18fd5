import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { readClientCatalog } from './clientCatalog';

/** The client types of the company, by name. */
export async function getClientTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await readClientCatalog(this)).types
		.map(({ id, name, description }) => ({ name: `${name} (${id})`, value: id, description }))
		.sort((a, b) => a.name.localeCompare(b.name));
}
