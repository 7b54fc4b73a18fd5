import type { INodePropertyOptions } from 'n8n-workflow';

/** Keynua documentation, "Crear verificación de identidad", `documentType`; `global` is in Keynua's own example code. */
export const documentTypes: INodePropertyOptions[] = [
	{ name: 'Any Country (Global)', value: 'global' },
	{ name: 'Argentina: ID', value: 'ar-id' },
	{ name: 'Bolivia: ID', value: 'bo-id' },
	{ name: 'Brazil: Driving Licence (Denatran)', value: 'br-denatran' },
	{ name: 'Brazil: ID', value: 'br-id' },
	{ name: 'Chile: Cédula', value: 'cl-cedula' },
	{ name: 'Chile: Cédula Chilena (ch-Cedula)', value: 'ch-cedula' },
	{ name: 'Colombia: Cédula', value: 'co-cedula' },
	{ name: 'Costa Rica: ID', value: 'cr-id' },
	{ name: 'Cuba: ID', value: 'cu-id' },
	{ name: 'Dominican Republic: ID', value: 'do-id' },
	{ name: 'Ecuador: ID', value: 'ec-id' },
	{ name: 'El Salvador: DUI', value: 'sv-dui' },
	{ name: 'Guatemala: ID', value: 'gt-id' },
	{ name: 'Honduras: ID', value: 'hn-id' },
	{ name: 'Mexico: IFE or INE', value: 'mx-ife' },
	{ name: 'Nicaragua: ID', value: 'ni-id' },
	{ name: 'Panama: ID', value: 'pa-id' },
	{ name: 'Paraguay: ID', value: 'py-id' },
	{ name: 'Peru: Carné De Extranjería', value: 'pe-ce' },
	{ name: 'Peru: DNI', value: 'pe-dni' },
	{ name: 'Peru: DNI or Carné De Extranjería', value: 'pe-dni-ce' },
	{ name: 'Puerto Rico: ID', value: 'pr-id' },

	{ name: 'United States: ID', value: 'us-id' },
	{ name: 'Uruguay: ID', value: 'uy-id' },
	{ name: 'Venezuela: ID', value: 've-id' },
];
