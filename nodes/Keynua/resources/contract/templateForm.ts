import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { documentTypes } from '../../documentTypes';

/** "Documentos de identidad soportados": as for verifications, without the mixed Peruvian one, and with passports. */
const contractDocumentTypes: INodePropertyOptions[] = [
	...documentTypes.filter(({ value }) => value !== 'pe-dni-ce'),
	{ name: 'Passport', value: 'passport' },
];

const signersOnly = { show: { type: ['signers'] } };

/** A switch of a group of signers: off is what happens when it is not added. */
function groupSwitch(displayName: string, name: string, description: string): INodeProperties {
	return { displayName, name, type: 'boolean', default: true, description: `Whether ${description}` };
}

/** "Signers": the settings that fewer people need, with Keynua's own names. */
const signerSettings: INodeProperties[] = [
	groupSwitch('All Views at Once', 'allViewsAtOnce', 'all steps are shown on one page, below each other'),
	{
		displayName: 'Countries',
		name: 'countries',
		type: 'string',
		default: '',
		placeholder: 'e.g. PER, COL',
		description:
			'Countries whose documents are accepted, as comma-separated codes of three letters. Only with a 3D scan.',
	},
	groupSwitch(
		'Deny Instructions Grade',
		'denyInstructionsGrade',
		'people whom RENIEC lists as illiterate or with special education are refused. Keynua does so for contracts when this is not added.',
	),
	groupSwitch('Disable Notification', 'disableNotification', 'the invitation by e-mail is left out'),
	groupSwitch('Disable Reminder', 'disableReminder', 'the reminder is left out'),
	{
		displayName: 'Document Name',
		name: 'documentName',
		type: 'string',
		default: '',
		description: 'What the signing page calls the identity document (placeholders.documentName)',
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
	groupSwitch(
		'Liveness 3D',
		'liveness3D',
		'a 3D check proves that a living person is in front of the camera',
	),
	groupSwitch(
		'Mask Document Number',
		'maskDocumentNumberValue',
		'the document number that was typed is hidden when a check fails',
	),
	{
		displayName: 'Max Names Difference',
		name: 'maxNamesDifference',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		default: 0.5,
		description:
			'How much the names on the document may differ from those at RENIEC: 0 is the strictest, 1 the most lenient',
	},
	{
		displayName: 'Minimum Age',
		name: 'validateMinAge',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 18,
		description: 'Youngest age of a signer. Only where a government register is asked.',
	},
	groupSwitch(
		'Prefilled Items',
		'prefilledActive',
		'you give the signer’s document number with “Prefilled Items”, target documentNumber',
	),
	groupSwitch(
		'Review Each Document',
		'reviewEachDocument',
		'the signer has to open every document before going on',
	),
	groupSwitch('Show RENIEC Names', 'showReniecNames', 'the final PDF shows the names as RENIEC has them'),
	groupSwitch('Skip Survey Email', 'skipSurveyEmail', 'the survey about satisfaction is left out'),
	groupSwitch(
		'Upload Selfie Button',
		'uploadSelfieButton',
		'the selfie may be uploaded with the phone’s own button',
	),
	groupSwitch(
		'Upload Video Button',
		'uploadVideoButton',
		'the video may be uploaded with the phone’s own button',
	),
];

/** In the order in which people think of them, not in that of the alphabet. */
const groupFields: INodeProperties[] = [
	{
		displayName: 'Stage',
		name: 'stage',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		description: 'When it is this group’s turn: stage 2 begins when stage 1 is finished, and so on',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: 'signers',
		description: 'Name of the group. Write the same name into “Groups” of the people who belong to it.',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Signers', value: 'signers', description: 'People who sign' },
			{ name: 'Viewers', value: 'viewers', description: 'People who only look at it (vistos buenos)' },
			{
				name: 'Bulk',
				value: 'bulk',
				description: 'Managers who sign many contracts at once (firma gerentes)',
			},
		],
		default: 'signers',
		description: 'What the people of the group do',
	},
	{
		displayName: 'Document Type',
		name: 'documentType',
		type: 'options',
		options: contractDocumentTypes,
		default: 'pe-dni',
		displayOptions: signersOnly,
		description: 'Kind of identity document that the signers show',
	},
	{
		displayName: 'Document Sides',
		name: 'documentSides',
		type: 'options',
		options: [
			{ name: 'Back', value: 'back' },
			{ name: 'Both', value: 'both' },
			{ name: 'Front', value: 'frontal' },
			{ name: 'Not Set', value: '', description: 'What Keynua does by itself' },
		],
		default: '',
		displayOptions: signersOnly,
		description: 'Which sides of the document they take photos of',
	},
	{
		displayName: 'Signature Types',
		name: 'signatureTypes',
		type: 'multiOptions',
		options: [
			{ name: 'Digital Signature', value: 'digital-signature' },
			{ name: 'Draw', value: 'draw', description: 'A signature drawn with the finger' },
			{ name: 'Selfie', value: 'selfie' },
			{ name: 'Video Signature', value: 'video-signature', description: 'A video in which they say a code' },
		],
		default: ['video-signature'],
		displayOptions: signersOnly,
		description: 'How they sign',
	},
	{
		displayName: 'Face Match',
		name: 'facematch',
		type: 'multiOptions',
		options: [
			{ name: 'Document Front', value: 'document-frontal' },
			{ name: 'Liveness', value: 'liveness' },
			{ name: 'RENIEC', value: 'reniec', description: 'The photo of the Peruvian register' },
			{ name: 'Selfie', value: 'selfie' },
			{ name: 'Video Signature', value: 'video-signature' },
		],
		default: [],
		displayOptions: signersOnly,
		description: 'Pictures whose faces are compared with each other',
	},
	{
		displayName: 'Document Validations',
		name: 'documentValidations',
		type: 'multiOptions',
		options: [
			{
				name: 'Expiration Date',
				value: 'expiration-date',
				description: 'The document has not expired',
			},
			{
				name: 'Verify Content RENIEC',
				value: 'verify-content-reniec',
				description: 'What the photo of the DNI says is what RENIEC says. Only Peru.',
			},
			{
				name: 'Verify ID Number',
				value: 'verify-id-number',
				description: 'The number that was typed is on the document',
			},
		],
		default: [],
		displayOptions: signersOnly,
		description: 'What is checked about the document',
	},
	{
		displayName: 'More Settings',
		name: 'settings',
		type: 'collection',
		placeholder: 'Add setting',
		default: {},
		displayOptions: signersOnly,
		options: signerSettings,
	},
	{
		displayName: 'Only Informed',
		name: 'removeUserInput',
		type: 'boolean',
		default: false,
		displayOptions: { show: { type: ['viewers'] } },
		description:
			'Whether viewers have nothing to do: they only get messages at the start and at the end. Otherwise they also type their name or role.',
	},
	{
		displayName: 'May Reject Documents',
		name: 'rejectDocuments',
		type: 'boolean',
		default: false,
		displayOptions: { show: { type: ['viewers'] } },
		description: 'Whether viewers can reject a document',
	},
	{
		displayName: 'Required Items',
		name: 'requiredItems',
		type: 'multiOptions',
		options: [
			{ name: 'Drawn Signature', value: 'imagesign' },
			{ name: 'Image', value: 'image' },
			{ name: 'Video', value: 'video' },
			{ name: 'Visto', value: 'visto' },
		],
		default: ['imagesign'],
		displayOptions: { show: { type: ['bulk'] } },
		description: 'What the managers give to sign',
	},
	{
		displayName: 'Other Settings (JSON)',
		name: 'otherSettings',
		type: 'json',
		default: '{}',
		placeholder: '{ "matchPercent": { "reniec-video": 60 } }',
		description:
			'Settings of the group that Keynua’s documentation has and this form does not: views, dynamicFields, minimumScore, matchPercent, workingMessages, errorMessages',
	},
];

/** The guided form for a dynamic template (Keynua documentation, "Configuración dinámica del template"). */
export const templateForm: INodeProperties[] = [
	{
		displayName: 'Groups of People',
		name: 'templateGroups',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add group',
		default: {},
		required: true,
		description: 'Who takes part, in which order, and what each group has to do',
		options: [{ displayName: 'Group', name: 'group', values: groupFields }],
	},
	{
		displayName: 'Template Settings',
		name: 'templateSettings',
		type: 'collection',
		placeholder: 'Add setting',
		default: {},
		options: [
			{
				displayName: 'Ask for Own Approval',
				name: 'contractApproval',
				type: 'boolean',
				default: true,
				description:
					'Whether the contract waits for your approval when all have signed: see the operations Approve and Decline',
			},
			{
				displayName: 'Auto Refresh (Seconds)',
				name: 'autoRefresh',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 0 },
				default: 5,
				description: 'How long the signing page waits at least before it shows the progress by itself',
			},
			{
				displayName: 'Custom Classes ID',
				name: 'classesId',
				type: 'string',
				default: '',
				description: 'ID of the custom classes (the looks of the signing page) that Keynua made for you',
			},
			{
				displayName: 'Maximum Signing Attempts',
				name: 'maximumSigningAttempts',
				type: 'number',
				typeOptions: { minValue: 1, numberPrecision: 0 },
				default: 3,
				description: 'How often one person may try to sign',
			},
			{
				displayName: 'Mock',
				name: 'mock',
				type: 'boolean',
				default: true,
				description: 'Whether this is a trial: the checks of identity are left out',
			},
		],
	},
];
