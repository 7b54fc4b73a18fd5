import type { INodeProperties } from 'n8n-workflow';
import { ignoreDuplicates } from '../runtime/webhook/duplicates';
import { documentMatches, IDENTITY, services, statuses } from './events';
import { checkNames } from './verdict';

/** In per cent. Mensatek documents no threshold: our guess, which a person can change. */
const MINIMUM_LIKENESS = 80;

export const triggerFields: INodeProperties[] = [
	{
		displayName:
			'Mensatek has one address for all reports of an account, and no way to register it by itself. In its panel, under Your Data → Configure Account → API, enter the URL above, the format JSON or FORM-DATA, and the user and password of the credential. Entering the test URL there takes the place of the production URL: put that back when you are done.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'service',
		type: 'options',
		options: services,
		default: IDENTITY,
		description:
			'Service whose reports start the workflow (Servicio). The account’s one address gets all kinds.',
	},
	{
		displayName: 'Other Services',
		name: 'otherServices',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. SMSRECIBIDO',
		displayOptions: { show: { service: ['others'] } },
		description: 'Comma-separated names, as Mensatek writes them in Servicio',
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: statuses,
		default: [],
		description: 'Statuses that start the workflow (Estado)',
		hint: 'When none is chosen here or under Other Statuses, all of them do',
	},
	{
		displayName: 'Other Statuses',
		name: 'otherStatuses',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5001, 5100',
		description: 'Numbers of further statuses from Mensatek’s list, separated by commas or spaces',
	},
	{
		displayName: 'Document Match',
		name: 'documentMatch',
		type: 'options',
		options: documentMatches,
		default: 'any',
		description: 'Whether the workflow starts by what the result says about the document',
	},
	{
		displayName: 'Download Certificate',
		name: 'downloadCertificate',
		type: 'boolean',
		default: false,
		description:
			'Whether to fetch the certificate PDF when Mensatek reports that it is available (status 5100)',
	},
	{
		displayName: 'Output Data Field Name',
		name: 'outputDataFieldName',
		type: 'string',
		default: 'data',
		required: true,
		displayOptions: { show: { downloadCertificate: [true] } },
		description: 'Name of the binary field for the certificate',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Checks',
				name: 'checks',
				type: 'multiOptions',
				options: checkNames,
				default: [],
				description:
					'What must have been checked and passed before a person counts as verified. When none is chosen: all that the report speaks of.',
			},
			ignoreDuplicates,
			{
				displayName: 'Minimum Likeness',
				name: 'minimumLikeness',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: MINIMUM_LIKENESS,
				description:
					'How much the face must be that of the document, in per cent, before a person counts as verified (ParecidoPersonaDNI). 80 is our guess: Mensatek documents no threshold. With 0 it does not matter.',
			},
		],
	},
];
