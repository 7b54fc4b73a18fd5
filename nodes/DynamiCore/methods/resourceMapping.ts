import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { fieldsOfType, type CatalogField } from '../catalog';
import { readClientCatalog } from './catalogs';

/** They have fields of their own in the form: every client has them, whatever its type. */
const OWN_FIELDS = ['firstname', 'lastname', 'rfc', 'email'];

/** The fields that a client of the chosen type has, with those that a new client must have. */
export async function getNewClientFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await formOf(this, true);
}

/** The same for a client that exists: nothing is required. */
export async function getClientFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await formOf(this, false);
}

async function formOf(context: ILoadOptionsFunctions, mayRequire: boolean): Promise<ResourceMapperFields> {
	const clientType = String(context.getNodeParameter('clientType', '', { extractValue: true }));
	if (clientType === '') return nothing('Choose a client type to see its fields.');
	const fields = fieldsOfType(await readClientCatalog(context), clientType)
		.filter(({ name, type }) => !OWN_FIELDS.includes(name) && type !== 'file')
		.map((field) => mapperField(field, mayRequire));
	return fields.length > 0
		? { fields }
		: nothing('The catalog of DynamiCore knows no more fields of this client type. Use “More Client Data”.');
}

const nothing = (emptyFieldsNotice: string): ResourceMapperFields => ({ fields: [], emptyFieldsNotice });

function mapperField(
	{ name, label, type, required, options }: CatalogField,
	mayRequire: boolean,
): ResourceMapperField {
	return {
		id: name,
		displayName: label,
		type: type as ResourceMapperField['type'],
		required: required && mayRequire,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		...(options && { options }),
	};
}
