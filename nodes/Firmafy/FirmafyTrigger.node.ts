import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { commaSeparated } from '../runtime/form/lists';
import { orWrong, TriggerFields } from '../runtime/form/trigger';
import { startOnce } from '../runtime/webhook/duplicates';
import { filesOf, rawBody, recordsOf } from '../runtime/webhook/body';
import {
	answer,
	beside,
	cannotTell,
	refuse,
	sameText,
	TRIGGER_VERSION,
	unreadable,
} from '../runtime/webhook/webhook';
import { deliveryOf, type Delivery, type DocumentField } from './delivery';
import { firmafyLogin } from './credentialTest';
import { sentFiles, withLinkedFiles } from './documents';
import { eventOf, isWanted, toldApart, type FirmafyEvent, type Wish } from './events';
import { assertReachable } from './reachable';
import { ASKED, givePlaceBack, takePlace, tellPublished, type Kept } from './registration';
import { properties, triggerPanel } from './triggerFields';

/** The document names no words that Firmafy expects. */
const ACCEPTED = 'OK';

const WRONG_SECRET =
	'If documents are signed and nothing starts, unpublish the workflow and publish it again: that registers its URL anew.';
const NO_DOCUMENT =
	'If Firmafy sent it, its deliveries are other than documented: switch the field Format, and tell us.';

/** What the trigger itself says of a delivery. */
const OWN = ['event', 'receivedAt', 'files', 'missingFiles'];

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
		credentials: [{ name: 'firmafyApi', required: true, testedBy: 'firmafyLogin' }],
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

	methods = { credentialTest: { firmafyLogin } };

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
		const { secret } = this.getWorkflowStaticData('node') as Kept;
		const { secret: given, type, [ASKED]: asked } = this.getQueryData() as IDataObject;
		if (!secret || typeof given !== 'string' || !sameText(given, secret)) {
			return refuse(this, 401, 'the secret does not match', WRONG_SECRET);
		}
		if (asked !== undefined) return tellPublished(this);

		const raw = await rawBody(this);
		if (raw === undefined) return unreadable(this);
		const delivery = deliveryOf(recordsOf(this, raw, 'csv'), filesOf(this));
		if (!delivery) return refuse(this, 400, 'the delivery names no document (csv)', NO_DOCUMENT);
		const wish = orWrong(() => wishOf(this));
		if (wish instanceof Error) return cannotTell(this, wish);
		const wanted = wish.events;
		const event = eventOf(type, delivery.facts, wanted);
		// A 4xx would only make Firmafy send again what nobody wants.
		if (!isWanted(wish, event, delivery.facts)) {
			if (event === 'documentChanged' && !wanted.includes(event)) noteStatus(this, delivery);
			return answer(this, 200, ACCEPTED);
		}
		const items = async () => [await itemOf(this, event, delivery, wish.documents)];
		return await startOnce(this, { ...toldApart(event, delivery.facts), words: ACCEPTED, items });
	}

	/** The first step of the execution that a delivery has started. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await Promise.all(this.getInputData().map(async (item) => await withLinkedFiles(this, item)))];
	}
}

/** A status that means something else than was thought must not go by unseen. */
function noteStatus(context: IWebhookFunctions, { facts: { csv, status } }: Delivery): void {
	const told = JSON.stringify([csv, status]).slice(0, 200);
	context.logger.warn(
		`Firmafy told of a document whose status is none of a signature, and “Document Changed Otherwise” is not chosen in workflow ${context.getWorkflow().id}. Code and status: ${told}`,
	);
}

interface Fields extends Wish {
	documents: DocumentField[];
}

function wishOf(context: IWebhookFunctions): Fields {
	const filled = new TriggerFields(context, properties);
	const { statuses } = filled.collection('options');
	return {
		events: filled.options('events'),
		statuses: commaSeparated(statuses),
		documents: filled.options('documents'),
	};
}

/** The files of a form are gone when n8n has answered, so they are taken before. */
async function itemOf(
	context: IWebhookFunctions,
	event: FirmafyEvent,
	delivery: Delivery,
	wanted: DocumentField[],
): Promise<INodeExecutionData> {
	const { binary, files, missingFiles } = await sentFiles(context, delivery, wanted);
	const own = { event, receivedAt: new Date().toISOString() };
	const missing = missingFiles.length > 0 && { missingFiles };
	return { json: { ...beside(own, delivery.facts, OWN), files, ...missing }, binary };
}
