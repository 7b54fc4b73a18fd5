import {
	NodeConnectionTypes,
	type IDataObject,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { orWrong, TriggerFields } from '../runtime/form/trigger';
import { startOnce } from '../runtime/webhook/duplicates';
import { answer, cannotTell, refuse, sameText, TRIGGER_VERSION } from '../runtime/webhook/webhook';
import { readDelivery, type Delivery, type DocumentField } from './delivery';
import { filesOf } from './documents';
import { eventOf, toldApart, type FirmafyEvent } from './events';
import { assertReachable } from './reachable';
import { givePlaceBack, registerAgain, takePlace, type Kept } from './registration';
import { askedWith } from './restoring';
import { properties, triggerPanel } from './triggerFields';

/** The document names no words that Firmafy expects. */
const ACCEPTED = 'OK';

export class FirmafyTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Firmafy Trigger',
		name: 'firmafyTrigger',
		icon: { light: 'file:../../icons/firmafy.svg', dark: 'file:../../icons/firmafy.dark.svg' },
		group: ['trigger'],
		version: TRIGGER_VERSION,
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
		const wish = orWrong(() => wishOf(this));
		if (wish instanceof Error) return cannotTell(this, wish);
		const wanted = wish.events;
		const event = eventOf(type, delivery.facts, wanted);
		// A 4xx would only make Firmafy send again what nobody wants.
		if (!wanted.includes(event)) return answer(this, 200, ACCEPTED);
		const items = async () => [await itemOf(this, event, delivery, wish.documents)];
		return await startOnce(this, { ...toldApart(event, delivery.facts), words: ACCEPTED, items });
	}
}

function wishOf(context: IWebhookFunctions): { events: FirmafyEvent[]; documents: DocumentField[] } {
	const filled = new TriggerFields(context, properties);
	return { events: filled.options('events'), documents: filled.options('documents') };
}

/** The files of a form are gone when n8n has answered, so all of them are taken before. */
async function itemOf(
	context: IWebhookFunctions,
	event: FirmafyEvent,
	delivery: Delivery,
	wanted: DocumentField[],
): Promise<INodeExecutionData> {
	const { binary, files, missingFiles } = await filesOf(context, delivery, wanted);
	const json = {
		event,
		receivedAt: new Date().toISOString(),
		...delivery.facts,
		files,
		...(missingFiles.length > 0 && { missingFiles }),
	};
	return { json, binary };
}
