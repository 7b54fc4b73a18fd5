import type { Item } from './types';

/** What an item is before it belongs to a contract. */
export interface Blueprint {
	reference: string;
	title: string;
	type: string;
	stageIndex: number;
}

/** "Tipos de Item": the types that a person fills in ("User Input"). All others run by themselves. */
const userInput = ['terms', 'documents', 'text', 'image', 'imagesign', 'video', 'livenessinput'];

export function isUserInput(item: Pick<Item, 'type'>): boolean {
	return userInput.includes(item.type);
}

const invitation = step('signersemail', 'Mail de inicio de firma', 'email', 0);
const inputs = [
	step('terms', 'Aceptación de Términos', 'terms', 0),
	step('documents', 'Verificación de documentos', 'documents', 0),
	step('documentNumber', 'Número de documento', 'text', 0),
	step('idfront', 'Foto frontal del documento', 'image', 0),
	step('video', 'Videofirma', 'video', 0),
];
const labels = step('idfront-labels', 'Reconocimiento de documento', 'detectlabels', 1);
const reniec = step('reniec', 'Consulta a RENIEC', 'reniec', 1);
const faces = step('video-facematch', 'Validación de biometría facial', 'facematch', 1);
const liveness = step('livenessdetection', 'Prueba de vida', 'livenessdetection', 1);

/** `templateOptions.global.contractApproval`: the account approves what all have signed. */
export const ownApproval = step('contractapproval', 'Aprobación de contrato', 'contractapproval', 2);

/** The item that all users share: the final, signed PDF. */
export const finalPdf = step('pdf', 'Certificado y documentos', 'pdf', 3);

export const peruTemplate = 'keynua-peru-default';
const openTemplate = 'keynua-open-default';

/** Keynua's public templates, and the items that each of their signers goes through. */
const templates: Record<string, Blueprint[]> = {
	[peruTemplate]: [invitation, ...inputs, labels, reniec, faces, liveness],
	// The open template is for every country; RENIEC is the Peruvian register.
	[openTemplate]: [invitation, ...inputs, labels, faces, liveness],
};

export const templateIds = Object.keys(templates);

/** A dynamic template (`templateOptions`) runs the open template's items, whatever its groups ask for. */
export function signerBlueprints(templateId: string): Blueprint[] {
	return templates[templateId] ?? templates[openTemplate];
}

export function step(reference: string, title: string, type: string, stageIndex: number): Blueprint {
	return { reference, title, type, stageIndex };
}
