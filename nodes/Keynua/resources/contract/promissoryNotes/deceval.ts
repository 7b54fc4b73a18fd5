import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { rowsOf } from '../../../../runtime/form/lists';
import type { Item } from '../../../../runtime/form/item';
import { attributesOf, fieldsOf, type Cell } from './cells';

const TITLE = 'Deceval Promissory Note';

const idTypes: Array<[string, string]> = [
	['1', 'Citizen Card (Cédula De Ciudadanía)'],
	['2', 'Foreigner Card (Cédula De Extranjería)'],
];

/** "Estructura del Pagaré", `promissoryNote`. */
const noteCells: Cell[] = [
	{
		name: 'tipoPagare',
		label: 'Type',
		kind: 'choice',
		description: 'Tipo de pagaré',
		choices: [
			['1', 'Filled In (Diligenciado)'],
			['2', 'Blank with Instructions (En Blanco)'],
		],
	},
	{ name: 'numCredito', label: 'Credit Number', kind: 'text', description: 'Número de crédito' },
	{ name: 'numReferencia', label: 'Reference Number', kind: 'text', description: 'Número de referencia' },
	{
		name: 'numPagareEntidad',
		label: 'Note Number',
		kind: 'text',
		description: 'Número del pagaré de la entidad',
	},
	{ name: 'fechaVencimientoFinanciero', label: 'Due On', kind: 'day', description: 'Fecha de vencimiento' },
	{
		name: 'creditoReembolsableEn',
		label: 'Repayable In',
		kind: 'numberedChoice',
		description: 'Tipo de moneda del desembolso (creditoReembolsableEn)',
		choices: [
			['1', 'URV'],
			['2', 'Pesos'],
			['3', 'Dollars'],
			['4', 'Others'],
		],
	},
	{
		name: 'valorPesosDesembolso',
		label: 'Amount',
		kind: 'whole',
		description: 'Valor de desembolso: whole pesos',
	},
	{
		name: 'valorPesosDesembolsoLetras',
		label: 'Amount in Words',
		kind: 'text',
		description: 'Valor de desembolso representado en texto, such as DIEZ MIL',
	},
	{
		name: 'otorganteTipoId',
		label: 'Grantor: ID Type',
		kind: 'choice',
		description: 'Tipo de documento del otorgante',
		choices: idTypes,
	},
	{
		name: 'otorganteNumId',
		label: 'Grantor: ID No.',
		kind: 'text',
		description: 'Número de documento del otorgante. One of the signers has it as prefilled documentNumber.',
	},
	{
		name: 'apoderadoTipoId',
		label: 'Attorney: ID Type',
		kind: 'choice',
		description: 'Tipo de documento del apoderado',
		choices: idTypes,
	},
	{
		name: 'apoderadoNumId',
		label: 'Attorney: ID No.',
		kind: 'text',
		description: 'Número de documento del apoderado. One of the signers has it as prefilled documentNumber.',
	},
	{
		name: 'ciudadCreacion',
		label: 'City',
		kind: 'text',
		description: 'Ciudad de creación del pagaré: its code, such as 11001',
	},
	{
		name: 'deptoCreacion',
		label: 'Department',
		kind: 'text',
		description: 'Departamento de creación del pagaré: its code, such as 11',
	},
	{
		name: 'paisCreacion',
		label: 'Country',
		kind: 'text',
		description: 'País de creación del pagaré, such as CO',
	},
];

/** "CodeudoresAvalistas". */
const partyCells: Cell[] = [
	{
		name: 'idRol',
		label: 'Role',
		kind: 'choice',
		description: 'Rol del participante',
		choices: [
			['6', 'Co-Debtor (Codeudor)'],
			['7', 'Guarantor (Avalista)'],
		],
	},
	{
		name: 'giradorTipoId',
		label: 'ID Type',
		kind: 'choice',
		description: 'Tipo de documento del participante',
		choices: idTypes,
	},
	{
		name: 'giradorNumId',
		label: 'ID Number',
		kind: 'text',
		description:
			'Número de documento del participante. One of the signers has it as prefilled documentNumber.',
	},
];

const partyFields = fieldsOf(partyCells);

const parties: INodeProperties = {
	displayName: 'Co-Debtors and Guarantors',
	name: 'parties',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add person',
	default: {},
	description: 'Lista de codeudores y avalistas',
	options: [{ displayName: 'Person', name: 'party', values: partyFields }],
};

const noteFields = [...fieldsOf(noteCells), parties];

/** The form for a Colombian electronic promissory note (`flags.decevalData.promissoryNote`). */
export const decevalField: INodeProperties = {
	displayName: TITLE,
	name: 'decevalNote',
	type: 'fixedCollection',
	placeholder: 'Fill in',
	default: {},
	description:
		'Colombian electronic promissory note to register with Deceval. Register the people first, with the resource Promissory Note Issuer. Keynua has to enable it for your account.',
	options: [{ displayName: 'Promissory Note', name: 'note', values: noteFields }],
};

/** Reads the form into `flags.decevalData`; undefined when it was not filled in. */
export function decevalData(item: Item, value: unknown): IDataObject | undefined {
	const [row] = rowsOf(value);
	if (!row) return undefined;
	const list = rowsOf(row.parties).map((party, index) =>
		attributesOf(item, partyCells, party, `${TITLE}: Person ${index + 1}`),
	);
	const note = attributesOf(item, noteCells, row, TITLE);
	return {
		promissoryNote: { ...note, ...(list.length > 0 && { listaCodeudoresAvalistasPagare: list }) },
	};
}
