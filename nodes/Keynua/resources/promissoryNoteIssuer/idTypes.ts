import type { INodePropertyOptions } from 'n8n-workflow';

/** "1" and "2" are what Deceval calls the two kinds of Colombian document. */
export const idTypes: INodePropertyOptions[] = [
	{ name: 'Citizen Card (Cédula De Ciudadanía)', value: '1' },
	{ name: 'Foreigner Card (Cédula De Extranjería)', value: '2' },
];
