import type { INodeProperties, INodePropertyOptions, IPollFunctions } from 'n8n-workflow';
import { commaSeparated } from '../../runtime/form/lists';
import { TriggerFields } from '../../runtime/form/trigger';
import type { Watch } from './poll';
import {
	allClients,
	entriesOfAccount,
	entriesOfClient,
	satDataOf,
	signatureOf,
	type EventName,
	type Subject,
} from './watches';

const events: Array<INodePropertyOptions & { value: EventName }> = [
	{ name: 'Account Payment', value: 'accountPayment', description: 'A payment came in on an account' },
	{
		name: 'Account Transaction',
		value: 'accountTransaction',
		description: 'Something was booked on an account',
	},
	{ name: 'Client Created', value: 'clientCreated', description: 'There is a new client' },
	{
		name: 'Client Created or Changed',
		value: 'clientCreatedOrChanged',
		description: 'There is a new client, or the data of a client changed',
	},
	{
		name: 'Mifiel Document Signed',
		value: 'mifielDocumentSigned',
		description: 'Everybody has signed a document',
	},
	{
		name: 'SAT Data Arrived',
		value: 'satData',
		description: 'Data of a client came in from the tax office (SAT)',
	},
];

const ACCOUNT_EVENTS = ['accountPayment', 'accountTransaction'];

/** The trigger's form. */
export const triggerFields: INodeProperties[] = [
	{
		displayName:
			'DynamiCore cannot call n8n, so this node asks it again and again, at the times set above. There is nothing to set up in DynamiCore.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: events,
		default: 'clientCreated',
		description: 'What starts the workflow',
	},
	{
		displayName: 'Accounts',
		name: 'accountsOf',
		type: 'options',
		options: [
			{ name: 'By Account ID', value: 'accounts', description: 'The accounts that you name' },
			{
				name: 'Of Clients',
				value: 'clients',
				description: 'All accounts of the clients that you name, also those that are opened later',
			},
		],
		default: 'accounts',
		displayOptions: { show: { event: ACCOUNT_EVENTS } },
		description: 'Which accounts are watched',
	},
	{
		displayName: 'Account IDs',
		name: 'accountIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1, 2',
		displayOptions: { show: { event: ACCOUNT_EVENTS, accountsOf: ['accounts'] } },
		description: 'IDs of the accounts in DynamiCore, comma-separated',
	},
	clientIds({ event: ACCOUNT_EVENTS, accountsOf: ['clients'] }),
	clientIds({ event: ['satData'] }),
	{
		displayName: 'Document IDs',
		name: 'documentIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 88b93325-82c4-40aa-9606-f49c757382ae',
		displayOptions: { show: { event: ['mifielDocumentSigned'] } },
		description:
			'IDs of the documents, comma-separated: what Mifiel Document: Create shows as “reference”, if DynamiCore gives it. DynamiCore has no list of documents, so they have to be named.',
	},
	{
		displayName: 'Start With',
		name: 'startWith',
		type: 'options',
		options: [
			{
				name: 'What Comes From Now On',
				value: 'now',
				description: 'What is there when the workflow is published counts as known',
			},
			{
				name: 'Everything That Is There',
				value: 'everything',
				description: 'The first look starts the workflow with all that is there already',
			},
		],
		default: 'now',
		description:
			'What the first look after publishing is for. It happens at once; later looks give what is new.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Ignore Changes In',
				name: 'ignored',
				type: 'string',
				default: '',
				placeholder: 'e.g. updated_at, last_login',
				displayOptions: { show: { '/event': ['clientCreatedOrChanged'] } },
				description: 'Fields of the client, comma-separated, whose change does not start the workflow',
			},
			{
				displayName: 'Record ID Field',
				name: 'idField',
				type: 'string',
				default: '',
				placeholder: 'e.g. folio',
				description:
					'The field that identifies a record. When left out, its ID or UUID; a record without either is known by all that is in it.',
			},
			{
				displayName: 'SAT Data Since',
				name: 'satStart',
				type: 'dateTime',
				default: '',
				displayOptions: { show: { '/event': ['satData'] } },
				description: 'Only data from this day on is read, which keeps each look short',
			},
		],
	},
];

function clientIds(show: Record<string, string[]>): INodeProperties {
	return {
		displayName: 'Client IDs',
		name: 'clientIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 424, 425',
		displayOptions: { show },
		description: 'IDs of the clients in DynamiCore, comma-separated',
	};
}

/** Reads the form. Whatever is wrong with it is said before any request is sent. */
export function watchOf(context: IPollFunctions): Watch {
	const filled = new TriggerFields(context, triggerFields);
	const event = filled.option<EventName>('event');
	const { idField, ignored } = filled.collection('options');
	const names = commaSeparated(ignored);
	return {
		event,
		subjects: subjectsOf(filled, event),
		everything: filled.option('startWith') === 'everything',
		habits: {
			changes: event === 'clientCreatedOrChanged',
			...(names.length > 0 && { ignored: names }),
			...(idField !== undefined && { idField: String(idField) }),
		},
	};
}

function subjectsOf(filled: TriggerFields, event: EventName): Subject[] {
	switch (event) {
		case 'accountPayment':
			return accountSubjects(filled, 'payments');
		case 'accountTransaction':
			return accountSubjects(filled, 'transactions');
		case 'mifielDocumentSigned':
			return ids(filled, 'documentIds').map(signatureOf);
		case 'satData':
			return satSubjects(filled);
		default:
			return [allClients];
	}
}

function accountSubjects(filled: TriggerFields, kind: 'payments' | 'transactions'): Subject[] {
	return filled.option('accountsOf') === 'clients'
		? ids(filled, 'clientIds').map((id) => entriesOfClient(kind, id))
		: ids(filled, 'accountIds').map((id) => entriesOfAccount(kind, id));
}

function satSubjects(filled: TriggerFields): Subject[] {
	const { satStart } = filled.collection('options');
	const start = satStart === undefined ? undefined : filled.day(satStart, 'SAT Data Since');
	const clients = ids(filled, 'clientIds');
	const other = clients.find((id) => !/^[1-9]\d{0,14}$/.test(id));
	if (other === undefined) return clients.map((id) => satDataOf(id, start));
	const advice = 'Give the IDs as DynamiCore shows them.';
	throw filled.invalid('clientIds', `holds "${other}", which is not a number`, advice);
}

/** The ids in a field, each once. */
function ids(filled: TriggerFields, name: string): string[] {
	const found = [...new Set(commaSeparated(filled.optionalText(name)))];
	if (found.length > 0) return found;
	throw filled.invalid(name, 'is empty', 'Fill in at least one ID; several are comma-separated.');
}
