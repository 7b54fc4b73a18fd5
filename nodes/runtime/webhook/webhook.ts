import { hash, timingSafeEqual } from 'node:crypto';
import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Compares two texts in a time that tells nothing about where they differ. */
export function sameText(one: string, other: string): boolean {
	// In UTF-16 every text has bytes of its own; UTF-8 has none for half a character.
	const digest = (text: string) => hash('sha256', Buffer.from(text, 'utf16le'), 'buffer');
	return timingSafeEqual(digest(one), digest(other));
}

/** Whether a time stamp (milliseconds, digits only) lies within `maxAgeMs` of now, either way. */
export function isRecent(timestamp: string, maxAgeMs: number, now = Date.now()): boolean {
	return /^\d{1,15}$/.test(timestamp) && Math.abs(now - Number(timestamp)) <= maxAgeMs;
}

/** Answers the sender in the words it expects, as plain text. No workflow starts. */
export function answer(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/**
 * Starts the workflow. n8n answers by itself, 200 with these words, once the execution is on record (n8n 1: just before):
 * an answer given here would tell the sender to forget a delivery that a crash can still lose.
 *
 * @param onRead called whenever n8n looks at the words: for its answer, and at those of a form once before the record, to
 *        see whether they are a stream. What it changes in the static data is saved before the answer goes out; what was
 *        changed before the record is not (n8n 2.41 resets its mark of change when it makes the record).
 */
export function start(
	context: IWebhookFunctions,
	words: string,
	items: INodeExecutionData[],
	onRead: () => void = () => {},
): IWebhookResponseData {
	context.getResponseObject().type('text/plain');
	return {
		workflowData: [items],
		get webhookResponse() {
			onRead();
			return words;
		},
	};
}

/** Whether it is a form with files. n8n has put these on the disk, and used up the stream of the body. */
export function isForm(context: IWebhookFunctions): boolean {
	return context.getRequestObject().contentType === 'multipart/form-data';
}

/** Turns a delivery away: 401, and nothing starts. The reason is for the sender's log and gives no secret away. */
export function refuse(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	return answer(context, 401, reason);
}

/**
 * The version of a trigger. For version 1 of any trigger, n8n evaluates an expression with each delivery, which costs more
 * than all the rest; from 2 on it does not, and leaves bodies unread whose type it does not parse: rawBody() reads them.
 */
export const TRIGGER_VERSION = 2;

/**
 * The exact bytes of a delivery as text; empty when there was no body, and for forms with files. Undefined when they
 * cannot be read (too many, packed wrongly, cut off): n8n would make a failed execution of an
 * error, whoever sent that.
 */
export async function rawBody(context: IWebhookFunctions): Promise<string | undefined> {
	const request = context.getRequestObject();
	try {
		if (!request.rawBody && !isForm(context)) await request.readRawBody();
	} catch {
		return undefined;
	}
	return request.rawBody?.toString('utf8') ?? '';
}

/** Turns away what rawBody() could not read. */
export function unreadable(context: IWebhookFunctions): IWebhookResponseData {
	return answer(context, 400, 'The body cannot be read');
}

/**
 * A field of the trigger is wrong, as the error says, so nobody can tell whether the workflow waits for this delivery: it
 * is not taken, and has to come again.
 */
export function cannotTell(context: IWebhookFunctions, { message }: Error): IWebhookResponseData {
	context.logger.error(
		`A delivery to the node “${context.getNode().name}” was not taken: ${message}. Correct the field, and publish the workflow again.`,
	);
	return answer(context, 500, 'The receiver is not set up rightly: send it again later');
}
const yes = async () => true;

/** For providers whose webhooks are entered by hand in their portal: there is nothing for n8n to register or remove. */
export const registeredByHand = { checkExists: yes, create: yes, delete: yes };
