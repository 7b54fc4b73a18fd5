import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Endpoint } from '../../runtime/operation';
import { textOf } from '../../runtime/text';
import { ofClient, theOne } from '../belonging';
import { documentAsked, documentEndpoint } from '../resources/mifielDocument/get';
import { satRecords } from '../satPages';
import { dynamiCoreRequest } from '../transport';

export type EventName =
	| 'accountPayment'
	| 'accountTransaction'
	| 'clientCreated'
	| 'clientCreatedOrChanged'
	| 'mifielDocumentSigned'
	| 'satData';

/** One thing to look at: a list at DynamiCore with a memory of its own. */
export interface Subject {
	/** Names its memory: the same as long as the person means the same. */
	key: string;
	/** How an error names it; empty when there is only one. */
	label: string;
	/** What every item of this subject carries besides its record. */
	context: IDataObject;
	/** The field of its records that says whose they are, where they belong to several. */
	ownerField?: string;
	/** @param isKnown whether this subject has been looked at before */
	read(context: IPollFunctions, isKnown: boolean): Promise<IDataObject[]>;
	/** Whether it is news when it has happened by the time that the subject is added to a running trigger. */
	tellsPast?: boolean;
	/** What the manual test reads instead: less, or what is not news yet. */
	sample?(context: IPollFunctions): Promise<IDataObject[]>;
	/** Whether there is nothing more to learn of it, judging by its memory. */
	isDone?(memory: string): boolean;
}

const clientsEndpoint: Endpoint = { method: 'GET', path: '/private/clients', effect: 'read' };
const accountsEndpoint: Endpoint = { method: 'GET', path: '/v1/accounts', effect: 'read' };
const entriesEndpoint: Record<'payments' | 'transactions', Endpoint> = {
	payments: { method: 'GET', path: '/v1/accounts/{accountId}/payments', effect: 'read' },
	transactions: { method: 'GET', path: '/v1/accounts/{accountId}/transactions', effect: 'read' },
};

type Kind = keyof typeof entriesEndpoint;

export const allClients: Subject = {
	key: 'clients',
	label: '',
	context: {},
	read: async (context) => await dynamiCoreRequest(context, clientsEndpoint),
};

export function entriesOfAccount(kind: Kind, accountId: string): Subject {
	return {
		key: `account ${accountId}`,
		label: `Account ${accountId}`,
		context: { accountId },
		read: async (context) => await entries(context, kind, accountId),
	};
}

/**
 * All accounts of a client are one subject: an account that is opened later is news with all that is on it. Whether ids
 * are unique beyond an account is not documented, so the account is part of what identifies a record.
 */
export function entriesOfClient(kind: Kind, clientId: string): Subject {
	return {
		key: `accounts of client ${clientId}`,
		label: `Client ${clientId}`,
		context: { clientId },
		ownerField: 'accountId',
		async read(context) {
			const found = await dynamiCoreRequest(context, accountsEndpoint, { query: { client_id: clientId } });
			const accounts = ofClient(context, found, clientId);
			const lists: IDataObject[][] = [];
			for (const accountId of accounts.map(({ id }) => textOf(id))) {
				const found = await entries(context, kind, accountId);
				lists.push(found.map((record) => beside({ accountId }, record)));
			}
			return lists.flat();
		},
	};
}

/** What we know of a record stands first, and nothing in the record can stand in for it. */
export function beside(ours: IDataObject, record: IDataObject): IDataObject {
	return { ...ours, ...record, ...ours };
}

async function entries(context: IPollFunctions, kind: Kind, accountId: string): Promise<IDataObject[]> {
	return await dynamiCoreRequest(context, entriesEndpoint[kind], { path: { accountId } });
}

export function satDataOf(clientId: string, start?: string): Subject {
	const query = { client: Number(clientId), ...(start !== undefined && { start }) };
	return {
		key: `client ${clientId}`,
		label: `Client ${clientId}`,
		context: { clientId },
		read: async (context) => await satRecords(context, query),
		sample: async (context) => await satRecords(context, query, 1),
	};
}

/**
 * A document gives nothing until all have signed, and is not asked for again afterwards. One that was there and is not
 * found any more was deleted: it will never be signed. One that is added and was signed by then is news: it was added
 * to hear of that.
 */
export function signatureOf(documentId: string): Subject {
	const read = async (context: IPollFunctions) => {
		const found = await dynamiCoreRequest(context, documentEndpoint, { path: { documentId } });
		return theOne(context, found, documentAsked(documentId));
	};
	return {
		key: `document ${documentId}`,
		label: `Document ${documentId}`,
		context: { documentId },
		async read(context, isKnown) {
			const outcome = await read(context).catch((error: Error & { httpCode?: string }) => error);
			if (Array.isArray(outcome)) return outcome.filter(isSigned);
			if (isKnown && outcome.httpCode === '404') return [];
			throw outcome;
		},
		tellsPast: true,
		sample: read,
		isDone: (memory) => memory !== '',
	};
}

/** Mifiel says it in several ways ("Get Document"); `signed_by_all` is the plainest. */
function isSigned({ signed_by_all: byAll, state, status, signed }: IDataObject): boolean {
	if (byAll !== undefined && byAll !== null) return byAll === true || byAll === 'true' || byAll === 1;
	return state === 'completed' || [status].flat().includes('SIGNED') || signed === true;
}
