import { randomBytes } from 'node:crypto';
import type { IDataObject, IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { TriggerFields } from '../runtime/form/trigger';
import { answer, refuse } from '../runtime/webhook/webhook';
import { typesOf } from './events';
import { askPublished, typesAskedFor } from './restoring';
import { forget, registerLatest, remember, subscribe, type Subscription } from './subscriptions';
import { properties } from './triggerFields';

/** What the node keeps between its hooks and its deliveries. Listening in the editor keeps its own. */
export interface Kept extends IDataObject {
	/** Part of the URL: whoever does not know it starts nothing. It stays the same, because no URL can be taken back. */
	secret?: string;
	/** The types that were registered. */
	types?: string[];
	/** When the workflow was published, in milliseconds since 1970. */
	since?: number;
	/** Whether it was for listening in the editor. */
	isTest?: boolean;
}

type Context = IHookFunctions | IWebhookFunctions;

/** Registers the node's URL at Firmafy, for each of the chosen events. */
export async function takePlace(context: IHookFunctions): Promise<void> {
	const kept = context.getWorkflowStaticData('node') as Kept;
	kept.secret ??= randomBytes(32).toString('hex');
	kept.types = typesOf(new TriggerFields(context, properties));
	kept.isTest = context.getMode() === 'manual';
	if (kept.isTest) {
		for (const subscription of subscriptionsOf(context, kept)) await subscribe(context, subscription);
		return;
	}
	if (!kept.since || !isStartOfN8n(context)) kept.since = Date.now();
	await remember(context, subscriptionsOf(context, kept), kept.since);
	await registerLatest(context, kept.types);
}

/** Hands the places to the workflows that had them before. That it fails must not keep anything from ending. */
export async function givePlaceBack(context: IHookFunctions): Promise<void> {
	const { isTest, types = [] } = context.getWorkflowStaticData('node') as Kept;
	if (!isTest) forget(context);
	try {
		const vacant = await registerLatest(context, types);
		const testUrl = context.getNodeWebhookUrl('default') ?? '';
		if (isTest && vacant.length > 0) await askPublished(context, testUrl, vacant);
	} catch (error) {
		context.logger.error(
			`The published workflow’s URL could not be registered at Firmafy again: unpublish it, and publish it once more. ${(error as Error).message}`,
		);
	}
}

/**
 * The published node is asked for it: somebody has listened in the editor and stopped. Whoever asks knows who is
 * published; this may be a process that takes deliveries and knows nobody, or somebody who has gone since.
 */
export async function registerAgain(
	context: IWebhookFunctions,
	asked: string,
): Promise<IWebhookResponseData> {
	const kept = context.getWorkflowStaticData('node') as Kept;
	const types = await typesAskedFor(context, context.getNodeWebhookUrl('default') ?? '', asked);
	if (!kept.secret || !types) return refuse(context, 'the signature does not match');
	try {
		const own = subscriptionsOf(context, kept);
		for (const subscription of own.filter(({ type }) => types.includes(type)))
			await subscribe(context, subscription);
		await remember(context, own, kept.since ?? 0);
	} catch (error) {
		return answer(context, 500, (error as Error).message);
	}
	return answer(context, 200, 'registered');
}

/** One URL per event: a delivery does not say by itself which event it is about. */
function subscriptionsOf(context: Context, { types = [], secret = '' }: Kept): Subscription[] {
	const url = context.getNodeWebhookUrl('default');
	const method = new TriggerFields(context, properties).option<string>('method');
	return types.map((type) => ({
		type,
		method,
		url: `${url}?${new URLSearchParams({ type, secret }).toString()}`,
	}));
}

/** Some ways to run n8n register what is published again when it starts: that publishes nothing anew. */
function isStartOfN8n(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}
