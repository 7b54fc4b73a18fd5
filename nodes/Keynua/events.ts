import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { explanationOf } from './simplify';
import type { Delivery } from './webhook';
import { textOf } from '../runtime/text';
import { beside } from '../runtime/webhook/webhook';

/** Keynua documentation, "Tipos de Eventos Webhook"; the newest one also has ContractUserUpdated. */
export const events: INodePropertyOptions[] = [
	{ name: 'Contract Created', value: 'ContractCreated', description: 'A contract was created' },
	{ name: 'Contract Deleted', value: 'ContractDeleted', description: 'A contract was deleted' },
	{
		name: 'Contract Finished',
		value: 'ContractFinished',
		description: 'A contract was signed by everybody; the signed PDFs are ready',
	},
	{
		name: 'Contract Input Provided',
		value: 'ContractInputProvided',
		description: 'The signing has begun; once per contract. Contract Finished tells that all have signed.',
	},
	{
		name: 'Contract Item Updated',
		value: 'ContractItemUpdated',
		description: 'A step of the signing began, succeeded or failed',
	},
	{ name: 'Contract Started', value: 'ContractStarted', description: 'A contract is ready to be signed' },
	{
		name: 'Contract User Updated',
		value: 'ContractUserUpdated',
		description: 'The data of a signer changed',
	},
	{
		name: 'Identity Verification Created',
		value: 'IdentityVerificationCreated',
		description: 'An identity verification was created',
	},
	{
		name: 'Identity Verification Finished',
		value: 'IdentityVerificationFinished',
		description: 'A person completed the verification successfully',
	},
	{
		name: 'Identity Verification Item Updated',
		value: 'IdentityVerificationItemUpdated',
		description: 'A step of the verification began, succeeded or failed',
	},
	{
		name: 'Identity Verification Started',
		value: 'IdentityVerificationStarted',
		description: 'An identity verification is ready for the person',
	},
	{
		name: 'OTP Created',
		value: 'OTPCreated',
		description: 'A one-time code was made for a signer, to be sent by you',
	},
];

export const itemStates: INodePropertyOptions[] = [
	{ name: 'Error', value: 'error', description: 'The step failed' },
	{ name: 'Success', value: 'success', description: 'The step succeeded' },
	{ name: 'Working', value: 'working', description: 'The step began' },
];

/** "Tipos de Item", and five more that Keynua's newest documents and answers have. */
export const itemTypes: INodePropertyOptions[] = [
	{ name: 'Blockchain', value: 'blockchain' },
	{ name: 'Bulk Signature', value: 'bulksignature' },
	{ name: 'Cavali', value: 'cavali' },
	{ name: 'Check Labels', value: 'checklabels', description: 'Texts are compared' },
	{ name: 'Contract Approval', value: 'contractapproval', description: 'The account approves the contract' },
	{ name: 'Convert Video', value: 'convertvideo' },
	{ name: 'Detect Labels', value: 'detectlabels', description: 'The identity document is recognized' },
	{ name: 'Digital Signature', value: 'dsignature' },
	{ name: 'Document Template Form', value: 'documenttemplateform' },
	{ name: 'Documents', value: 'documents', description: 'The documents were shown to the signer' },
	{ name: 'Drawn Signature', value: 'imagesign' },
	{ name: 'Email', value: 'email' },
	{ name: 'Face Match', value: 'facematch' },
	{ name: 'FICO Score', value: 'ficoscore' },
	{ name: 'Final PDF', value: 'pdf' },
	{ name: 'Generate Thumbnails', value: 'generatethumbnails' },
	{ name: 'Image', value: 'image' },
	{ name: 'INE Validation', value: 'inevalidation' },
	{ name: 'Liveness Detection', value: 'livenessdetection' },
	{
		name: 'Liveness Input',
		value: 'livenessinput',
		description: '3D proof of life and scan of the document',
	},
	{ name: 'Manual Approval', value: 'manualapproval' },
	{ name: 'National Identities', value: 'nationalidentities' },
	{ name: 'NOM 151', value: 'knom151' },
	{ name: 'Questionnaire', value: 'questionnairecheck' },
	{ name: 'RENIEC', value: 'reniec', description: 'The Peruvian register is asked' },
	{ name: 'Terms', value: 'terms' },
	{ name: 'Text', value: 'text' },
	{ name: 'Transcribe', value: 'transcribe', description: 'The code said in the video is understood' },
	{ name: 'User Notifier', value: 'usernotifier' },
	{ name: 'Video', value: 'video' },
];

/** What the person wants to hear of. An empty list means everything. */
export interface Wish {
	events: string[];
	itemStates: string[];
	itemTypes: string[];
	/** Exact texts; one that ends in * stands for everything that begins like it. */
	references: string[];
	templates: string[];
}

export function isWanted({ type, payload }: Delivery, wish: Wish): boolean {
	const item = (payload.item ?? {}) as IDataObject;
	const isAboutItem = type.endsWith('ItemUpdated');
	return (
		isOneOf(type, wish.events) &&
		(!isAboutItem || isOneOf(item.state, wish.itemStates)) &&
		(!isAboutItem || isOneOf(item.type, wish.itemTypes)) &&
		isLikeOneOf(payload.reference, wish.references) &&
		isOfTemplate(payload.templateId, wish.templates)
	);
}

/** The documents' samples of Created, Started, Finished and ItemUpdated name no template: such an event passes. */
export function isOfTemplate(templateId: unknown, wanted: string[]): boolean {
	return textOf(templateId) === '' || isLikeOneOf(templateId, wanted);
}

function isOneOf(value: unknown, wanted: string[]): boolean {
	return wanted.length === 0 || wanted.includes(textOf(value));
}

function isLikeOneOf(value: unknown, wanted: string[]): boolean {
	if (wanted.length === 0) return true;
	const text = textOf(value);
	return wanted.some((like) =>
		like.endsWith('*') ? text !== '' && text.startsWith(like.slice(0, -1)) : text === like,
	);
}

/** What the trigger itself says, in whichever step. */
const OWN = [
	'event',
	'accountId',
	'receivedAt',
	'explanation',
	'confirmed',
	'notConfirmed',
	'contract',
	'verification',
	'files',
	'filesNotFetched',
];

/** What the workflow gets: the payload, flat, with the event and its account beside it. A failed step is explained. */
export function outputOf({ type, accountId, payload }: Delivery): IDataObject {
	const explanation = explanationOf((payload.item ?? {}) as IDataObject);
	const own = { event: type, accountId, receivedAt: new Date().toISOString() };
	return { ...beside(own, payload, OWN), ...(explanation && { explanation }) };
}
