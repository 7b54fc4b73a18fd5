import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { checkWithCredential } from '../runtime/webhook/credential';
import { commaSeparated } from '../runtime/form/lists';
import { orWrong, TriggerFields } from '../runtime/form/trigger';
import { rawBody } from '../runtime/webhook/body';
import { startOnce } from '../runtime/webhook/duplicates';
import {
	answer,
	cannotTell,
	refuse,
	registeredByHand,
	TRIGGER_VERSION,
	unreadable,
} from '../runtime/webhook/webhook';
import { isWanted, outputOf, type Wish } from './events';
import { lookedUp } from './lookUp';
import { credentialTest } from './methods/credentialTest';
import { triggerFields } from './triggerFields';
import { isActivation, signedHeaders, toldApart, verify, type Rules, type SignatureMode } from './webhook';

/** Keynua wants to hear its own name, and nothing else. */
const ACCEPTED = 'KEYNUA';
const REFUSED =
	'If Keynua sent it, compare the secret of the Keynua Webhook API credential with that of the webhook in Keynua’s Developers section, and see that the clock of this server is right and that no proxy changes the body.';
const HOUR_MS = 60 * 60 * 1000;

export class KeynuaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Keynua Trigger',
		name: 'keynuaTrigger',
		icon: { light: 'file:../../icons/keynua.svg', dark: 'file:../../icons/keynua.dark.svg' },
		group: ['trigger'],
		version: TRIGGER_VERSION,
		subtitle: '={{ $parameter["events"].join(", ") || "All events" }}',
		description:
			'Starts the workflow when something happens to a contract or an identity verification at Keynua',
		defaults: { name: 'Keynua Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'keynuaWebhookApi',
				required: true,
				testedBy: 'webhookSecret',
				displayOptions: { show: { signatureMode: ['auto', 'v1', 'v2'] } },
			},
			{
				name: 'keynuaApi',
				displayName: 'Keynua API (Needed Only for Confirm at Keynua and Download Signed Files)',
				testedBy: 'keynuaApi',
			},
		],
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
					'In Keynua’s Developers section: <ol><li>Create a webhook with one of this node’s “Webhook URLs” and choose its events.</li><li>Copy its secret into the credential of this node.</li><li>Confirm the e-mail that Keynua sends.</li><li>While you build: click “Execute step” here, so that n8n listens, then “Enable” (Habilitar) there. That is for the <b>test URL</b>.</li><li>When the workflow is finished: publish it, put the <b>production URL</b> into Keynua’s webhook, and enable it again.</li></ol>',
				active:
					'The workflow is published. Deliveries to the <b>production URL</b> start it; they are listed under “Executions”. The test URL works only while you listen in the editor.',
			},
			activationHint:
				'Once the workflow is published, enable the webhook in Keynua: its Developers section then calls the production URL and expects the answer KEYNUA.',
		},
		properties: triggerFields,
	};

	methods = { credentialTest: { ...credentialTest, webhookSecret } };

	webhookMethods = { default: registeredByHand };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const body = await rawBody(this);
		if (body === undefined) return unreadable(this);
		if (isActivation(body)) return answer(this, 200, ACCEPTED);

		const fields = orWrong(() => fieldsOf(this));
		if (fields instanceof Error) return cannotTell(this, fields);

		const headers = signedHeaders(this.getHeaderData() as Record<string, string>);
		const delivery = await verified(this, fields, (rules) => verify(body, headers, rules));
		if ('refused' in delivery) return refuse(this, 401, delivery.refused, REFUSED);

		if (!isWanted(delivery, fields)) return answer(this, 200, ACCEPTED);
		const items = () => [{ json: outputOf(delivery) }];
		return await startOnce(this, { ...toldApart(delivery), words: ACCEPTED, items });
	}

	/**
	 * The first step of the execution that a delivery has started: Keynua is asked, and files are fetched, when nobody waits
	 * for an answer any more and the delivery cannot get lost.
	 */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData().map(async (item) => await lookedUp(this, item));
		return [(await Promise.all(items)).flat()];
	}
}

type Verdict = ReturnType<typeof verify>;

interface Fields extends Wish {
	mode: SignatureMode;
	maxAgeMs: number;
}

async function verified(
	context: IWebhookFunctions,
	{ mode, maxAgeMs }: Fields,
	check: (rules: Rules) => Verdict,
): Promise<Verdict> {
	if (mode === 'off') return check({ mode, maxAgeMs, secret: '' });
	const withSecret = ({ webhookSecret }: { webhookSecret: string }) =>
		check({ mode, maxAgeMs, secret: webhookSecret });
	return await checkWithCredential(context, 'keynuaWebhookApi', withSecret);
}

function fieldsOf(context: IWebhookFunctions): Fields {
	const filled = new TriggerFields(context, triggerFields);
	const filters = filled.collection('filters');
	return {
		mode: filled.option('signatureMode'),
		maxAgeMs: Number(filled.collection('options').maxAgeHours) * HOUR_MS,
		events: filled.options('events'),
		itemStates: filled.options('itemStates'),
		itemTypes: filters.itemTypes as string[],
		references: commaSeparated(filters.references),
		templates: commaSeparated(filters.templates),
	};
}

/** Only a delivery can prove the secret. What can be seen beforehand is a slip in copying it. */
async function webhookSecret(credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	const secret = String(credential.data?.webhookSecret ?? '');
	if (secret === '') return { status: 'Error', message: 'The webhook secret is empty' };
	if (/\s/.test(secret))
		return { status: 'Error', message: 'The webhook secret has a space or a line break in it' };
	return { status: 'OK', message: 'The secret will prove itself with the first delivery' };
}
