import { hash } from 'node:crypto';
import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { textOf } from '../text';
import { answer, isForm, start } from './webhook';

const REMEMBERED_MS = 24 * 60 * 60 * 1000;
/** How many of a node's deliveries this process remembers. */
const REMEMBERED_HERE = 10_000;
/** A delivery of which n8n has said nothing for so long may come again. */
const UNDER_WAY_MS = 10 * 60 * 1000;

/** When a delivery came, what it is about and what it says, each in eight characters, so that lines sort by time. */
type Line = string;
const LINE = /^[\w-]{24}$/;
/** The last thousand, each with a space before it, are kept with the workflow, for the time after a restart. */
const latestOf = (lines: string, line: Line) => `${lines} ${line}`.slice(-25_000);
const aboutIn = (line: Line) => line.slice(8, 16);
const saidIn = (line: Line) => line.slice(8);
const ageOf = (line: Line) => Date.now() - parseInt(line.slice(0, 8), 36);

interface Memory {
	/** The last delivery about each thing whose execution is on record, the oldest first. */
	taken: Map<string, Line>;
	/** The latest of them as one text, since each delivery writes them all. */
	latest: string;
	/** Deliveries that n8n has not put on record yet, each with its response, which tells what became of it. */
	underWay: Map<Line, ReturnType<IWebhookFunctions['getResponseObject']>>;
}

/** What a trigger keeps in its static data. n8n takes far longer over a list than over a text. */
interface Kept {
	taken?: string;
}

/** For the options of a trigger. A trigger without it ignores them always. */
export const ignoreDuplicates: INodeProperties = {
	displayName: 'Ignore Duplicates',
	name: 'ignoreDuplicates',
	type: 'boolean',
	default: true,
	description:
		'Whether a delivery starts nothing when the last one with the same event about the same thing had exactly the same content. That is remembered for 24 hours, and when n8n is restarted for the last 1,000 deliveries.',
};

export interface Start {
	/** What happened, in the provider's words. */
	event: unknown;
	/** To what it happened. */
	object: unknown;
	/** What a redelivery has in common with the first, and no other delivery about this event and object. */
	content: unknown;
	/** The answer that the provider wants. */
	words: string;
	items(): INodeExecutionData[] | Promise<INodeExecutionData[]>;
}

/** By workflow and node. Deliveries at the same moment see static data of their own, so the truth is here. */
const memories = new Map<string, Memory>();
let lastTime = 0;

/**
 * Starts the workflow, unless duplicates are ignored and the delivery is one: its event and object had exactly this
 * content the last time. A copy of a delivery that is under way is to come again: whatever is answered 200 is in an
 * execution.
 *
 * The memory is saved between the record and the answer. If n8n ends between these two, the sender has no answer, sends
 * again, and the workflow is started a second time: n8n lets a trigger neither write both at once nor look into the
 * record. Copies that arrive at the same moment at different n8n processes are not told apart either.
 */
export async function startOnce(context: IWebhookFunctions, delivery: Start): Promise<IWebhookResponseData> {
	const { event, object, content, words, items } = delivery;
	if (isEachWelcome(context)) return start(context, words, await items());
	const memory = memoryOf(context);
	lastTime = Math.max(Date.now(), lastTime + 1);
	const line = lastTime.toString(36).padStart(8, '0') + digest([event, object]) + digest(content);
	const last = lastAbout(memory, aboutIn(line));
	if (last !== undefined && saidIn(last) === saidIn(line)) {
		if (!memory.underWay.has(last)) return answer(context, 200, words);
		return answer(context, 503, 'The same delivery is being taken: send it again');
	}
	const response = context.getResponseObject();
	memory.underWay.set(line, response);
	response.once('close', () => settle(memory));
	// n8n asks for the words when the execution is on record; at those of a form it looks once before, for a stream.
	let looksBefore = isForm(context) ? 1 : 0;
	try {
		return start(context, words, await items(), () => keep(context, memory, line, looksBefore-- <= 0));
	} catch (error) {
		context.logger.error(`A delivery could not be taken: ${(error as Error).message}`);
		return answer(context, 500, 'The delivery could not be taken: send it again');
	}
}

/** While somebody listens in the editor, n8n keeps nothing. */
function isEachWelcome(context: IWebhookFunctions): boolean {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return context.getMode() === 'manual' || options[ignoreDuplicates.name] === false;
}

/** 48 bits: of ten thousand things, no two are ever taken for one. */
function digest(facts: unknown): string {
	return hash('sha256', JSON.stringify(facts) ?? '', 'base64url').slice(0, 8);
}

const keptOf = (context: IWebhookFunctions) => context.getWorkflowStaticData('node') as Kept;

function memoryOf(context: IWebhookFunctions): Memory {
	const owner = `${context.getWorkflow().id}/${context.getNode().id}`;
	const memory = memories.get(owner) ?? { taken: new Map(), latest: '', underWay: new Map() };
	memories.set(owner, memory);
	settle(memory);
	learn(memory, textOf(keptOf(context).taken));
	return memory;
}

/** What n8n has answered is over: below 400 it is on record. After a sender has hung up, n8n goes on and answers nobody. */
function settle(memory: Memory): void {
	for (const [line, { writableEnded, statusCode }] of memory.underWay) {
		if (writableEnded && statusCode < 400) take(memory, line);
		if (writableEnded || ageOf(line) > UNDER_WAY_MS) memory.underWay.delete(line);
	}
}

/** What other n8n processes have taken, or this one before a restart: n8n reads static data anew for each delivery. */
function learn(memory: Memory, lines: string): void {
	// The last line is the writer's own. Who knows that one knows the others, too.
	if (isKnown(memory, lines.slice(-24))) return;
	for (const line of lines.split(' ')) if (LINE.test(line)) take(memory, line);
}

function isKnown({ taken }: Memory, line: Line): boolean {
	return (taken.get(aboutIn(line)) ?? '') >= line;
}

function take(memory: Memory, line: Line): void {
	if (isKnown(memory, line)) return;
	const { taken } = memory;
	taken.delete(aboutIn(line));
	taken.set(aboutIn(line), line);
	memory.latest = latestOf(memory.latest, line);
	for (const [about, oldest] of taken) {
		if (taken.size <= REMEMBERED_HERE && ageOf(oldest) <= REMEMBERED_MS) break;
		taken.delete(about);
	}
}

function lastAbout({ taken, underWay }: Memory, about: string): Line | undefined {
	const lines = [taken.get(about) ?? '', ...underWay.keys()];
	const last = lines
		.filter((line) => aboutIn(line) === about)
		.sort()
		.at(-1);
	return last !== undefined && ageOf(last) <= REMEMBERED_MS ? last : undefined;
}

/** Only what is written between the record and the answer is saved; what was written before does no harm. */
function keep(context: IWebhookFunctions, memory: Memory, line: Line, isOnRecord: boolean): void {
	keptOf(context).taken = latestOf(memory.latest, line);
	if (!isOnRecord) return;
	memory.underWay.delete(line);
	take(memory, line);
}
