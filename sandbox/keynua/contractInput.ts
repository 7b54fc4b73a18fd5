import {
	type Check,
	digits,
	email,
	flag,
	isoDate,
	listOf,
	mapOf,
	number,
	oneOf,
	openObject,
	shape,
	text,
} from '../check';
import { badRequest } from '../refusal';
import { assertCustomFields } from './customFields';
import { assertCavaliUsers, checkCavali, checkDeceval, decevalNumbers } from './promissoryNotes';
import { isIn } from './stages';
import { customFieldsTemplate, peruTemplate, templateIds } from './templates';
import { checkTemplateOptions } from './templateOptions';
import type { Group } from './types';

/** "El peso máximo en total no debe ser mayor a 4.5 MB": 4.5 * 1024 * 1024 bytes, of the decoded documents. */
export const maximumTotalBytes = 4.5 * 1024 * 1024;

const required = text({ empty: false });

/** `refId`, and `documentsRefs` of users, are what typed clients of the real API send: who signs which document. */
const checkDocument = shape({ name: required }, { base64: required, storageId: required, refId: required });

const checkPrefilled = shape({ target: required, value: shape({ text: text() }, {}) }, {});

/** Per-user item options; the documents know only the table of the terms. */
const checkTermsTable = shape(
	{ title: text(), items: listOf(shape({ title: text(), value: text() }, {})) },
	{},
);
const checkUserMetadata = shape({ items: shape({}, { terms: shape({ table: checkTermsTable }, {}) }) }, {});

const textOrNumber: Check<string | number> = (value, name) =>
	typeof value === 'number' ? value : text()(value, name);
const checkCustomFields = shape(
	{ id: required, name: required },
	{ fields: mapOf(shape({ value: textOrNumber }, { label: text() })) },
);

const checkUser = shape(
	{ name: required },
	{
		email,
		phone: digits,
		groups: listOf(required, { min: 1 }),
		validationsToSkip: listOf(oneOf('expiration-date', 'instructions-grade')),
		prefilledItems: listOf(checkPrefilled),
		metadata: checkUserMetadata,
		customFieldsInfo: checkCustomFields,
		documentsRefs: listOf(required, { min: 1 }),
	},
);

const checkFlags = shape(
	{},
	{
		chosenNotificationOptions: listOf(oneOf('email', 'sms', 'whatsapp')),
		cavaliData: checkCavali,
		decevalData: checkDeceval,
		// Typed clients of the real API have these two.
		remindersData: shape({}, { frequency: textOrNumber, maxAttempts: number({ min: 0, integer: true }) }),
		PDFData: shape({}, { addSignatureOnAllDocs: flag }),
	},
);

const checkBody = shape(
	{
		title: required,
		documents: listOf(checkDocument, { min: 1, max: 10 }),
		users: listOf(checkUser, { min: 1 }),
	},
	{
		description: text(),
		reference: text(),
		language: oneOf('es', 'en'),
		userEmailNotifications: flag,
		expirationInHours: number({ min: 1, integer: true }),
		expirationDatetime: isoDate({ utc: true }),
		templateId: required,
		templateOptions: checkTemplateOptions,
		// An attribute of the contract that the table of the body leaves out; the notes take it for accepted.
		timezone: required,
		onBehalfOf: required,
		metadata: openObject,
		flags: checkFlags,
	},
);

export type ContractInput = ReturnType<typeof checkBody> & { pdfs: Buffer[] };

/** What a contract may refer to: files that were filled from a document template, and registered issuers. */
export interface Known {
	stored(storageId: string): Buffer | undefined;
	isIssuer(documentNumber: string): boolean;
}

/**
 * Reads the body of `PUT /contracts/v1` ("Crear un Contrato", "Body") with its documents decoded.
 * Refuses 400, naming the attribute, whatever the document does not allow.
 */
export function readContractInput(body: unknown, known: Known): ContractInput {
	const input = checkBody(body, '');
	assertTemplate(input);
	assertChannels(input.flags?.chosenNotificationOptions ?? []);
	assertNotes(input, known);
	assertRefs(input);
	const asksCustomFields = !input.templateOptions && input.templateId === customFieldsTemplate;
	input.users.forEach(({ customFieldsInfo }) => assertCustomFields(customFieldsInfo, asksCustomFields));
	const pdfs = input.documents.map((document, index) => decode(document, `documents[${index}]`, known));
	const total = pdfs.reduce((sum, pdf) => sum + pdf.length, 0);
	if (total > maximumTotalBytes) {
		throw badRequest(`documents must not be larger than 4.5 MB in total (they have ${total} bytes)`);
	}
	return { ...input, pdfs };
}

function assertRefs({ documents, users }: ReturnType<typeof checkBody>): void {
	const known = documents.map(({ refId }) => refId);
	users.forEach(({ documentsRefs = [] }, index) => {
		const unknown = documentsRefs.find((ref) => !known.includes(ref));
		if (unknown) throw badRequest(`users[${index}].documentsRefs: no document has the refId ${unknown}`);
	});
}

/** "Restricciones" and "Flujo de firma" of Deceval, and the users a Cavali note names. */
function assertNotes({ flags, users }: ReturnType<typeof checkBody>, known: Known): void {
	if (flags?.cavaliData) assertCavaliUsers(flags.cavaliData, users.length);
	if (!flags?.decevalData) return;
	const numbers = decevalNumbers(flags.decevalData);
	const ofUsers = users.map(({ prefilledItems = [] }) => {
		return prefilledItems.find(({ target }) => target === 'documentNumber')?.value.text;
	});
	const unregistered = numbers.find((number) => !known.isIssuer(number));
	if (unregistered) throw badRequest(`flags.decevalData: ${unregistered} is not registered as girador`);
	const absent = numbers.find((number) => !ofUsers.includes(number));
	if (absent) throw badRequest(`flags.decevalData: no user has the prefilled documentNumber ${absent}`);
	const outsider = ofUsers.findIndex((number) => !number || !numbers.includes(number));
	if (outsider >= 0) throw badRequest(`users[${outsider}] takes no part in the promissory note`);
}

function assertTemplate(input: ReturnType<typeof checkBody>): void {
	const { templateId, templateOptions, users } = input;
	if (templateOptions) {
		assertGroups(users, templateOptions.stages);
		return assertPrefilled(users, templateOptions.stages);
	}
	if (templateId === undefined) throw badRequest('templateId is required (or templateOptions)');
	if (!templateIds.includes(templateId)) throw badRequest(`templateId ${templateId} does not exist`);
	if (templateId !== peruTemplate) return;
	users.forEach(({ groups }, index) => {
		if (groups?.length === 1 && groups[0] === 'signers') return;
		throw badRequest(`users[${index}].groups must be ["signers"] for ${peruTemplate}`);
	});
}

type Stages = ReturnType<typeof checkTemplateOptions>['stages'];

/**
 * "Este mismo nombre tendrías que agregarlo a cada usuario": a user's groups are the names of groups of some
 * stage. The document's own example names the group's type instead, so that passes too.
 */
function assertGroups(users: Array<{ groups?: string[] }>, stages: Stages): void {
	const known = stages.flatMap((stage) => stage.groups.flatMap<string>(({ name, type }) => [name, type]));
	users.forEach(({ groups }, index) => {
		if (!groups) throw badRequest(`users[${index}].groups is required with templateOptions`);
		const unknown = groups.find((group) => !known.includes(group));
		if (unknown) throw badRequest(`users[${index}].groups: ${unknown} is not a group of templateOptions`);
	});
}

/** A dynamic template takes prefilled items only of groups with `prefilledActive`. */
function assertPrefilled(users: ReturnType<typeof checkBody>['users'], stages: Stages): void {
	const all = stages.flatMap((stage) => stage.groups);
	users.forEach(({ groups = [], prefilledItems = [] }, index) => {
		const targets = all.filter((group) => isIn(groups, group)).flatMap(prefillable);
		const other = prefilledItems.find(({ target }) => !targets.includes(target));
		if (!other) return;
		const known = targets.length > 0 ? targets.join(', ') : 'nothing, without prefilledActive';
		throw badRequest(
			`users[${index}].prefilledItems: ${other.target} cannot be prefilled; the user's group takes ${known}`,
		);
	});
}

/** "El valor que debes ingresar como targetId … es documentNumber", and custom items have the id of their own. */
function prefillable({ prefilledActive, dynamicFields = [] }: Group): string[] {
	if (prefilledActive !== true) return [];
	const ids = (dynamicFields as Array<{ prefilledId?: string }>).flatMap(
		({ prefilledId }) => prefilledId ?? [],
	);
	return ['documentNumber', ...ids];
}

/** "No se puede enviar sms y whatsapp al mismo tiempo". */
function assertChannels(channels: string[]): void {
	if (channels.includes('sms') && channels.includes('whatsapp')) {
		throw badRequest('flags.chosenNotificationOptions must not have sms and whatsapp at the same time');
	}
}

function decode(document: ReturnType<typeof checkDocument>, name: string, known: Known): Buffer {
	if (document.storageId !== undefined && document.base64 !== undefined) {
		throw badRequest(`${name} must have either base64 or storageId, not both`);
	}
	if (document.storageId !== undefined) {
		const stored = known.stored(document.storageId);
		if (!stored) throw badRequest(`${name}.storageId does not exist`);
		return stored;
	}
	if (document.base64 === undefined) throw badRequest(`${name} must have base64 or storageId`);
	if (document.base64.startsWith('data:')) throw badRequest(`${name}.base64 must not be a data URL`);
	const bytes = Buffer.from(document.base64, 'base64');
	// Buffer skips what is not base64 instead of refusing it, so encode again and compare.
	if (bytes.toString('base64') !== document.base64) throw badRequest(`${name}.base64 is not base64`);
	if (bytes.subarray(0, 4).toString('latin1') !== '%PDF') throw badRequest(`${name}.base64 is not a PDF`);
	return bytes;
}
