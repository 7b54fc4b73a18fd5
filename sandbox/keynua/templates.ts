import type { Group, Item, OtpChannel } from './types';

/** What an item is before it belongs to a contract. */
export interface Blueprint {
	reference: string;
	title: string;
	type: string;
	stageIndex: number;
}

/** "Tipos de Item": the types that a person fills in ("User Input"). All others run by themselves. */
const userInput = [
	...['terms', 'documents', 'text', 'image', 'imagesign', 'video', 'livenessinput'],
	...['documenttemplateform', 'questionnairecheck'],
];

export function isUserInput(item: Pick<Item, 'type'>): boolean {
	return userInput.includes(item.type);
}

const invitation = step('signersemail', 'Mail de inicio de firma', 'email', 0);
const terms = step('terms', 'Aceptación de Términos', 'terms', 0);
const documents = step('documents', 'Verificación de documentos', 'documents', 0);
const nameOrRole = step('viewerName', 'Nombre o rol', 'text', 0);
const documentNumber = step('documentNumber', 'Número de documento', 'text', 0);
const idFront = step('idfront', 'Foto frontal del documento', 'image', 0);
const idBack = step('idback', 'Foto posterior del documento', 'image', 0);
const selfie = step('selfie', 'Selfie', 'image', 0);
const drawing = step('drawnSignature', 'Firma Ológrafa', 'imagesign', 0);
const video = step('video', 'Videofirma', 'video', 0);
const scan = step('livenessinput', 'Prueba de vida 3D', 'livenessinput', 0);
const inputs = [terms, documents, documentNumber, idFront, video];
const labels = step('idfront-labels', 'Reconocimiento de documento', 'detectlabels', 1);
const contents = step('idfront-texts', 'Reconocimiento de textos', 'checklabels', 1);
const reniec = step('reniec', 'Consulta a RENIEC', 'reniec', 1);
const faces = step('video-facematch', 'Validación de biometría facial', 'facematch', 1);
const liveness = step('livenessdetection', 'Prueba de vida', 'livenessdetection', 1);
const bulk = step('bulksignature', 'Firma Múltiple', 'bulksignature', 1);

/** `templateOptions.global.contractApproval`: the account approves what all have signed. */
export const ownApproval = step('contractapproval', 'Aprobación de contrato', 'contractapproval', 2);

/** `flags.cavaliData`: the promissory note is registered before the final PDF is made. */
const cavaliNote = step('cavali', 'Registro en Cavali', 'cavali', 2);

/**
 * `flags.decevalData`: each person's signature is registered, then the note's state is looked up, before the final PDF is made.
 * The documents tell of the two items, and not their types: these are the sandbox's own.
 */
const decevalSignature = step('decevalsign', 'Firma Deceval', 'decevalsign', 1);
export const decevalCheck = step('decevalvalidate', 'Validación del Pagaré', 'decevalvalidate', 2);

/** The item that all users share: the final, signed PDF. */
const finalPdf = step('pdf', 'Certificado y documentos', 'pdf', 3);

/** What follows the final PDF in the template that has every item. */
const afterwards = [
	step('blockchain', 'Registro en Blockchain', 'blockchain', 4),
	step('knom151', 'Constancia NOM151', 'knom151', 4),
];

/** Applied to that PDF, where a group signs digitally. */
const digitalSignature = step('dsignature', 'Firma Digital', 'dsignature', 4);

/** What signers go through who prove with a one-time code that they are there. */
const withCode = [invitation, terms, documents, documentNumber, idFront, labels];

export const peruTemplate = 'keynua-peru-default';
const openTemplate = 'keynua-open-default';
export const customFieldsTemplate = 'sandbox-custom-fields';
const everyItemTemplate = 'sandbox-every-item';

/** "Tipos de Item" that no public template of the documents is known to have. */
const rareInputs = [
	step('documentform', 'Formulario de plantilla de documento', 'documenttemplateform', 0),
	step('questionnaire', 'Cuestionario', 'questionnairecheck', 0),
	scan,
];
const rareChecks = [
	step('convertvideo', 'Conversión de Video', 'convertvideo', 1),
	step('transcribe', 'Reconocimiento de texto hablado', 'transcribe', 1),
	step('thumbnails', 'Generación de imágenes', 'generatethumbnails', 1),
];

/** Keynua's public templates, those of the sandbox's account, and the items that each of their signers goes through. */
const templates: Record<string, Blueprint[]> = {
	[peruTemplate]: [invitation, ...inputs, labels, reniec, faces, liveness],
	// The open template is for every country; RENIEC is the Peruvian register.
	[openTemplate]: [invitation, ...inputs, labels, faces, liveness],
	[customFieldsTemplate]: [invitation, ...inputs, labels, faces, liveness],
	'sandbox-otp-sms': withCode,
	'sandbox-otp-email': withCode,
	'sandbox-otp-webhook': withCode,
	'sandbox-individual-documents': [invitation, ...inputs, labels, faces, liveness],
	[everyItemTemplate]: [
		invitation,
		...inputs,
		...rareInputs,
		labels,
		contents,
		faces,
		liveness,
		...rareChecks,
	],
	'sandbox-group-documents': [invitation, ...inputs, labels, faces, liveness],
};

export const templateIds = Object.keys(templates);

/** "El canal es definido en el template". */
export function otpChannelOf(templateId: string): OtpChannel | undefined {
	const [, channel] = /^sandbox-otp-(sms|email|webhook)$/.exec(templateId) ?? [];
	return channel as OtpChannel | undefined;
}

/**
 * "Solo es incluído en contratos configurados para producir documentos individuales": a PDF per document of the contract,
 * or with signers per document, a PDF per group of signers as well. Undefined where there is the final PDF alone.
 */
export function individualPdfsOf(templateId: string): 'documents' | 'groups' | undefined {
	if (templateId === 'sandbox-individual-documents') return 'documents';
	return templateId === 'sandbox-group-documents' ? 'groups' : undefined;
}

export function signerBlueprints(templateId: string): Blueprint[] {
	return templates[templateId];
}

/** What runs once for the whole contract, besides the account's approval: the promissory notes, the PDF and what follows it. */
export function sharedBlueprints(
	templateId: string,
	{ cavaliData, decevalData }: { cavaliData?: unknown; decevalData?: unknown },
	groups: Group[],
): Blueprint[] {
	return [
		...(cavaliData ? [cavaliNote] : []),
		...(decevalData ? [decevalCheck] : []),
		finalPdf,
		...(groups.some(signsDigitally) ? [digitalSignature] : []),
		...(templateId === everyItemTemplate ? afterwards : []),
	];
}

/** What a promissory note adds to each signer's items. */
export function noteBlueprints({ decevalData }: { decevalData?: unknown }): Blueprint[] {
	return decevalData ? [decevalSignature] : [];
}

/** The items that a group of a dynamic template asks of each of its people ("Grupos"). */
export function groupBlueprints(group: Group, mock: boolean): Blueprint[] {
	const invited = group.disableNotification === true ? [] : [invitation];
	if (group.type === 'bulk') {
		const needed = { video, imagesign: drawing, image: selfie, visto: undefined };
		const items = (group.requiredItems ?? []) as Array<keyof typeof needed>;
		return [...invited, ...items.flatMap((item) => needed[item] ?? []), bulk];
	}
	const extra = dynamicFields(group);
	if (group.type === 'signers') return [...invited, ...signerInputs(group), ...extra, ...checks(group, mock)];
	// "Indica si el visor no debe completar el input text ingresando su nombre o rol".
	return group.removeUserInput === true ? [invitation] : [invitation, documents, nameOrRole, ...extra];
}

function signerInputs(group: Group): Blueprint[] {
	const kinds = (group.signatureTypes ?? ['video-signature']) as string[];
	const sides = group.documentSides ?? 'frontal';
	return [
		...[terms, documents, documentNumber],
		...(sides === 'back' ? [] : [idFront]),
		...(sides === 'frontal' ? [] : [idBack]),
		...(kinds.includes('selfie') ? [selfie] : []),
		...(kinds.includes('draw') ? [drawing] : []),
		...(kinds.includes('video-signature') ? [video] : []),
		...(group.liveness3D === true ? [scan] : []),
	];
}

/** "mock: se remueven del flujo las validaciones de identidad". */
function checks(group: Group, mock: boolean): Blueprint[] {
	const validations = (group.documentValidations ?? []) as string[];
	const asksReniec = [...validations, ...((group.facematch ?? []) as string[])].some((name) =>
		name.includes('reniec'),
	);
	const identity = [
		...[labels],
		...(validations.length > 0 ? [contents] : []),
		...(asksReniec ? [reniec] : []),
		...[faces, liveness],
	];
	return mock ? [] : identity;
}

function signsDigitally({ type, signatureTypes }: Group): boolean {
	return type === 'signers' && ((signatureTypes ?? []) as string[]).includes('digital-signature');
}

function dynamicFields(group: Group): Blueprint[] {
	const fields = (group.dynamicFields ?? []) as Array<{ name: string; type: string; prefilledId?: string }>;
	return fields.map(({ name, type, prefilledId }) => step(prefilledId ?? name, name, type, 0));
}

export function step(reference: string, title: string, type: string, stageIndex: number): Blueprint {
	return { reference, title, type, stageIndex };
}
