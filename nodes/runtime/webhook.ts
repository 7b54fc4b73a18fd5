import { createHash, timingSafeEqual } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Compares two texts in a time that tells nothing about where they differ. */
export function sameText(one: string, other: string): boolean {
	// In UTF-16 every text has bytes of its own; UTF-8 has none for half a character.
	const digest = (text: string) => createHash('sha256').update(text, 'utf16le').digest();
	return timingSafeEqual(digest(one), digest(other));
}

/** Whether a time stamp (milliseconds, digits only) lies within `maxAgeMs` of now, either way. */
export function isRecent(timestamp: string, maxAgeMs: number, now = Date.now()): boolean {
	return /^\d{1,15}$/.test(timestamp) && Math.abs(now - Number(timestamp)) <= maxAgeMs;
}

/** Answers the sender in the words it expects, as plain text. Without `workflowData`, no workflow starts. */
export function answer(
	context: IWebhookFunctions,
	status: number,
	text: string,
	workflowData?: IWebhookResponseData['workflowData'],
): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true, ...(workflowData && { workflowData }) };
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
