import { createHash } from 'node:crypto';
import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { textOf } from '../text';
import { answer, start } from './webhook';

/** How many deliveries of a node this process remembers. */
const REMEMBERED_HERE = 10_000;
/** How many are kept with the workflow, for the time after a restart. Each delivery writes them all. */
const KEPT_WITH_WORKFLOW = 1_000;
const MARK_LENGTH = 10;
/** So long after its sender has hung up, a delivery that n8n has not put on record may come again. */
const GIVEN_UP_AFTER_MS = 600_000;

interface Memory {
	/** Marks of deliveries whose executions are on record, the oldest first. */
	taken: Set<string>;
	/** The last of them, twice as many as are kept with the workflow, as one text. */
	latest: string;
	underWay: Map<string, Claim>;
}

/** What a trigger keeps in its static data, which n8n copies into the record of each execution. */
interface Kept {
	/** The marks with spaces between them: n8n takes far longer to wrap, read and write a list. */
	taken?: string;
}

/** For the options of a trigger. A trigger without it ignores them always. */
export const ignoreDuplicates: INodeProperties = {
	displayName: 'Ignore Duplicates',
	name: 'ignoreDuplicates',
	type: 'boolean',
	default: true,
	description:
		'Whether a delivery with the same content as one before starts nothing. The last 1,000 are remembered while the workflow is published.',
};

export interface Start {
	/** What this delivery has in common with its redeliveries, and with no other: see `markOf()`. */
	mark: string;
	/** The answer that the provider wants. */
	words: string;
	items(): INodeExecutionData[] | Promise<INodeExecutionData[]>;
}

/** By workflow and node. Deliveries at the same moment see static data of their own, so the truth is here. */
const memories = new Map<string, Memory>();

/**
 * Starts the workflow, unless the same delivery has started it before and duplicates are ignored. A copy of a delivery
 * that is under way is answered when that one is on record: whatever is answered 200 is in an execution.
 *
 * The memory is saved between the record and the answer. If n8n ends between these two, the sender has no answer, sends
 * again, and the workflow is started a second time: n8n lets a trigger neither write both at once nor look into the
 * record. Copies that arrive at the same moment at different n8n processes are not told apart either.
 */
export async function startOnce(
	context: IWebhookFunctions,
	{ mark, words, items }: Start,
): Promise<IWebhookResponseData> {
	if (isEachWelcome(context)) return start(context, words, await items());
	const memory = memoryOf(context);
	if (isTaken(context, memory, mark)) return answer(context, 200, words);
	const first = memory.underWay.get(mark);
	if (first) {
		if (await first.isTaken) return answer(context, 200, words);
		return answer(context, 503, 'The same delivery could not be taken just now: send it again');
	}
	const claim = new Claim(context, memory, mark);
	try {
		return start(context, words, await items(), () => claim.taken());
	} catch (error) {
		claim.released();
		context.logger.error(`A delivery could not be taken: ${(error as Error).message}`);
		return answer(context, 500, 'The delivery could not be taken: send it again');
	}
}

/** A short text that stands for the facts: 60 bits, so that no two of ten thousand deliveries are ever taken for one. */
export function markOf(facts: unknown): string {
	return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, MARK_LENGTH);
}

/** While somebody listens in the editor, n8n keeps nothing. */
function isEachWelcome(context: IWebhookFunctions): boolean {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return context.getMode() === 'manual' || options[ignoreDuplicates.name] === false;
}

function memoryOf(context: IWebhookFunctions): Memory {
	const owner = `${context.getWorkflow().id}/${context.getNode().id}`;
	const memory = memories.get(owner) ?? { taken: new Set(), latest: '', underWay: new Map() };
	memories.set(owner, memory);
	forgetGivenUp(memory);
	return memory;
}

const keptOf = (context: IWebhookFunctions) => context.getWorkflowStaticData('node') as Kept;
/** The last of marks that have spaces between them. */
const newest = (marks: string, count: number) => marks.slice(1 - count * (MARK_LENGTH + 1));

/** Another n8n process may have taken it: that is in the static data. */
function isTaken(context: IWebhookFunctions, { taken }: Memory, mark: string): boolean {
	return taken.has(mark) || textOf(keptOf(context).taken).includes(mark);
}

/** What other processes have taken. Mostly there is none, and the text is one that this process wrote shortly before. */
function learn(memory: Memory, marks: string): void {
	if (memory.latest.includes(marks)) return;
	for (const mark of marks.split(' ')) {
		if (mark.length === MARK_LENGTH && !memory.taken.has(mark)) remember(memory, mark);
	}
}

function remember(memory: Memory, mark: string): void {
	const { taken } = memory;
	taken.add(mark);
	for (const oldest of taken) {
		if (taken.size <= REMEMBERED_HERE) break;
		taken.delete(oldest);
	}
	memory.latest = newest(`${memory.latest} ${mark}`.trimStart(), 2 * KEPT_WITH_WORKFLOW);
}

function forgetGivenUp({ underWay }: Memory): void {
	for (const claim of underWay.values()) {
		if (Date.now() - claim.leftAt > GIVEN_UP_AFTER_MS) claim.released();
	}
}

/** A delivery that n8n has not put on record yet. */
class Claim {
	/** When the sender hung up. n8n may still be at it. */
	leftAt = Infinity;
	private isOnRecord = false;
	/** Settled when it is over: whether the execution is on record. */
	readonly isTaken: Promise<boolean>;
	private settle: (isTaken: boolean) => void = () => {};

	constructor(
		private readonly context: IWebhookFunctions,
		private readonly memory: Memory,
		private readonly mark: string,
	) {
		this.isTaken = new Promise((resolve) => (this.settle = resolve));
		memory.underWay.set(mark, this);
		const response = context.getResponseObject();
		if (response.closed) this.left();
		else response.once('close', () => this.closed());
	}

	private closed(): void {
		const { statusCode, writableFinished } = this.context.getResponseObject();
		if (statusCode >= 400) this.released();
		else if (writableFinished) this.taken();
		else this.left();
	}

	private left(): void {
		this.leftAt = Date.now();
		this.settle(false);
	}

	/** The execution is on record. n8n asks for the words twice, and only what is written before the answer is saved. */
	taken(): void {
		if (this.isOnRecord) return;
		this.isOnRecord = true;
		const kept = keptOf(this.context);
		learn(this.memory, textOf(kept.taken));
		if (!this.memory.taken.has(this.mark)) remember(this.memory, this.mark);
		kept.taken = newest(this.memory.latest, KEPT_WITH_WORKFLOW);
		this.end(true);
	}

	/** It was not taken, and is to come again. */
	released(): void {
		this.end(false);
	}

	/** A copy may have been let in meanwhile: its claim is its own. */
	private end(isTaken: boolean): void {
		this.settle(isTaken);
		if (this.memory.underWay.get(this.mark) === this) this.memory.underWay.delete(this.mark);
	}
}
