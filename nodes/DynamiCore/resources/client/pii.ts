import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { rowsOf } from '../../../runtime/form/lists';
import type { Item } from '../../../runtime/form/item';

export const firstnameField: INodeProperties = {
	displayName: 'First Name',
	name: 'firstname',
	type: 'string',
	default: '',
	placeholder: 'e.g. Rafael',
	description: 'First name of the client (pii firstname)',
};

export const lastnameField: INodeProperties = {
	displayName: 'Last Name',
	name: 'lastname',
	type: 'string',
	default: '',
	placeholder: 'e.g. Lopez',
	description: 'Last name of the client (pii lastname)',
};

export const rfcField: INodeProperties = {
	displayName: 'RFC',
	name: 'rfc',
	type: 'string',
	default: '',
	placeholder: 'e.g. RALO101086GT4',
	description: 'Tax ID of the client in Mexico: 13 characters for a person, 12 for a company',
};

export const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	placeholder: 'name@email.com',
	default: '',
	description: 'E-mail address of the client (pii email)',
};

/** The form is made from the catalog of the chosen client type. */
export function typeFields(resourceMapperMethod: string): INodeProperties {
	return {
		displayName: 'Fields of the Client Type',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: ['clientType.value'],
			resourceMapper: {
				resourceMapperMethod,
				mode: 'add',
				valuesLabel: 'Client Data',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: true,
				supportAutoMap: true,
				hideNoDataError: true,
			},
		},
		displayOptions: { hide: { clientType: [''] } },
		description: 'Further data (pii) of the client, as the client type defines it in DynamiCore',
	};
}

/** What the catalog does not know. */
export const morePiiField: INodeProperties = {
	displayName: 'More Client Data',
	name: 'morePii',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add field',
	default: {},
	description: 'Further fields (pii) of the client, by their names in DynamiCore',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. phone',
					description: 'Name of the field in DynamiCore, such as phone or acta_constitutiva',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 5512345678',
					description: 'What the field is set to',
				},
			],
		},
	],
};

export const piiJsonField: INodeProperties = {
	displayName: 'More Client Data (JSON)',
	name: 'piiJson',
	type: 'json',
	default: '{}',
	placeholder: '{ "phone": "5512345678" }',
	description:
		'Further fields (pii) of the client as a JSON object, for values that are not texts. What the other fields say comes first.',
};

/** The personal data that the form gives besides the four fields that every client has. */
export function morePii(item: Item, { morePii: rows, piiJson }: IDataObject): IDataObject {
	const json = piiJson === undefined ? {} : item.parsedObject(piiJson, piiJsonField.displayName);
	return { ...json, ...rowPii(item, rows), ...mappedPii(item) };
}

function rowPii(item: Item, rows: unknown): IDataObject {
	const entries = rowsOf(rows).map(({ name, value }, index) => {
		if (name !== undefined) return [name, value ?? ''];
		throw item.invalidInput(
			`"${morePiiField.displayName}: Field ${index + 1}" has no "Name"`,
			'Fill in the name of the field, or take the row away.',
		);
	});
	return Object.fromEntries(entries) as IDataObject;
}

interface Mapping {
	mappingMode?: string;
	value?: IDataObject | null;
	schema?: Array<{ id: string; type?: string; removed?: boolean }> | null;
}

/** Fields that were left empty are not sent. Days are sent as days: that is how the documentation writes dates. */
function mappedPii(item: Item): IDataObject {
	const { schema, mappingMode, value: entered } = item.collection('fields') as Mapping;
	const isAutomatic = mappingMode === 'autoMapInputData';
	const values = isAutomatic ? item.context.getInputData()[item.index].json : (entered ?? {});
	const entries = (schema ?? []).flatMap(({ id, type, removed }) => {
		const value = removed ? undefined : mapped(item, type, values[id], `Fields of the Client Type: ${id}`);
		return value === undefined ? [] : [[id, value]];
	});
	return Object.fromEntries(entries) as IDataObject;
}

function mapped(item: Item, type: string | undefined, value: unknown, label: string): unknown {
	if (type === 'number' || type === 'boolean') return item.cell(type, value, label);
	const read = item.cell(typeof value === 'object' ? 'json' : 'string', value, label);
	return type === 'dateTime' && read !== undefined ? item.day(read, label) : read;
}
