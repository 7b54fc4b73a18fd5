import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import type { Caller } from '../runtime/http/provider';
import { isRecord, textOf } from '../runtime/text';

/** What was asked for: "client", its ID, and the fields of a record that may hold that ID. */
export interface Asked {
	what: string;
	id: string;
	idFields?: string[];
}

/**
 * Out of an answer, the record that was asked for by its ID; an empty list when there is none. Filters are documented as
 * parameters, but whether DynamiCore heeds them shows only in what it gives: a record without an ID counts as the right
 * one if it is alone.
 *
 * @throws when other records came in its place: they may be another person's
 */
export function theOne(context: Caller, records: IDataObject[], asked: Asked): IDataObject[] {
	const { what, id, idFields = ['id'] } = asked;
	const idsOf = (record: IDataObject) => idFields.map((name) => textOf(record[name])).filter(Boolean);
	const right = records.find((record) => idsOf(record).includes(id));
	if (right) return [right];
	const ids = records.flatMap((record) => [...idsOf(record), ...otherIdsOf(record, what)]);
	const isAlone = records.length === 1 && ids.every((one) => one === id) && isOneRecord(records[0]);
	if (records.length === 0 || isAlone) return records;
	throw mistaken(
		context,
		ids.length > 0
			? `DynamiCore gave ${listed(ids)} in place of the ${what} with the ID ${id}`
			: `DynamiCore gave ${records.length} records without an ID, and one of them at most is the ${what} ${id}`,
	);
}

/**
 * Out of an answer, the accounts of a client: all of them, unless some say whose they are. Then only those count that say
 * they are this client's.
 *
 * @throws when all are said to be another's
 */
export function ofClient(context: Caller, accounts: IDataObject[], clientId: string): IDataObject[] {
	const owners = accounts.map(ownerOf);
	if (owners.every((owner) => owner === '')) return accounts;
	const own = accounts.filter((_, index) => owners[index] === clientId);
	if (own.length > 0) return own;
	throw mistaken(
		context,
		`DynamiCore gave accounts of other clients (${listed(owners.filter(Boolean))}) in place of those of client ${clientId}`,
	);
}

/** Other names under which programs give the ID of a client, an account or a document. */
function otherIdsOf(record: IDataObject, what: string): string[] {
	const names = ['_id', 'ID', 'Id', `${what}_id`, `${what}Id`];
	const { [what]: inner } = record;
	const found = [...names.map((name) => record[name]), isRecord(inner) ? inner.id : undefined];
	return found.map(textOf).filter(Boolean);
}

/** Whether it is a record by itself: no text, and nothing but a list or a record inside. */
function isOneRecord(record: IDataObject): boolean {
	const names = Object.keys(record);
	const isText = names.every((name) => ['message', 'value', 'detail'].includes(name));
	return !isText && (names.length > 1 || textOf(record[names[0]]) !== '');
}

/** `client_id` is the documentation's name; newer programs have `clientId`, or `client`, which may also be a name. */
function ownerOf({ client_id: snake, clientId, client }: IDataObject): string {
	const named = textOf(isRecord(client) ? client.id : client);
	return textOf(snake) || textOf(clientId) || (/^[\da-f-]*\d[\da-f-]*$/i.test(named) ? named : '');
}

const MOST_LISTED = 5;

function listed(ids: string[]): string {
	const some = [...new Set(ids)].slice(0, MOST_LISTED).join(', ');
	return ids.length > MOST_LISTED ? `${some}, …` : some;
}

function mistaken(context: Caller, message: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, {
		description:
			'They may be somebody else’s, so none of them is given out. Check the ID, and that the credential belongs to the same company; if both are right, ask DynamiCore why it does not look up this ID.',
	});
}
