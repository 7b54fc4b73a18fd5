import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { commaSeparated, rowsOf } from '../../../../runtime/form/lists';
import type { Item } from '../../../../runtime/form/item';
import { civilStatusCell } from './civilStatus';
import { attributesOf, fieldsOf, signerIndex, type Cell } from './cells';

const TITLE = 'Cavali Promissory Note';
const LONGEST_DOMICILE = 100;

const yesOrNo: Array<[string, string]> = [
	['1', 'Yes'],
	['2', 'No'],
];

/** "Cavali": the attributes of the note. */
const noteCells: Cell[] = [
	{
		name: 'banking',
		label: 'Banking Code',
		kind: 'whole',
		description: 'Código de banca, as Cavali assigned it',
	},
	{
		name: 'product',
		label: 'Product Code',
		kind: 'whole',
		description: 'Código de producto, as Cavali assigned it',
	},
	{
		name: 'uniqueCode',
		label: 'Client Code',
		kind: 'whole',
		description: 'Código único del cliente: the client’s number at your company',
	},
	{ name: 'creditNumber', label: 'Credit Number', kind: 'whole', description: 'Número de crédito' },
	{ name: 'amount', label: 'Amount', kind: 'decimal', description: 'Monto del pagaré, such as 1500.50' },
	{
		name: 'currency',
		label: 'Currency',
		kind: 'numberedChoice',
		description: 'Moneda del pagaré',
		choices: [
			['1', 'Soles (S/)'],
			['2', 'US Dollars (US$)'],
		],
	},
	{ name: 'issuedDate', label: 'Issued On', kind: 'day', description: 'Fecha de emisión' },
	{ name: 'issuedPlace', label: 'Issued At', kind: 'text', description: 'Lugar de emisión, such as Lima' },
	{ name: 'expirationDate', label: 'Expires On', kind: 'day', description: 'Fecha de caducidad' },
	{
		name: 'conditionJustSign',
		label: 'Condition',
		kind: 'numberedChoice',
		description: 'Condición del pagaré (conditionJustSign)',
		choices: yesOrNo,
	},
	{
		name: 'special',
		label: 'Special',
		kind: 'numberedChoice',
		description: 'Indicador de pagaré especial',
		choices: yesOrNo,
	},
	{
		name: 'compensatoryInterestAmount',
		label: 'Interest',
		kind: 'decimal',
		description: 'Interés compensatorio sobre el monto',
	},
	{ name: 'periodOne', label: 'Period 1', kind: 'whole', description: 'Período de capitalización 1' },
	{
		name: 'compensatoryInterestArrears',
		label: 'Arrears Interest',
		kind: 'decimal',
		description: 'Interés compensatorio por el período de morosidad',
	},
	{ name: 'periodTwo', label: 'Period 2', kind: 'whole', description: 'Período de capitalización 2' },
	{
		name: 'interestArrears',
		label: 'Default Interest',
		kind: 'decimal',
		description: 'Interés moratorio del periodo',
	},
	{
		name: 'specialClauses',
		label: 'Special Clauses',
		kind: 'text',
		description: 'Cláusulas especiales que pueda contener el pagaré',
	},
	{
		name: 'token',
		label: 'Validation Token',
		kind: 'text',
		description: 'Token de validación de firmas para proveedores',
	},
	{ name: 'additionalField1', label: 'Additional Field 1', kind: 'text', description: 'Campo adicional 1' },
	{ name: 'additionalField2', label: 'Additional Field 2', kind: 'text', description: 'Campo adicional 2' },
];

const signerNumber: INodeProperties = {
	displayName: 'Signer Number',
	name: 'signer',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description: 'Which row of “Signers” the person is: 1 is the first',
};

/** "Cliente Cavali" and "Garantías Cavali" have these in common. */
const personCells: Cell[] = [
	civilStatusCell,
	{ name: 'domicile', label: 'Domicile', kind: 'text', description: 'Domicilio: at most 100 characters' },
];

const representativesField: INodeProperties = {
	displayName: 'Agents',
	name: 'representatives',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2, 3',
	description: 'Which rows of “Signers” act for the person (representantes), comma-separated',
};

const clientFields: INodeProperties[] = [
	{ ...signerNumber, displayName: 'Client: Signer Number', name: 'clientSigner' },
	...fieldsOf(
		personCells.map((cell) => ({ ...cell, label: `Client: ${cell.label}`, name: `client_${cell.name}` })),
	),
	{ ...representativesField, displayName: 'Client: Agents' },
];

const guarantorFields = [signerNumber, ...fieldsOf(personCells), representativesField];

const guarantors: INodeProperties = {
	displayName: 'Guarantors',
	name: 'guarantees',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add guarantor',
	default: {},
	description: 'People who guarantee the note (garantías)',
	options: [{ displayName: 'Guarantor', name: 'guarantor', values: guarantorFields }],
};

const otherAttributes: INodeProperties = {
	displayName: 'More (JSON)',
	name: 'otherAttributes',
	type: 'json',
	default: '{}',
	description: 'Attributes of the note that this form does not have, such as a third period',
};

const noteFields = [...fieldsOf(noteCells), ...clientFields, guarantors, otherAttributes];

/** The form for a Peruvian electronic promissory note (`flags.cavaliData`). */
export const cavaliField: INodeProperties = {
	displayName: TITLE,
	name: 'cavaliNote',
	type: 'fixedCollection',
	placeholder: 'Fill in',
	default: {},
	description:
		'Peruvian electronic promissory note (pagaré) to register with CAVALI. Keynua has to enable it for your account.',
	options: [{ displayName: 'Promissory Note', name: 'note', values: noteFields }],
};

/** Reads the form into `flags.cavaliData`; undefined when it was not filled in. */
export function cavaliData(item: Item, value: unknown, signerCount: number): IDataObject | undefined {
	const [row] = rowsOf(value);
	if (!row) return undefined;
	const client = {
		signer: row.clientSigner,
		civilStatus: row.client_civilStatus,
		domicile: row.client_domicile,
	};
	const people = new People(item, signerCount);
	const representatives = people.representatives(row, `${TITLE}: Client: Agents`);
	const guarantees = rowsOf(row.guarantees).map((guarantor, index) => people.guarantor(guarantor, index + 1));
	const others = row.otherAttributes;
	return {
		...attributesOf(item, noteCells, row, TITLE),
		client: people.person(client, `${TITLE}: Client`),
		...(representatives.length > 0 && { representatives }),
		...(guarantees.length > 0 && { guarantees }),
		...(others !== undefined && item.parsedObject(others, `${TITLE}: More (JSON)`)),
	};
}

class People {
	constructor(
		private readonly item: Item,
		private readonly signerCount: number,
	) {}

	person(row: IDataObject, title: string): IDataObject {
		const attributes = attributesOf(this.item, personCells, row, title);
		if (String(attributes.domicile ?? '').length > LONGEST_DOMICILE) {
			throw this.item.invalidInput(
				`"${title}: Domicile" is longer than ${LONGEST_DOMICILE} characters`,
				'Shorten it.',
			);
		}
		return { userId: this.index(row.signer, `${title}: Signer Number`), ...attributes };
	}

	/** Of a guarantor, the attribute's name has no s ("Garantías Cavali"). */
	guarantor(row: IDataObject, number: number): IDataObject {
		const title = `${TITLE}: Guarantor ${number}`;
		const representative = this.representatives(row, `${title}: Agents`);
		return { ...this.person(row, title), ...(representative.length > 0 && { representative }) };
	}

	representatives(row: IDataObject, label: string): IDataObject[] {
		return commaSeparated(row.representatives).map((number) => ({ userId: this.index(number, label) }));
	}

	private index(value: unknown, label: string): number {
		return signerIndex(this.item, value, this.signerCount, label);
	}
}
