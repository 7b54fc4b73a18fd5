import { hash, timingSafeEqual } from 'node:crypto';
import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { withoutErrorKey } from '../text';

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

/** By trigger: when a refusal was last in the log, and how many were not since. */
const refusals = new Map<string, { at: number; more: number }>();

/**
 * Turns a delivery away, and nothing starts. The reason is the answer, for the sender's log, and stands in n8n's log: once
 * a minute at most per trigger, since whoever knows the URL can be refused as often as they like. Neither text may hold
 * anything of a secret or of the delivery.
 *
 * @param status 401 for strangers, 400 for what cannot be read
 * @param advice what to do if it was the provider's, as a sentence
 */
export function refuse(
	context: IWebhookFunctions,
	status: 400 | 401,
	reason: string,
	advice: string,
): IWebhookResponseData {
	const place = placeOf(context);
	const { at, more } = refusals.get(place) ?? { at: -Infinity, more: 0 };
	const isDue = Math.abs(Date.now() - at) >= 60_000;
	refusals.set(place, isDue ? { at: Date.now(), more: 0 } : { at, more: more + 1 });
	const others = more > 0 ? ` ${more} more were refused since the last such line.` : '';
	if (isDue) context.logger.warn(`${place} refused a delivery: ${reason}. ${advice}${others}`);
	return answer(context, status, reason);
}

/** As refuse(), for what rawBody() could not read. */
export function unreadable(context: IWebhookFunctions): IWebhookResponseData {
	const advice = 'It is packed wrongly, was cut off, or is larger than n8n takes (N8N_PAYLOAD_SIZE_MAX).';
	return refuse(context, 400, 'The body cannot be read', advice);
}

/**
 * The version of a trigger. For version 1 of any trigger, n8n evaluates an expression with each delivery, which costs more
 * than all the rest; from 2 on it does not, and leaves bodies unread whose type it does not parse: rawBody() reads them.
 */
export const TRIGGER_VERSION = 2;

/**
 * A field of the trigger is wrong, as the error says, so nobody can tell whether the workflow waits for this delivery: it
 * is not taken, and has to come again.
 */
export function cannotTell(context: IWebhookFunctions, { message }: Error): IWebhookResponseData {
	const advice = 'Correct the field, and publish the workflow again.';
	context.logger.error(`${placeOf(context)} did not take a delivery: ${message}. ${advice}`);
	return answer(context, 500, 'The receiver is not set up rightly: send it again later');
}

const placeOf = (context: IWebhookFunctions) =>
	`The node “${context.getNode().name}” of workflow ${context.getWorkflow().id}`;

/**
 * What the workflow gets: what the trigger says, and beside it what was sent. Nothing that was sent can pass for what the
 * trigger says, at once or in a later step: what has one of its names is in `ofPayload`.
 *
 * @param names all names of the trigger's own, also of what it does not say this time
 */
export function beside(own: IDataObject, sent: IDataObject, names: string[]): IDataObject {
	const entries = Object.entries(sent).filter(([name]) => name !== '__proto__');
	const isOwn = ([name]: [string, unknown]) => name === 'ofPayload' || names.includes(name);
	const ofPayload = Object.fromEntries(entries.filter(isOwn));
	const others = Object.fromEntries(entries.filter((entry) => !isOwn(entry)));
	return withoutErrorKey({ ...own, ...others, ...(Object.keys(ofPayload).length > 0 && { ofPayload }) });
}

const yes = async () => true;

/** For providers whose webhooks are entered by hand in their portal: there is nothing for n8n to register or remove. */
export const registeredByHand = { checkExists: yes, create: yes, delete: yes };
