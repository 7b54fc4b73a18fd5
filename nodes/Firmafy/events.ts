import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import type { TriggerFields } from '../runtime/form/trigger';

export type FirmafyEvent = 'documentSigned' | 'signerSigned';

export const events: INodePropertyOptions[] = [
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

const typeOf: Record<FirmafyEvent, string> = { documentSigned: '1', signerSigned: '2' };

/** A delivery that had failed and is tried again. */
const REPEATED = '5';

/** Which types (the numbers of Firmafy's document) the node is to register. */
export function typesOf(filled: TriggerFields): string[] {
	const wanted = filled.options<FirmafyEvent>('events');
	const { repeatedDeliveries } = filled.collection('options');
	return [...wanted.map((event) => typeOf[event]), ...(repeatedDeliveries === true ? [REPEATED] : [])];
}

/**
 * A delivery does not say of which type it is, so each type has a URL of its own. What is repeated under type 5 is told
 * by its content: when all have signed it may be either event, so that the wanted one counts.
 */
export function eventOf(
	type: unknown,
	{ status, signer }: IDataObject,
	wanted: FirmafyEvent[],
): FirmafyEvent {
	if (type !== REPEATED) return type === typeOf.signerSigned ? 'signerSigned' : 'documentSigned';
	const people = Array.isArray(signer) ? (signer as IDataObject[]) : [];
	const isComplete = status === 'FIRMADO' && people.every(({ datesign }) => Boolean(datesign));
	return isComplete && wanted.includes('documentSigned') ? 'documentSigned' : 'signerSigned';
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
