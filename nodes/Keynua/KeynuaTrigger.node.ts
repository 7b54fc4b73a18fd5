import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { checkWithCredential } from '../runtime/deliveryCredential';
import { answer, rawBody, refuse, registeredByHand } from '../runtime/webhook';
import { events, isWanted, itemStates, outputOf, type Wish } from './events';
import { isActivation, signedHeaders, verify } from './webhook';

/** Keynua wants to hear its own name, and nothing else. */
const ACCEPTED = 'KEYNUA';

export class KeynuaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Keynua Trigger',
		name: 'keynuaTrigger',
		icon: { light: 'file:../../icons/keynua.svg', dark: 'file:../../icons/keynua.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") || "All events" }}',
		description:
			'Starts the workflow when something happens to a contract or an identity verification at Keynua',
		defaults: { name: 'Keynua Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'keynuaWebhookApi', required: true, testedBy: 'webhookSecret' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'Webhooks have two URLs: test and production. While you build, click “Listen for test event” and put the <b>test URL</b> into Keynua’s Developers section. When the workflow is finished, publish it and put the <b>production URL</b> there.',
				active:
					'The workflow is published. Deliveries to the <b>production URL</b> start it; they are listed under “Executions”. The test URL works only while you listen in the editor.',
			},
			activationHint:
				'Once the workflow is published, enable the webhook in Keynua: its Developers section then calls the production URL and expects the answer KEYNUA.',
		},
		properties: [
			{
				displayName:
					'Keynua has no way to register a webhook by itself. In Keynua’s Developers section, create a webhook with the URL above, copy its secret into the credential, publish this workflow, then choose “Enable” (Habilitar) in Keynua.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				options: events,
				default: [],
				description: 'Events that start the workflow. When none is chosen, all of them do.',
			},
			{
				displayName: 'Item States',
				name: 'itemStates',
				type: 'multiOptions',
				options: itemStates,
				default: [],
				description:
					'For the “Item Updated” events: states of the item (a step of the signing) that start the workflow. When none is chosen, all of them do.',
			},
		],
	};

	methods = { credentialTest: { webhookSecret } };

	webhookMethods = { default: registeredByHand };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const body = rawBody(this);
		if (isActivation(body)) return answer(this, 200, ACCEPTED);

		const headers = signedHeaders(this.getHeaderData() as Record<string, string>);
		const delivery = await checkWithCredential(
			this,
			'keynuaWebhookApi',
			({ webhookSecret }: { webhookSecret: string }) => verify(body, headers, webhookSecret),
		);
		if ('refused' in delivery) return refuse(this, delivery.refused);

		const wish: Wish = {
			events: this.getNodeParameter('events', []) as string[],
			itemStates: this.getNodeParameter('itemStates', []) as string[],
		};
		if (!isWanted(delivery, wish)) return answer(this, 200, ACCEPTED);
		return answer(this, 200, ACCEPTED, [[{ json: outputOf(delivery) }]]);
	}
}

/** Only a delivery can prove the secret. What can be seen beforehand is a slip in copying it. */
async function webhookSecret(credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	const secret = String(credential.data?.webhookSecret ?? '');
	if (secret === '') return { status: 'Error', message: 'The webhook secret is empty' };
	if (/\s/.test(secret))
		return { status: 'Error', message: 'The webhook secret has a space or a line break in it' };
	return { status: 'OK', message: 'The secret will prove itself with the first delivery' };
}
