import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import type { Delivery } from './webhook';

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
		description: 'All data for the signing was given; once per contract',
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

/** What the person wants to hear of. An empty list means everything. */
export interface Wish {
	events: string[];
	itemStates: string[];
}

export function isWanted({ type, payload }: Delivery, wish: Wish): boolean {
	if (wish.events.length > 0 && !wish.events.includes(type)) return false;
	if (!type.endsWith('ItemUpdated') || wish.itemStates.length === 0) return true;
	return wish.itemStates.includes(String((payload.item as IDataObject | undefined)?.state));
}

/** What the workflow gets: the payload, flat, with the event and its account beside it. */
export function outputOf({ type, accountId, payload }: Delivery): IDataObject {
	return { event: type, accountId, receivedAt: new Date().toISOString(), ...payload };
}
