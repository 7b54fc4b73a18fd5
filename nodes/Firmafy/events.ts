import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import type { TriggerFields } from '../runtime/form/trigger';
import { recordsIn, textOf } from '../runtime/text';

export type FirmafyEvent = 'documentSigned' | 'signerSigned' | 'documentChanged';

export const events: INodePropertyOptions[] = [
	{
		name: 'Document Changed Otherwise',
		value: 'documentChanged',
		description:
			'Firmafy tells of a status that is neither, such as a rejection; it is in the field “status”',
	},
	{
		name: 'Document Signed by All',
		value: 'documentSigned',
		description: 'The last signer has signed; the signed PDF is complete',
	},
	{
		name: 'Signer Has Signed',
		value: 'signerSigned',
		description: 'One of the signers has signed',
	},
];

const [ALL_SIGNED, ONE_SIGNED, REPEATED] = ['1', '2', '5'];

/** Of what else happens to a document it is not documented under which type it comes. */
const typesFor: Record<FirmafyEvent, string[]> = {
	documentSigned: [ALL_SIGNED],
	signerSigned: [ONE_SIGNED],
	documentChanged: [ALL_SIGNED, ONE_SIGNED],
};

/** Which types (the numbers of Firmafy's document) the node is to register. Repeated deliveries have one of their own. */
export function typesOf(filled: TriggerFields): string[] {
	const wanted = filled.options<FirmafyEvent>('events');
	const { repeatedDeliveries } = filled.collection('options');
	const types = wanted.flatMap((event) => typesFor[event]);
	return [...new Set([...types, ...(repeatedDeliveries === false ? [] : [REPEATED])])].sort();
}

/** The document has FIRMADO and, of a signer, ACTIVO; its English page SIGNED and ACTIVE. PENDIENTE is a guess. */
const DONE = ['FIRMADO', 'SIGNED'];
const ACTIVE = ['ACTIVO', 'ACTIVE'];
const UNDER_WAY = ['PENDIENTE', 'PENDING', ''];

/**
 * The event is what the delivery says of the document. It does not say of which type it is, so each type has a URL of its
 * own: when all have signed, the type tells which of the two events it is. Of a repeated delivery the wanted one counts.
 */
export function eventOf(type: unknown, facts: IDataObject, wanted: FirmafyEvent[]): FirmafyEvent {
	const status = wordIn(facts.status);
	const signers = recordsIn(facts.signer);
	const hasSignature = signers.some(({ datesign }) => isDate(datesign));
	const isReadable = facts.signer === undefined || signers.length === [facts.signer].flat().length;
	const isNo = signers.some((signer) => ![...DONE, ...ACTIVE, ''].includes(wordIn(signer.status)));
	const isSigned = DONE.includes(status)
		? signers.every(({ datesign }) => datesign === undefined || isDate(datesign))
		: ACTIVE.includes(status) && hasSignature && signers.every(({ datesign }) => isDate(datesign));
	if (isSigned && isReadable && !isNo) {
		const isOne = type === ONE_SIGNED || (type === REPEATED && !wanted.includes('documentSigned'));
		return isOne ? 'signerSigned' : 'documentSigned';
	}
	const isKnown = [...DONE, ...ACTIVE, ...UNDER_WAY].includes(status);
	const isOne = hasSignature || (type === ONE_SIGNED && signers.length === 0);
	return isKnown && isOne && isReadable && !isNo ? 'signerSigned' : 'documentChanged';
}

const wordIn = (value: unknown) => textOf(value).trim().toUpperCase();

/** Programs write a date that is not there as nothing, as "null" or as zeros. */
const isDate = (value: unknown) => /[1-9]/.test(textOf(value));

/** What the person wants to hear of. */
export interface Wish {
	events: FirmafyEvent[];
	/** Of `documentChanged`: these alone; all when there is none. */
	statuses: string[];
}

export function isWanted({ events, statuses }: Wish, event: FirmafyEvent, facts: IDataObject): boolean {
	const status = wordIn(facts.status);
	const isNamed = statuses.length === 0 || statuses.some((one) => one.toUpperCase() === status);
	return events.includes(event) && (event !== 'documentChanged' || isNamed);
}

/**
 * What tells one delivery from another: for startOnce(). Firmafy numbers neither events nor deliveries. What is signed
 * only grows: a redelivery that comes late is about a state that has been told.
 */
export function toldApart(event: FirmafyEvent, facts: IDataObject) {
	const { csv, status, datesign, signer } = facts;
	const signed = recordsIn(signer).map((one) => [one.datesign, one.status]);
	// Links are signed anew each time.
	const content = Object.entries(facts).map(([name, value]) => [name, textOf(value).split('?')[0] || value]);
	return { event, object: [csv, status, datesign, signed], content };
}
