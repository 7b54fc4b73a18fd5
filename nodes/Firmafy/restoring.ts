import { createHmac } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { credentialsOf } from '../runtime/http/request';
import type { Caller } from '../runtime/http/provider';
import { isRecent, sameText } from '../runtime/webhook/webhook';
import { firmafy } from './provider';

/**
 * What listens in the editor cannot see what the published workflow keeps, its secret included, and n8n calls no hook
 * when it starts. So the published node is asked, at its own URL, to register itself again. Both have the credential:
 * a signature made with its password proves who asks.
 */
const HEADER = 'x-firmafy-restore';
const MAX_AGE_MS = 60_000;
const TIMEOUT_MS = 30_000;

/**
 * Asks the published version of this node to register its URL at Firmafy again.
 *
 * @param testUrl the node's own URL while it listens in the editor
 * @param types the events that nobody else is known to want
 * @throws when the published node could not be asked, or could not do it
 */
export async function askPublished(context: IHookFunctions, testUrl: string, types: string[]): Promise<void> {
	const url = testUrl.replace('/webhook-test/', '/webhook/');
	if (url === testUrl) throw new Error('The production URL is not known.');
	const { statusCode, body } = (await context.helpers.httpRequest({
		url,
		method: 'POST',
		headers: { [HEADER]: await proof(context, url, `${Date.now()}.${types.join('-')}`) },
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	})) as { statusCode: number; body: unknown };
	// 404: the workflow is not published, so that there is nothing to put back.
	if (statusCode === 200 || statusCode === 404) return;
	throw new Error(`${new URL(url).host} answered ${statusCode} ${String(body).slice(0, 300)}`);
}

/** What somebody who asks this node to register itself has brought along; undefined for a delivery. */
export function askedWith(context: IWebhookFunctions): string | undefined {
	const value = context.getHeaderData()[HEADER];
	return value === undefined ? undefined : String(value);
}

/** The events to register, or undefined when the one who asks does not know the credential, or did not ask just now. */
export async function typesAskedFor(
	context: IWebhookFunctions,
	url: string,
	given: string,
): Promise<string[] | undefined> {
	const [timestamp, types = ''] = given.split('.');
	const isProved = sameText(given, await proof(context, url, `${timestamp}.${types}`));
	return isProved && isRecent(timestamp, MAX_AGE_MS) ? types.split('-') : undefined;
}

/** @param claim the time and the types */
async function proof(context: Caller, url: string, claim: string): Promise<string> {
	const { password } = await credentialsOf(context, firmafy);
	const message = `${new URL(url).pathname}.${claim}`;
	return `${claim}.${createHmac('sha256', String(password)).update(message).digest('hex')}`;
}
