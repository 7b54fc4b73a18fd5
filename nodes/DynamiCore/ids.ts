import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../runtime/item';

export const clientIdField: INodeProperties = {
	displayName: 'Client ID',
	name: 'clientId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 424',
	description: 'ID of the client in DynamiCore, as the output of Create and Get Many shows it',
};

export const accountIdField: INodeProperties = {
	displayName: 'Account ID',
	name: 'accountId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1',
	description: 'ID of the account in DynamiCore, as the output of Create shows it',
};

export const documentIdField: INodeProperties = {
	displayName: 'Document ID',
	name: 'documentId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 88b93325-82c4-40aa-9606-f49c757382ae',
	description: 'ID of the document, which Create gives as “reference”',
};

/** An id that the documentation types as a number. */
export function idNumber(item: Item, name: string): number {
	const id = Number(item.text(name));
	if (Number.isSafeInteger(id) && id > 0) return id;
	throw item.invalid(name, `is not a number: ${item.text(name)}`, 'Give the ID as DynamiCore shows it.');
}

/** An id that the documentation types as a text and writes as a number: it goes as the number that it is. */
export function idAsSampled(id: string): string | number {
	return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : id;
}

/** The name of a document field. The documentation writes it `pii[acta_constitutiva]`, so people may copy that. */
export function documentField(item: Item, name: string): string {
	const given = item.text(name);
	return /^:?pii\[(.+)\]$/.exec(given)?.[1] ?? given;
}
