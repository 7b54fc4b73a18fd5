import type { INodeProperties } from 'n8n-workflow';

/** What else Keynua takes when a verification is created. The names are those of its request. */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Account Name',
			name: 'accountName',
			type: 'string',
			default: '',
			description:
				'Name of the company that asks, as the person sees it. When left out, the name of your account.',
		},
		{
			displayName: 'Address Match Score',
			name: 'addressMatchScore',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: 80,
			description: 'How well the address has to match, from 0 to 100',
		},
		{
			displayName: 'Countries',
			name: 'countries',
			type: 'string',
			default: '',
			placeholder: 'e.g. PER, COL',
			description:
				'Countries whose documents are accepted, as comma-separated codes of three letters. Only with a 3D scan.',
		},
		{
			displayName: 'Disable Initial Notification',
			name: 'disableInitialNotification',
			type: 'boolean',
			default: true,
			description: 'Whether Keynua sends no invitation, because you send the link yourself',
		},
		{
			displayName: 'Document Scan',
			name: 'documentScanVersion',
			type: 'options',
			options: [
				{ name: 'Simple', value: 1, description: 'A photo of the document' },
				{
					name: '3D',
					value: 2,
					description: 'A guided scan that reads the document and checks that it is real',
				},
			],
			default: 1,
			description: 'How the identity document is scanned',
		},
		{
			displayName: 'Document Side',
			name: 'documentSide',
			type: 'options',
			options: [
				{ name: 'Both', value: 'both' },
				{ name: 'Front', value: 'front' },
			],
			default: 'front',
			description:
				'Which sides of the DNI are checked, and read for userIdInfo. Only for the Peruvian DNI; when left out, the document is not checked.',
		},
		{
			displayName: 'Full Name',
			name: 'userFullName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Manuel Silva',
			description: 'Full name of the person',
		},
		{
			displayName: 'ID Types',
			name: 'idTypes',
			type: 'multiOptions',
			options: [
				{ name: 'Driver License', value: 'Driver License' },
				{ name: 'ID Card', value: 'ID Card' },
				{ name: 'Passport', value: 'Passport' },
			],
			default: [],
			description: 'Kinds of document that are accepted. Only with a 3D scan.',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: [
				{ name: 'English', value: 'en' },
				{ name: 'Spanish', value: 'es' },
			],
			default: 'es',
			description: 'Language in which the person is guided',
		},
		{
			displayName: 'Reference',
			name: 'reference',
			type: 'string',
			default: '',
			placeholder: 'e.g. onboarding-118',
			description:
				'Your own reference, by which the verification can be found and which comes back with every webhook',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Liveness', value: 'liveness', description: 'A 3D liveness check' },
				{ name: 'Selfie', value: 'selfie', description: 'A selfie, compared with the register (RENIEC)' },
				{ name: 'Smile', value: 'smile', description: 'A video in which the person smiles (beta)' },
				{
					name: 'Video',
					value: 'video',
					description: 'A selfie, and a video in which the person says a code of six digits',
				},
			],
			default: 'video',
			description: 'What the person has to do to show that it is them',
		},
	],
};
