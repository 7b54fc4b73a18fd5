import { type Check, flag, listOf, number, oneOf, openObject, shape, text, textLike } from '../check';
import { badRequest } from '../refusal';
import type { Group } from './types';

const required = text({ empty: false });

/** "Vistas customizadas": each is the id of a view. */
const views = shape(
	{},
	{
		...ids(
			'nothingMore',
			'finished',
			'validating',
			'expired',
			'deleted',
			'maxAttempts',
			'pending',
			'viewers',
		),
		items: shape(
			{},
			ids(
				...['terms', 'documents', 'documentNumber', 'idFront', 'idBack'],
				...['drawnSignature', 'selfie', 'videoSignature'],
			),
		),
	},
);

function ids(...names: string[]): Record<string, Check<string>> {
	return Object.fromEntries(names.map((name) => [name, required]));
}

/** "Items customizados" and their options; `overlay` is only in the sample. */
const imageOptions = {
	btnLabel: text(),
	invalidExtensions: listOf(required),
	placeholderImgName: text(),
	orientation: oneOf('horizontal', 'vertical'),
	camera: oneOf('environment', 'user'),
	overlay: flag,
};
const fieldOptions: Record<string, Check<unknown>> = {
	image: shape({}, imageOptions),
	text: shape(
		{},
		{
			regex: text(),
			type: oneOf('text', 'number', 'tel'),
			minLength: number({ min: 0 }),
			maxLength: number({ min: 0 }),
		},
	),
	video: shape({}, { ...imageOptions, hideNativeButton: flag }),
};

const dynamicField: Check<object> = (value, name) => {
	const field = shape(
		{ name: required, type: oneOf('image', 'text', 'video') },
		{ prefilledId: text(), viewId: text(), options: openObject },
	)(value, name);
	if (field.options !== undefined) fieldOptions[field.type](field.options, `${name}.options`);
	return field;
};

const country = textLike(/^[A-Z]{3}$/, 'an ISO 3166-1 alpha-3 code');

/** "Documentos de identidad soportados". */
const documentTypes =
	`pe-dni pe-ce passport co-cedula br-denatran cl-cedula mx-ife sv-dui pa-id ar-id br-id bo-id
	cr-id cu-id ec-id gt-id hn-id ni-id py-id pr-id do-id uy-id us-id ve-id ch-cedula global`.split(/\s+/);

/** "Customizar validaciones". */
const minimumScores =
	`idfront idback idfront-approval idback-approval liveness-detection video-idfront-approval
	reniec-idfront-approval reniec-video-approval reniec-liveness-approval video-liveness-approval
	selfie-reniec-approval selfie-idfront-approval`.split(/\s+/);
const matchPercents = `video-idfront reniec-idfront reniec-video reniec-liveness video-liveness selfie-reniec
	selfie-idfront`.split(/\s+/);

function numbers(names: string[]) {
	return shape({}, Object.fromEntries(names.map((name) => [name, number({ min: 0 })])));
}

function texts(...names: string[]) {
	return shape({}, Object.fromEntries(names.map((name) => [name, text()])));
}

/** "Signers". `allowsUpdateItemTypes` is only in the sample. */
const signers = {
	documentType: oneOf(...documentTypes),
	documentSides: oneOf('both', 'back', 'frontal'),
	signatureTypes: listOf(oneOf('selfie', 'video-signature', 'draw', 'digital-signature')),
	facematch: listOf(oneOf('selfie', 'liveness', 'video-signature', 'reniec', 'document-frontal')),
	documentValidations: listOf(oneOf('verify-content-reniec', 'expiration-date', 'verify-id-number')),
	countries: listOf(country),
	idTypes: listOf(oneOf('ID Card', 'Driver License', 'Passport')),
	views,
	dynamicFields: listOf(dynamicField),
	placeholders: shape({}, { documentName: text() }),
	maxNamesDifference: number({ min: 0, max: 1 }),
	validateMinAge: number({ min: 0 }),
	minimumScore: numbers(minimumScores),
	matchPercent: numbers(matchPercents),
	workingMessages: texts('approvalMessageTitle', 'approvalMessageSubtitle'),
	errorMessages: texts(
		...['idNumberUnmatchedTitle', 'idNumberUnmatchedSubtitle'],
		...['contentReniecUnmatchedTitle', 'contentReniecUnmatchedSubtitle'],
	),
	allowsUpdateItemTypes: listOf(required),
	...flags(
		...['liveness3D', 'uploadSelfieButton', 'uploadVideoButton', 'showReniecNames', 'prefilledActive'],
		...['reviewEachDocument', 'disableNotification', 'disableReminder', 'skipSurveyEmail'],
		...['allViewsAtOnce', 'maskDocumentNumberValue', 'denyInstructionsGrade'],
	),
};

function flags(...names: string[]): Record<string, Check<boolean>> {
	return Object.fromEntries(names.map((name) => [name, flag]));
}

const settings: Record<Group['type'], Record<string, Check<unknown>>> = {
	signers,
	viewers: { dynamicFields: listOf(dynamicField), removeUserInput: flag, rejectDocuments: flag },
	bulk: { requiredItems: listOf(oneOf('video', 'imagesign', 'visto', 'image')) },
};

/** "Grupos": name and type, and the settings of the type. */
const checkGroup: Check<Group> = (value, name) => {
	const { type } = openObject(value, name);
	if (type === undefined) throw badRequest(`${name}.type is required`);
	const known = oneOf('viewers', 'signers', 'bulk')(type, `${name}.type`);
	const group = shape({ name: required, type: required }, settings[known])(value, name);
	return { ...group, type: known };
};

/** "Configuración dinámica del template": the attributes of `templateOptions`. */
export const checkTemplateOptions = shape(
	{ stages: listOf(shape({ groups: listOf(checkGroup, { min: 1 }) }, {}), { min: 1 }) },
	{
		mock: flag,
		classesId: text(),
		global: shape(
			{},
			{
				maximumSigningAttempts: number({ min: 1, integer: true }),
				autoRefresh: number({ min: 0, integer: true }),
				contractApproval: flag,
			},
		),
	},
);
