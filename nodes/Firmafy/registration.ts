import { createHmac, randomBytes } from 'node:crypto';
import type { IDataObject, IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { parsedJson } from '../runtime/text';
import { answer, isRecent, refuse, sameText } from '../runtime/webhook/webhook';
import { typesOf } from './events';
import { forget, registerLatest, remember, subscribe, type Subscription } from './subscriptions';

/** What the node keeps between its hooks and its deliveries. Listening in the editor keeps its own. */
export interface Kept extends IDataObject {
	/** Part of the URL: whoever does not know it starts nothing. It stays the same, because no URL can be taken back. */
	secret?: string;
	/** The types that were registered. */
	types?: string[];
	/** When the workflow was published, in milliseconds since 1970; undefined while somebody listens in the editor. */
	since?: number;
}

type Context = IHookFunctions | IWebhookFunctions;

/** Registers the node's URL at Firmafy, for each of the chosen events. */
export async function takePlace(context: IHookFunctions): Promise<void> {
	const kept = context.getWorkflowStaticData('node') as Kept;
	kept.secret ??= randomBytes(32).toString('hex');
	kept.types = typesOf(context);
	const wanted = subscriptionsOf(context, kept);
	if (context.getMode() === 'manual') return await subscribe(context, wanted);
	if (!kept.since || !isStartOfN8n(context)) kept.since = Date.now();
	await remember(context, wanted, kept.since);
	await registerLatest(context, kept.types);
}

/** Hands the places to the workflows that had them before. That it fails must not keep anything from ending. */
export async function givePlaceBack(context: IHookFunctions): Promise<void> {
	const { since, types = [] } = context.getWorkflowStaticData('node') as Kept;
	if (since) forget(context);
	try {
		const vacant = await registerLatest(context, types);
		if (!since && vacant.length > 0) await askPublished(context, vacant);
	} catch (error) {
		const which = since ? 'Another published workflow' : 'The workflow, if it is published,';
		context.logger.error(
			`${which} may not get Firmafy’s events any more, because its URL could not be registered again: unpublish it, and publish it once more. (Workflow ${context.getWorkflow().id}: ${(error as Error).message})`,
		);
	}
}

/**
 * What listens in the editor cannot see what the published workflow keeps, its secret included, and n8n calls no hook
 * when it starts. So the published node is asked, at its own URL, to register itself again. The signature shows that its
 * own n8n asks: it is made with n8n's ID, from which nothing can be found out about the account.
 */
export const ASKED = 'x-firmafy-restore';
const MAX_AGE_MS = 60_000;
const TIMEOUT_MS = 30_000;

/** @throws unless it has done so, or n8n says that the workflow is not published */
async function askPublished(context: IHookFunctions, types: string[]): Promise<void> {
	const url = productionUrl(context);
	const { statusCode, body } = (await context.helpers.httpRequest({
		url,
		method: 'POST',
		headers: { [ASKED]: signed(context, url, `${Date.now()}.${types.join('-')}`) },
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	})) as { statusCode: number; body: string };
	const { registered, message } = (parsedJson(body) ?? {}) as IDataObject;
	if (statusCode === 200 && Array.isArray(registered)) return;
	if (statusCode === 404 && /^The requested webhook ".*" is not registered/.test(String(message))) return;
	throw new Error(`${new URL(url).host} answered ${statusCode} ${String(body).slice(0, 300)}`);
}

/** While somebody listens, n8n gives the test URL. Without what it knows of the test, it gives the other one. */
function productionUrl(context: IHookFunctions): string {
	const asPublished = Object.create(context, { webhookData: { value: undefined } }) as IHookFunctions;
	const url = asPublished.getNodeWebhookUrl('default');
	if (url && url !== context.getNodeWebhookUrl('default')) return url;
	throw new Error('Its production URL is not known.');
}

/**
 * Registers the node again for its own n8n, which asks when somebody has listened in the editor and stopped.
 * Answers `{"registered": ["1", …]}`, with the types.
 */
export async function registerAgain(
	context: IWebhookFunctions,
	asked: string,
): Promise<IWebhookResponseData> {
	const kept = context.getWorkflowStaticData('node') as Kept;
	const [time, types = ''] = asked.split('.');
	const isProved = sameText(asked, signed(context, urlOf(context), `${time}.${types}`));
	if (!kept.secret || !isProved || !isRecent(time, MAX_AGE_MS))
		return refuse(context, 'the signature does not match');
	const own = subscriptionsOf(context, kept).filter(({ type }) => types.split('-').includes(type));
	try {
		await subscribe(context, own);
	} catch (error) {
		return answer(context, 500, (error as Error).message);
	}
	return answer(context, 200, JSON.stringify({ registered: own.map(({ type }) => type) }));
}

function signed(context: Context, url: string, claim: string): string {
	const message = `${new URL(url).pathname}.${claim}`;
	return `${claim}.${createHmac('sha256', context.getInstanceId()).update(message).digest('hex')}`;
}

/** One URL per event: a delivery does not say by itself which event it is about. */
function subscriptionsOf(context: Context, { types = [], secret = '' }: Kept): Subscription[] {
	const method = context.getNodeParameter('method') as string;
	const urlFor = (type: string) => `${urlOf(context)}?${new URLSearchParams({ type, secret }).toString()}`;
	return types.map((type) => ({ type, method, url: urlFor(type) }));
}

function urlOf(context: Context): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

/** Some ways to run n8n register what is published again when it starts: that publishes nothing anew. */
function isStartOfN8n(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}
