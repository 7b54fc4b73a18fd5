import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { rowsOf } from '../../../runtime/form/lists';
import type { Item } from '../../../runtime/form/item';

/** In the order in which people think of them. */
const person: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Rafael Lopez',
		description: 'Full name of the person',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'name@email.com',
		default: '',
		description: 'Where Mifiel writes to the person',
	},
];

const taxId: INodeProperties = {
	displayName: 'Tax ID (RFC)',
	name: 'taxId',
	type: 'string',
	default: '',
	placeholder: 'e.g. RALO101086GT4',
	description: 'RFC of the person, which has to be that of the e.firma they sign with',
};

export const signatoriesField: INodeProperties = {
	displayName: 'Signatories',
	name: 'signatories',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add signatory',
	default: {},
	required: true,
	description: 'The people who have to sign',
	options: [{ displayName: 'Signatory', name: 'signatory', values: [...person, taxId] }],
};

export const viewersField: INodeProperties = {
	displayName: 'Viewers',
	name: 'viewers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add viewer',
	default: {},
	description: 'People who are told whenever somebody signs, and who get a copy of the signed document',
	options: [{ displayName: 'Viewer', name: 'viewer', values: person }],
};

/** The people who sign, as the request's `signatories`. */
export function signatories(item: Item): IDataObject[] {
	const rows = item.rows('signatories');
	if (rows.length === 0) {
		throw item.invalid('signatories', 'is empty', 'Add at least one person with "Add signatory".');
	}
	return rows.map((row, index) => {
		const label = `Signatory ${index + 1}`;
		const tax_id = filled(item, row.taxId, label, taxId).toUpperCase();
		return { ...nameAndEmail(item, row, label), tax_id };
	});
}

/** The people who look on, as the request's `viewers`. */
export function viewers(item: Item, value: unknown): IDataObject[] {
	return rowsOf(value).map((row, index) => nameAndEmail(item, row, `Viewer ${index + 1}`));
}

function nameAndEmail(item: Item, row: IDataObject, label: string): { name: string; email: string } {
	const [nameField, emailField] = person;
	const name = filled(item, row.name, label, nameField);
	const email = filled(item, row.email, label, emailField);
	if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return { name, email };
	throw item.invalidInput(`"${label}: Email" is not an e-mail address: ${email}`, 'Check the address.');
}

function filled(item: Item, value: unknown, label: string, { displayName }: INodeProperties): string {
	const text = String(value ?? '').trim();
	if (text !== '') return text;
	throw item.invalidInput(`"${label}" has no "${displayName}"`, 'Fill it in.');
}
