import { createHash, timingSafeEqual } from 'node:crypto';
import type {
	IHookFunctions,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

/** Compares two texts in a time that tells nothing about where they differ. */
export function sameText(one: string, other: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
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
 * Starts the workflow. n8n answers by itself, 200 with these words, once the execution is on record: an answer given here
 * would tell the sender to forget a delivery that a crash can still lose.
 *
 * @param onRecord called between the record and the answer, when n8n asks for the words. What it changes in the static
 *        data is saved before the answer goes out; what was changed earlier is not (n8n 2.41 resets its mark of change
 *        when it makes the record).
 */
export function start(
	context: IWebhookFunctions,
	words: string,
	items: INodeExecutionData[],
	onRecord: () => void = () => {},
): IWebhookResponseData {
	context.getResponseObject().type('text/plain');
	// For a form with files, n8n looks at the words once before, to see whether they are a stream.
	let looksBefore = context.getRequestObject().contentType === 'multipart/form-data' ? 1 : 0;
	return {
		workflowData: [items],
		get webhookResponse() {
			if (looksBefore-- <= 0) onRecord();
			return words;
		},
	};
}

/** Turns a delivery away: 401, and nothing starts. The reason is for the sender's log and gives no secret away. */
export function refuse(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	return answer(context, 401, reason);
}

/** The exact bytes of a delivery as text; empty when there was no body. */
export function rawBody(context: IWebhookFunctions): string {
	return context.getRequestObject().rawBody?.toString('utf8') ?? '';
}

/** For providers whose webhooks are entered by hand in their portal: there is nothing for n8n to register or remove. */
export const registeredByHand = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		return true;
	},
	async create(this: IHookFunctions): Promise<boolean> {
		return true;
	},
	async delete(this: IHookFunctions): Promise<boolean> {
		return true;
	},
};
