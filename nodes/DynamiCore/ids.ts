import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../runtime/form/item';

/** One thing out of a list that DynamiCore gives, or by its ID. */
export function chosen(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	searchListMethod: string,
	placeholder: string,
): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
		],
	};
}

const anyClient = chosen(
	{
		displayName: 'Client',
		name: 'clientId',
		description: 'The client in DynamiCore. Create and Get Many show its ID, if DynamiCore gives it.',
	},
	'searchClients',
	'e.g. 424',
);

export const clientField: INodeProperties = { ...anyClient, required: true };

/** Where a client is one way among others to look something up. */
export const optionalClientField: INodeProperties = {
	...anyClient,
	default: { mode: 'id', value: '' },
};

/** A field of clients that holds files. */
export function documentFieldOf(description: string, placeholder: string): INodeProperties {
	const { modes = [], ...field } = chosen(
		{ displayName: 'Document Field', name: 'field', description },
		'searchDocumentFields',
		placeholder,
	);
	const [list, byId] = modes;
	return { ...field, required: true, modes: [list, { ...byId, displayName: 'By Name', name: 'name' }] };
}

export const accountIdField: INodeProperties = {
	displayName: 'Account ID',
	name: 'accountId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1',
	description: 'ID of the account in DynamiCore. The output of Create shows it, if DynamiCore gives it.',
};

export const documentIdField: INodeProperties = {
	displayName: 'Document ID',
	name: 'documentId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 88b93325-82c4-40aa-9606-f49c757382ae',
	description:
		'ID of the document at Mifiel. The output of Create shows it as “reference”, if DynamiCore gives it.',
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
