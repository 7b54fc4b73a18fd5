import {
	NodeConnectionTypes,
	type IDataObject,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { answer, refuse, sameText, TRIGGER_VERSIONS } from '../runtime/webhook';
import { readDelivery, type DocumentField } from './delivery';
import { filesOf } from './documents';
import { eventOf } from './events';
import { assertReachable } from './reachable';
import { claim, markOf, release } from './redeliveries';
import { givePlaceBack, registerAgain, takePlace, type Kept } from './registration';
import { askedWith } from './restoring';
import { properties, triggerPanel } from './triggerFields';

export class FirmafyTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Firmafy Trigger',
		name: 'firmafyTrigger',
		icon: { light: 'file:../../icons/firmafy.svg', dark: 'file:../../icons/firmafy.dark.svg' },
		group: ['trigger'],
		version: TRIGGER_VERSIONS,
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
				await assertReachable(this, this.getNodeWebhookUrl('default') ?? '');
				await takePlace(this);
				return true;
			},

			/** Firmafy knows no unsubscribing: the places go to the published workflows that had them before. */
			async delete(this: IHookFunctions): Promise<boolean> {
				await givePlaceBack(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const asked = askedWith(this);
		if (asked !== undefined) return await registerAgain(this, asked);

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
			// n8n answers by itself, once the execution is on record. If that fails, the delivery was not taken.
			const response = this.getResponseObject();
			response.once('finish', () => {
				if (response.statusCode >= 400) release(this, mark);
			});
			return { workflowData: [[{ json, binary }]] };
		} catch (error) {
			release(this, mark);
			this.logger.error(`A delivery of Firmafy could not be taken: ${(error as Error).message}`);
			return answer(this, 500, 'The delivery could not be taken: send it again');
		}
	}
}
