import { scrypt } from 'node:crypto';
import type { IDataObject, IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { TriggerFields } from '../runtime/form/trigger';
import { credentialsOf } from '../runtime/http/request';
import { withoutSecrets } from '../runtime/http/secrets';
import { parsedJson } from '../runtime/text';
import { answer } from '../runtime/webhook/webhook';
import { typesOf } from './events';
import { firmafy } from './provider';
import { forget, registerLatest, remember, subscribe, type Subscription } from './subscriptions';
import { properties } from './triggerFields';

/** What the node keeps between its hooks and its deliveries. Listening in the editor keeps its own. */
export interface Kept extends IDataObject {
	/** Part of the URL: whoever does not know it starts nothing. */
	secret?: string;
	/** The types that were registered. */
	types?: string[];
	/** When the workflow was published, in milliseconds since 1970; undefined while somebody listens in the editor. */
	since?: number;
}

/** Registers the node's URL at Firmafy, for each of the chosen events. */
export async function takePlace(context: IHookFunctions): Promise<void> {
	const kept = context.getWorkflowStaticData('node') as Kept;
	const filled = new TriggerFields(context, properties);
	kept.secret = await secretOf(context);
	kept.types = typesOf(filled);
	const wanted = subscriptions(urlOf(context), filled.option('method'), kept.types, kept.secret);
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
		if (!since && vacant.length > 0) await registerPublished(context, vacant);
	} catch (error) {
		const which = since ? 'Another published workflow' : 'The workflow, if it is published,';
		context.logger.error(
			`${which} may not get Firmafy’s events any more, because its URL could not be registered again: unpublish it, and publish it once more. (Workflow ${context.getWorkflow().id}: ${(error as Error).message})`,
		);
	}
}

/**
 * The secret in the node's URL. It is derived, so that the node knows its production URL also while somebody listens in
 * the editor, where n8n keeps the published node's data from it; and slowly, so that nobody who sees a URL can try out
 * passwords. Firmafy itself knows both.
 */
async function secretOf(context: IHookFunctions): Promise<string> {
	const { password, idShow } = await credentialsOf(context, firmafy);
	const salt = [context.getInstanceId(), idShow, context.getWorkflow().id, context.getNode().id].join();
	return await new Promise((resolve, reject) =>
		scrypt(String(password), salt, 32, (error, key) =>
			error ? reject(error) : resolve(key.toString('hex')),
		),
	);
}

/** A query that asks the node whether it is published, in place of a delivery. */
export const ASKED = 'published';
const TIMEOUT_MS = 30_000;

/**
 * After listening: n8n calls no hook when it starts, so the memory of who has which place may be empty although the
 * workflow is published. It is asked at its production URL, and registered again.
 *
 * @throws unless it has answered properly, or n8n says that the workflow is not published
 */
async function registerPublished(context: IHookFunctions, vacant: string[]): Promise<void> {
	const url = productionUrl(context);
	const secret = await secretOf(context);
	const { statusCode, body } = (await context.helpers.httpRequest({
		url,
		method: 'POST',
		qs: { secret, [ASKED]: 'true' },
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	})) as { statusCode: number; body: string };
	const { types, method, message } = (parsedJson(body) ?? {}) as IDataObject;
	if (statusCode === 404 && /^The requested webhook ".*" is not registered/.test(String(message))) return;
	if (statusCode !== 200 || !Array.isArray(types)) {
		const said = withoutSecrets(String(body).slice(0, 300), [secret]);
		throw new Error(`${new URL(url).host} answered ${statusCode} ${said}`);
	}
	const own = vacant.filter((type) => (types as unknown[]).includes(type));
	await subscribe(context, subscriptions(url, String(method), own, secret));
}

/** What the published node answers: `{"types": ["1", …], "method": "1"}`. */
export function tellPublished(context: IWebhookFunctions): IWebhookResponseData {
	const { types = [] } = context.getWorkflowStaticData('node') as Kept;
	const method = new TriggerFields(context, properties).option('method');
	return answer(context, 200, JSON.stringify({ types, method }));
}

/** While somebody listens, n8n gives the test URL. Both begin as whoever runs n8n has set it up. */
function productionUrl(context: IHookFunctions): string {
	const { additionalData } = context as unknown as {
		additionalData?: { webhookBaseUrl?: string; webhookTestBaseUrl?: string };
	};
	const { webhookBaseUrl = '', webhookTestBaseUrl = '' } = additionalData ?? {};
	const url = urlOf(context);
	if (webhookBaseUrl && webhookTestBaseUrl && url.startsWith(webhookTestBaseUrl))
		return webhookBaseUrl + url.slice(webhookTestBaseUrl.length);
	throw new Error('Its production URL is not known.');
}

/** One URL per event: a delivery does not say by itself which event it is about. */
function subscriptions(url: string, method: string, types: string[], secret: string): Subscription[] {
	return types.map((type) => ({
		type,
		method,
		url: `${url}?${new URLSearchParams({ type, secret }).toString()}`,
	}));
}

function urlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

/** Some ways to run n8n register what is published again when it starts: that publishes nothing anew. */
function isStartOfN8n(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}
