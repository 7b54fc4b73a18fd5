import {
	NodeOperationError,
	type INodeProperties,
	type INodePropertyOptions,
	type IPollFunctions,
} from 'n8n-workflow';
import { calendarDay } from '../../runtime/form/dates';
import { commaSeparated } from '../../runtime/form/lists';
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
	const event = context.getNodeParameter('event') as EventName;
	const options = context.getNodeParameter('options', {}) as Record<string, unknown>;
	const idField = String(options.idField ?? '').trim();
	const ignored = commaSeparated(options.ignored);
	return {
		event,
		subjects: subjectsOf(context, event, options),
		everything: context.getNodeParameter('startWith') === 'everything',
		habits: {
			changes: event === 'clientCreatedOrChanged',
			...(ignored.length > 0 && { ignored }),
			...(idField !== '' && { idField }),
		},
	};
}

function subjectsOf(
	context: IPollFunctions,
	event: EventName,
	{ satStart }: Record<string, unknown>,
): Subject[] {
	switch (event) {
		case 'accountPayment':
		case 'accountTransaction':
			return accountSubjects(context, event === 'accountPayment' ? 'payments' : 'transactions');
		case 'mifielDocumentSigned':
			return named(context, 'documentIds', 'Document IDs').map(signatureOf);
		case 'satData': {
			const start = startDay(context, satStart);
			return numbers(context, 'clientIds', 'Client IDs').map((id) => satDataOf(id, start));
		}
		default:
			return [allClients];
	}
}

function accountSubjects(context: IPollFunctions, kind: 'payments' | 'transactions'): Subject[] {
	if (context.getNodeParameter('accountsOf') === 'clients') {
		return named(context, 'clientIds', 'Client IDs').map((id) => entriesOfClient(kind, id));
	}
	return named(context, 'accountIds', 'Account IDs').map((id) => entriesOfAccount(kind, id));
}

/** The ids in a field, each once. */
function named(context: IPollFunctions, name: string, label: string): string[] {
	const ids = [...new Set(commaSeparated(context.getNodeParameter(name)))];
	if (ids.length > 0) return ids;
	throw invalid(context, `"${label}" is empty`, 'Fill in at least one ID; several are comma-separated.');
}

function numbers(context: IPollFunctions, name: string, label: string): string[] {
	const ids = named(context, name, label);
	const other = ids.find((id) => !/^[1-9]\d{0,14}$/.test(id));
	if (other === undefined) return ids;
	throw invalid(
		context,
		`"${label}" holds "${other}", which is not a number`,
		'Give the IDs as DynamiCore shows them.',
	);
}

function startDay(context: IPollFunctions, value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const day = calendarDay(value, context.getTimezone());
	if (day !== undefined) return day;
	throw invalid(context, `"SAT Data Since" is not a day of the calendar: ${String(value)}`, 'Choose a date.');
}

function invalid(context: IPollFunctions, message: string, description: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, { description });
}
