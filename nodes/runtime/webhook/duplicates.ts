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

/** What a delivery said, and when it came, in milliseconds since 1970. */
interface Mark {
	content: string;
	at: number;
	/** Until its execution is on record: tells what became of it. */
	response?: ReturnType<IWebhookFunctions['getResponseObject']>;
	/** Until then, too: what was said before, in case n8n cannot take this one. */
	before?: Mark;
}

/** In place of the content of what n8n could not take: it is like no other. */
const FAILED = '';

interface Memory {
	/** The last delivery about each event and object; the one that came first stands first. */
	marks: Map<string, Mark>;
	/** The last thousand that are on record, each as a word with a space before it. */
	latest: string;
	/** What was last read of those that other processes have taken, too. */
	read: string;
}

/** What a trigger keeps in its static data, for the time after a restart. n8n takes far longer over a list. */
interface Kept {
	taken?: string;
}
/** What a delivery is about, what it said, and when it came. */
const WORD = /^([\w-]{8})([\w-]{8})([0-9a-z]{8})$/;
const wordOf = (about: string, { content, at }: Mark) => about + content + at.toString(36);
const latestOf = ({ latest }: Memory, word: string) => `${latest} ${word}`.slice(-25_000);

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
	const about = digest([event, object]);
	const before = lastOf(memory.marks.get(about));
	const response = context.getResponseObject();
	const mark: Mark = { content: digest(content), at: Date.now(), response, before };
	if (before?.content === mark.content) {
		if (isOnRecord(before)) return answer(context, 200, words);
		return answer(context, 503, 'The same delivery is being taken: send it again');
	}
	remember(memory, about, mark);
	response.once('close', () => settle(memory, about, mark));
	// n8n asks for the words when the execution is on record; at those of a form it looks once before, for a stream.
	let looksBefore = isForm(context) ? 1 : 0;
	const onRead = () => {
		if (looksBefore-- > 0) return;
		mark.response = mark.before = undefined;
		// Only what is written between the record and the answer is saved.
		keptOf(context).taken = memory.latest = latestOf(memory, wordOf(about, mark));
	};
	try {
		return start(context, words, await items(), onRead);
	} catch (error) {
		context.logger.error(`A delivery could not be taken: ${(error as Error).message}`);
		return answer(context, 500, 'The delivery could not be taken: send it again');
	}
}

/** While somebody listens in the editor, n8n keeps nothing. */
function isEachWelcome(context: IWebhookFunctions): boolean {
	const options = context.getNodeParameter('options', {}) as IDataObject | null;
	return context.getMode() === 'manual' || textOf(options?.[ignoreDuplicates.name]) === 'false';
}

/** 48 bits: of ten thousand things, no two are ever taken for one. */
function digest(facts: unknown): string {
	return hash('sha256', JSON.stringify(facts) ?? '', 'base64url').slice(0, 8);
}

const keptOf = (context: IWebhookFunctions) => context.getWorkflowStaticData('node') as Kept;

function memoryOf(context: IWebhookFunctions): Memory {
	const owner = `${context.getWorkflow().id}/${context.getNode().id}`;
	const memory = memories.get(owner) ?? { marks: new Map<string, Mark>(), latest: '', read: '' };
	memories.set(owner, memory);
	learn(memory, textOf(keptOf(context).taken));
	return memory;
}

/** What other n8n processes have taken, or this one before a restart: n8n reads static data anew for each delivery. */
function learn(memory: Memory, text: string): void {
	const isNews = (word: string) => {
		const [, about, , time] = WORD.exec(word) ?? [];
		return about !== undefined && parseInt(time, 36) > (memory.marks.get(about)?.at ?? 0);
	};
	if (text === memory.read || text === memory.latest) return;
	memory.read = text;
	for (const word of text.split(' ').filter(isNews)) {
		const [, about, content, time] = WORD.exec(word) ?? [];
		remember(memory, about, { content, at: parseInt(time, 36) });
		memory.latest = latestOf(memory, word);
	}
}

function remember({ marks }: Memory, about: string, mark: Mark): void {
	marks.delete(about);
	marks.set(about, mark);
	for (const [oldest, { at }] of marks) {
		if (marks.size <= REMEMBERED_HERE && Date.now() - at <= REMEMBERED_MS) break;
		marks.delete(oldest);
	}
}

/** A response holds the whole delivery: it is let go of as soon as it has told what became of it. */
function settle({ marks }: Memory, about: string, mark: Mark): void {
	const { response, before } = mark;
	if (!response?.writableEnded) return;
	mark.response = mark.before = undefined;
	if (response.statusCode < 400) return;
	mark.content = FAILED;
	if (marks.get(about) !== mark) return;
	if (before) marks.set(about, before);
	else marks.delete(about);
}

/** The last one that still counts: not what n8n has failed to take. */
function lastOf(mark: Mark | undefined): Mark | undefined {
	if (!mark) return undefined;
	const { response, at, before } = mark;
	const isFailed = response?.writableEnded === true && response.statusCode >= 400;
	const isOver = Date.now() - at > (isOnRecord(mark) ? REMEMBERED_MS : UNDER_WAY_MS);
	return isFailed || isOver ? lastOf(before) : mark;
}

/** What n8n has answered below 400 is on record. After a sender has hung up, n8n goes on, and answers nobody. */
function isOnRecord({ response }: Mark): boolean {
	return response === undefined || (response.writableEnded && response.statusCode < 400);
}
