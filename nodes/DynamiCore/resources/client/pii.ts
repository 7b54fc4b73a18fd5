import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { rowsOf } from '../../../runtime/item';

/** A client's personal data is open: each client type of a company defines its own fields. */
export const morePiiField: INodeProperties = {
	displayName: 'More Client Data',
	name: 'morePii',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add field',
	default: {},
	description: 'Further fields (pii) that the client type defines in DynamiCore',
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
					description: 'What the field is set to',
				},
			],
		},
	],
};

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

/** The rows of "More Client Data" as fields of `pii`. */
export function morePii(value: unknown): IDataObject {
	return Object.fromEntries(rowsOf(value).map(({ name, value: content }) => [String(name), content ?? '']));
}
