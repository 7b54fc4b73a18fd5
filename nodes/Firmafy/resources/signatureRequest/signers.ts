import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from '../../../runtime/form/item';
import { email, mobile } from '../../people';

/** In the order in which people think of them, not in that of the alphabet. */
const signerFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ana García López',
		description: 'Full name of the person (nombre)',
	},
	{
		displayName: 'DNI or NIE',
		name: 'nif',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12345678A',
		description: 'Number of the identity document (nif). Dots, spaces and dashes are taken away.',
	},
	{
		displayName: 'Role',
		name: 'role',
		type: 'string',
		default: '',
		placeholder: 'e.g. Worker',
		description: 'A word of yours for what the person is in this document (cargo), such as worker or tenant',
	},
	{
		displayName: 'Mobile',
		name: 'mobile',
		type: 'string',
		default: '',
		placeholder: 'e.g. 600123456',
		description:
			'Mobile number for the one-time code, which always goes by SMS (telefono). Numbers of other countries need their prefix, with the +.',
	},
	{
		displayName: 'Notify By',
		name: 'notifyBy',
		type: 'options',
		options: [
			{ name: 'Email', value: 'email' },
			{ name: 'Email and SMS', value: 'email,sms' },
			{ name: 'SMS', value: 'sms' },
		],
		default: 'email',
		description:
			'How the person hears of the request and gets the signed copy (type_notifications). An SMS takes one from the plan.',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'name@email.com',
		description: 'Address of the person. It may stay empty only for those who are notified by SMS alone.',
	},
	{
		displayName: 'Signs As',
		name: 'signsAs',
		type: 'options',
		options: [
			{
				name: 'Natural Person',
				value: 'natural',
				description: 'For themselves (persona física)',
			},
			{
				name: 'Legal Person',
				value: 'legal',
				description: 'For a company or another body (persona jurídica)',
			},
		],
		default: 'natural',
		description: 'Whom the person signs for',
	},
	{
		displayName: 'Company',
		name: 'company',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ejemplo, S.L.',
		displayOptions: { show: { signsAs: ['legal'] } },
		description: 'Name of the company that the person signs for (empresa)',
	},
	{
		displayName: 'CIF',
		name: 'cif',
		type: 'string',
		default: '',
		placeholder: 'e.g. B11111111',
		displayOptions: { show: { signsAs: ['legal'] } },
		description: 'Tax ID of the company (cif)',
	},
];

/** The form for the people who sign ("signer"). */
export const signersField: INodeProperties = {
	displayName: 'Signers',
	name: 'signers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add signer',
	default: {},
	required: true,
	description: 'The people who sign. Their order counts for "Sign in Order" and for the signature boxes.',
	options: [{ displayName: 'Signer', name: 'signer', values: signerFields }],
};

/** Reads the form into the list that is sent as `signer`. */
export function signers(item: Item): IDataObject[] {
	const rows = item.rows('signers');
	if (rows.length === 0)
		throw item.invalid('signers', 'is empty', 'Add at least one person with "Add signer".');
	return rows.map((row, index) => signer(item, row, `Signer ${index + 1}`));
}

function signer(item: Item, row: IDataObject, label: string): IDataObject {
	const filled = (name: string, shown: string) => {
		const text = String(row[name] ?? '').trim();
		if (text !== '') return text;
		throw item.invalidInput(`"${label}" has no "${shown}"`, 'Firmafy needs it for the signature to hold.');
	};
	const smsOnly = row.notifyBy === 'sms';
	return {
		nombre: filled('name', 'Name'),
		nif: compact(filled('nif', 'DNI or NIE')),
		cargo: filled('role', 'Role'),
		// "solo en caso de que se use "type_notifications" : "sms" el parámetro email puede ir vacío"
		email: smsOnly && row.email === undefined ? '' : email(item, row.email, `${label}: Email`),
		telefono: mobile(item, filled('mobile', 'Mobile'), `${label}: Mobile`),
		...(row.signsAs === 'legal' && {
			empresa: filled('company', 'Company'),
			cif: compact(filled('cif', 'CIF')),
		}),
		type_notifications: String(row.notifyBy ?? 'email'),
	};
}

function compact(number: string): string {
	return number.replace(/[\s.-]/g, '').toUpperCase();
}
