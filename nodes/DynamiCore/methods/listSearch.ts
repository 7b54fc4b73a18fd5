import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import type { Endpoint } from '../../runtime/operation';
import type { CatalogField, CatalogType } from '../catalog';
import { currencies } from '../currencies';
import { dynamiCoreRequest } from '../transport';
import { readClientCatalog, readProductCatalog } from './catalogs';

const clientsEndpoint: Endpoint = { method: 'GET', path: '/private/clients', effect: 'read' };
/** As many as a person still looks through; the search works on all. */
const MOST_SHOWN = 200;

/** The clients of the company by name, RFC and ID. DynamiCore has no search, so the filter works on the whole list. */
export async function searchClients(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const clients = await dynamiCoreRequest(this, clientsEndpoint);
	const withId = clients.filter(({ id }) => typeof id === 'number' || typeof id === 'string');
	return listed(withId.map(clientEntry), filter);
}

function clientEntry({ id, pii }: IDataObject): INodeListSearchItems {
	const { firstname, lastname, rfc } = (pii ?? {}) as IDataObject;
	const name = [firstname, lastname].filter(Boolean).join(' ');
	const facts = [rfc, id].filter(Boolean).join(', ');
	return { name: name === '' ? facts : `${name} (${facts})`, value: id as string | number };
}

/** The client types of the company, by name. */
export async function searchClientTypes(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return listed((await readClientCatalog(this)).types.map(typeEntry), filter);
}

/** The product types of the company, by name. */
export async function searchProductTypes(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return listed((await readProductCatalog(this)).types.map(typeEntry), filter);
}

const typeEntry = ({ id, name }: CatalogType): INodeListSearchItems => ({
	name: `${name} (${id})`,
	value: id,
});

/** The fields of all client types that hold files. A catalog that types no field so may mean any of them. */
export async function searchDocumentFields(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { types, fields } = await readClientCatalog(this);
	const all = [...types.flatMap((type) => type.fields), ...fields];
	const files = all.filter(({ type }) => type === 'file');
	const byName = new Map((files.length > 0 ? files : all).map((field) => [field.name, field]));
	return listed([...byName.values()].map(fieldEntry), filter);
}

const fieldEntry = ({ name, label }: CatalogField): INodeListSearchItems => ({
	name: label === name ? name : `${label} (${name})`,
	value: name,
});

/** The currencies of ISO 4217 whose code, number or name holds the text that the person types. */
export async function searchCurrencies(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const found = currencies.filter(({ code, number, name }) =>
		`${code} ${number} ${name}`.toLowerCase().includes(wanted),
	);
	return { results: found.map(({ code, number, name }) => ({ name: `${code}: ${name}`, value: number })) };
}

function listed(entries: INodeListSearchItems[], filter: string): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	const found = entries.filter(({ name }) => name.toLowerCase().includes(wanted));
	return { results: found.sort((a, b) => a.name.localeCompare(b.name)).slice(0, MOST_SHOWN) };
}
