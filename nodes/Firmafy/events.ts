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
	const status = textOf(facts.status).trim().toUpperCase();
	const dates = recordsIn(facts.signer).map(({ datesign }) => datesign);
	const hasSignature = dates.some(Boolean);
	const isComplete = DONE.includes(status)
		? dates.every((date) => date === undefined || Boolean(date))
		: ACTIVE.includes(status) && hasSignature && dates.every(Boolean);
	if (isComplete) {
		const isOne = type === ONE_SIGNED || (type === REPEATED && !wanted.includes('documentSigned'));
		return isOne ? 'signerSigned' : 'documentSigned';
	}
	const isKnown = [...DONE, ...ACTIVE, ...UNDER_WAY].includes(status);
	const isOne = hasSignature || (type === ONE_SIGNED && dates.length === 0);
	return isKnown && isOne ? 'signerSigned' : 'documentChanged';
}

/** What the person wants to hear of. */
export interface Wish {
	events: FirmafyEvent[];
	/** Of `documentChanged`: these alone; all when there is none. */
	statuses: string[];
}

export function isWanted({ events, statuses }: Wish, event: FirmafyEvent, facts: IDataObject): boolean {
	const status = textOf(facts.status).trim().toUpperCase();
	const isNamed = statuses.length === 0 || statuses.some((one) => one.toUpperCase() === status);
	return events.includes(event) && (event !== 'documentChanged' || isNamed);
}

/**
 * What tells one delivery from another: for startOnce(). Firmafy numbers neither events nor deliveries; redeliveries have
 * the dates in common.
 */
export function toldApart(event: FirmafyEvent, { csv, status, datesign, signer }: IDataObject) {
	const signed = Array.isArray(signer)
		? signer.map((entry) => (entry as IDataObject | null)?.datesign)
		: signer;
	return { event, object: csv, content: [status, datesign, signed] };
}
