import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { Endpoint } from '../../runtime/operation';
import { readCatalog, type Catalog } from '../catalog';
import { dynamiCoreRequest } from '../transport';

const clients: Endpoint = { method: 'GET', path: '/v1/catalog/fields/client', effect: 'read' };
const products: Endpoint = { method: 'GET', path: '/v1/catalog/fields/product', effect: 'read' };

/** The client types of the company with their fields ("Catalog of Type of Client"). */
export async function readClientCatalog(context: ILoadOptionsFunctions): Promise<Catalog> {
	return readCatalog(await dynamiCoreRequest(context, clients));
}

/** The product types of the company with their fields ("Catalog of product templates"). */
export async function readProductCatalog(context: ILoadOptionsFunctions): Promise<Catalog> {
	return readCatalog(await dynamiCoreRequest(context, products));
}
