import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import { inParallel } from '../../runtime/run/inParallel';
import { withoutErrorKey } from '../../runtime/text';
import { dynamiCore } from '../transport';
import { compare, digest, type Habits, type Memory } from './memory';
import { beside, type EventName, type Subject } from './watches';

/** What the person wants to hear of. */
export interface Watch {
	event: EventName;
	subjects: Subject[];
	habits: Habits;
	/** Whether what is there at the first look is news. */
	everything: boolean;
}

/** What n8n keeps for the node between polls. */
interface State {
	/** Which company at which address was looked at: of another one, nothing is known. */
	source: string;
	/** By subject. */
	seen: Record<string, Memory>;
}

const AT_ONCE = 5;

/**
 * Looks once at everything that is watched.
 *
 * The state changes in one step, after every subject was read, together with handing the items over: a poll that fails
 * changes nothing, and the next one finds all of it. No clock takes part in it, and no order of ids.
 *
 * @param isLatest false when a later poll has taken over by the time that everything was read
 * @returns the items to start the workflow with, or null
 * @throws NodeApiError of the first request that failed, naming its subject
 */
export async function look(
	context: IPollFunctions,
	watch: Watch,
	isLatest: () => boolean,
): Promise<INodeExecutionData[] | null> {
	const data = context.getWorkflowStaticData('node') as Partial<State>;
	const source = await sourceOf(context);
	const known: State['seen'] = data.source === source ? (data.seen ?? {}) : {};
	const records = await readAll(context, watch, known);
	if (!isLatest()) throw tooSlow(context);

	const isRunning = Object.keys(known).some((key) => key.startsWith(`${watch.event} `));
	const seen: State['seen'] = {};
	const items = watch.subjects.flatMap((subject, index) => {
		const key = keyOf(watch, subject);
		const habits = { ...watch.habits, ownerField: subject.ownerField };
		const { news, memory } = compare(known[key], records[index], habits);
		seen[key] = memory;
		const isPast = known[key] === undefined && !watch.everything;
		if (isPast && !(subject.tellsPast && isRunning)) return [];
		return news.map(({ record, isNew }) => itemOf(watch, subject, record, isNew));
	});
	if (data.source !== source || !sameEntries(known, seen)) Object.assign(data, { source, seen });
	return items.length > 0 ? items : null;
}

function tooSlow(context: IPollFunctions): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'Looking at DynamiCore took longer than an hour', {
		description:
			'What was found was dropped, because a later look had begun by then. Let several triggers watch a part each, or look less often.',
	});
}

/** The latest record, as the workflow would get it, for the editor. Nothing is remembered. */
export async function sample(context: IPollFunctions, watch: Watch): Promise<INodeExecutionData[]> {
	for (const subject of watch.subjects) {
		const records = await (subject.sample?.(context) ?? subject.read(context, false));
		const latest = records.at(-1);
		if (latest) return [itemOf(watch, subject, latest, true)];
	}
	throw new NodeOperationError(context.getNode(), 'DynamiCore has nothing yet to show as a sample', {
		description:
			'The trigger is set up rightly: DynamiCore answered with an empty list. Make a record in DynamiCore and test again, or publish the workflow and wait for one.',
	});
}

/** Reads several subjects at a time; as soon as one fails, no further one is begun. */
async function readAll(
	context: IPollFunctions,
	watch: Watch,
	known: State['seen'],
): Promise<IDataObject[][]> {
	const records: IDataObject[][] = [];
	const failures: Error[] = [];
	const readOne = async (index: number) => {
		const subject = watch.subjects[index];
		const memory = known[keyOf(watch, subject)];
		records[index] = [];
		if (memory !== undefined && subject.isDone?.(memory)) return;
		const outcome = await subject.read(context, memory !== undefined).catch((error: Error) => error);
		if (outcome instanceof Error) failures.push(naming(subject, outcome));
		else records[index] = outcome;
	};
	await inParallel(watch.subjects.length, AT_ONCE, () => failures.length > 0, readOne);
	if (failures.length > 0) throw failures[0];
	return records;
}

function naming({ label }: Subject, error: Error): Error {
	if (label !== '') error.message = `${label}: ${error.message}`;
	return error;
}

/** Names a memory. With other habits the digests differ, so that is another memory. */
function keyOf({ event, habits }: Watch, { key }: Subject): string {
	const { ignored = [], idField = '' } = habits;
	const special = ignored.length > 0 || idField !== '';
	return `${event} ${key}${special ? ` ${digest([[...ignored].sort(), idField], 8)}` : ''}`;
}

/** The address and the company's key, unreadable: another one has other records under the same ids. */
async function sourceOf(context: IPollFunctions): Promise<string> {
	const credentials = await context.getCredentials<IDataObject>(dynamiCore.credentialType);
	return digest([dynamiCore.baseUrl(credentials).replace(/\/+$/, ''), credentials.clientKey], 10);
}

function itemOf(watch: Watch, subject: Subject, record: IDataObject, isNew: boolean): INodeExecutionData {
	const event =
		watch.event === 'clientCreatedOrChanged' ? (isNew ? 'clientCreated' : 'clientChanged') : watch.event;
	return { json: withoutErrorKey(beside({ event, ...subject.context }, record)) };
}

function sameEntries(one: State['seen'], other: State['seen']): boolean {
	const keys = Object.keys(one);
	return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
