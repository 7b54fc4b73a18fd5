import { randomBytes } from 'node:crypto';
import {
	NodeConnectionTypes,
	type IDataObject,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { answer, refuse, sameText } from '../runtime/webhook';
import { readDelivery, type DocumentField } from './delivery';
import { filesOf } from './documents';
import { eventOf, typesOf } from './events';
import { claim, markOf, release } from './redeliveries';
import { assertReachable } from './reachable';
import { forget, registerLatest, remember, subscribe } from './subscriptions';
import { properties, triggerPanel } from './triggerFields';

/** What the node keeps between its hooks and its deliveries. */
interface Kept extends IDataObject {
	/** Part of the URL: whoever does not know it starts nothing. It stays the same, because no URL can be taken back. */
	secret?: string;
	/** The types that were registered. */
	types?: string[];
	/** When the workflow was published, in milliseconds since 1970. */
	since?: number;
	/** Whether it was for listening in the editor. */
	isTest?: boolean;
	/** Marks of the deliveries that have been taken. */
	seen?: string[];
}

export class FirmafyTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Firmafy Trigger',
		name: 'firmafyTrigger',
		icon: { light: 'file:../../icons/firmafy.svg', dark: 'file:../../icons/firmafy.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when somebody has signed a document with Firmafy',
		defaults: { name: 'Firmafy Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'firmafyApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		triggerPanel,
		properties,
	};

	webhookMethods = {
		default: {
			/** Firmafy cannot be asked what is registered. To register the same URL again does no harm, so that is done. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},

			async create(this: IHookFunctions): Promise<boolean> {
				const url = this.getNodeWebhookUrl('default') ?? '';
				await assertReachable(this, url);
				const kept = this.getWorkflowStaticData('node') as Kept;
				kept.secret ??= randomBytes(32).toString('hex');
				kept.types = typesOf(this);
				kept.isTest = this.getMode() === 'manual';
				const method = this.getNodeParameter('method') as string;
				const subscriptions = kept.types.map((type) => {
					const query = new URLSearchParams({ type, secret: String(kept.secret) });
					return { type, method, url: `${url}?${query.toString()}` };
				});
				if (kept.isTest) {
					for (const subscription of subscriptions) await subscribe(this, subscription);
					return true;
				}
				if (!kept.since || !isStartOfN8n(this)) kept.since = Date.now();
				await remember(this, subscriptions, kept.since);
				await registerLatest(this, kept.types);
				return true;
			},

			/** Firmafy knows no unsubscribing: the places go to the published workflows that had them before. */
			async delete(this: IHookFunctions): Promise<boolean> {
				const { isTest, types = [] } = this.getWorkflowStaticData('node') as Kept;
				if (!isTest) forget(this);
				try {
					await registerLatest(this, types);
				} catch (error) {
					this.logger.error(
						`The published workflow’s URL could not be registered at Firmafy again; unpublish it and publish it once more. ${(error as Error).message}`,
					);
				}
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { secret } = this.getWorkflowStaticData('node') as Kept;
		const { secret: given, type } = this.getQueryData() as IDataObject;
		if (!secret || typeof given !== 'string' || !sameText(given, secret)) {
			return refuse(this, 'the secret does not match');
		}

		const delivery = readDelivery(this.getHeaderData()['content-type'], this.getBodyData());
		if (!delivery) return answer(this, 400, 'the delivery names no document (csv)');
		const event = eventOf(type, delivery.facts);
		const isWanted = (this.getNodeParameter('events') as string[]).includes(event);
		const mark = markOf(event, delivery.facts);
		// A 4xx would only make Firmafy send again what nobody wants.
		if (!isWanted || !claim(this, mark)) return answer(this, 200, 'OK');

		try {
			const wanted = this.getNodeParameter('documents', []) as DocumentField[];
			const { binary, files, missingFiles } = await filesOf(this, delivery, wanted);
			const json = {
				event,
				receivedAt: new Date().toISOString(),
				...delivery.facts,
				files,
				...(missingFiles.length > 0 && { missingFiles }),
			};
			// n8n answers by itself, once the execution is on record.
			return { workflowData: [[{ json, binary }]] };
		} catch (error) {
			release(this, mark);
			this.logger.error(`A delivery of Firmafy could not be taken: ${(error as Error).message}`);
			return answer(this, 500, 'The delivery could not be taken: send it again');
		}
	}
}

/** n8n registers what is published again when it starts: that publishes nothing anew. */
function isStartOfN8n(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}
