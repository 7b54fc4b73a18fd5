import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type IDataObject,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { answer, rawBody, refuse, registeredByHand } from '../runtime/webhook';
import { certificateFile } from './certificate';
import {
	CERTIFICATE_READY,
	eventOf,
	isWanted,
	missingFields,
	outputOf,
	type Event,
	type Wish,
} from './events';
import { reportsIn } from './reports';
import { refusalReason, weaknessOf, type WebhookCredential } from './sender';
import { triggerFields } from './triggerFields';
import { textOf } from '../runtime/text';

/** The document names no words that Mensatek expects. */
const ACCEPTED = 'OK';

export class MensatekTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Mensatek Trigger',
		name: 'mensatekTrigger',
		icon: { light: 'file:../../icons/mensatek.svg', dark: 'file:../../icons/mensatek.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["service"] }}',
		description: 'Starts the workflow when Mensatek reports how an identity verification is going',
		defaults: { name: 'Mensatek Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'mensatekWebhookApi', required: true, testedBy: 'webhookCredential' },
			{
				name: 'mensatekApi',
				required: true,
				displayOptions: { show: { downloadCertificate: [true] } },
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
					'Webhooks have two URLs: test and production. While you build, click “Execute step”, so that n8n listens, and put the <b>test URL</b> into Mensatek’s panel. It has room for one URL, so the production URL gets nothing meanwhile. When the workflow is finished, publish it and put the <b>production URL</b> there.',
				active:
					'The workflow is published. Reports to the <b>production URL</b> start it; they are listed under “Executions”. The test URL works only while you listen in the editor.',
			},
			activationHint:
				'Once the workflow is published, put the production URL into Mensatek’s panel, under Your Data → Configure Account → API.',
		},
		properties: triggerFields,
	};

	methods = { credentialTest: { webhookCredential } };

	webhookMethods = { default: registeredByHand };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const credential = await this.getCredentials<WebhookCredential>('mensatekWebhookApi');
		const { authorization } = this.getHeaderData();
		const { secret } = this.getQueryData() as { secret?: unknown };
		const reason = refusalReason({ authorization, secret }, credential);
		if (reason) return turnAway(this, reason);

		const raw = rawBody(this);
		const reports = reportsIn({ body: this.getBodyData(), raw });
		const flaw = flawOf(reports, raw);
		if (flaw) return answer(this, 400, flaw);

		const events = reports.map(eventOf).filter((event) => isWanted(event, wishOf(this)));
		if (events.length === 0) return answer(this, 200, ACCEPTED);
		// Mensatek is answered before the certificate is fetched: it may take long.
		const response = answer(this, 200, ACCEPTED);
		const items = await Promise.all(events.map(async (event) => await itemOf(this, event)));
		return { ...response, workflowData: [items] };
	}
}

/** Some programs log in only after they were asked to. */
function turnAway(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	context.getResponseObject().setHeader('WWW-Authenticate', 'Basic realm="n8n"');
	return refuse(context, reason);
}

/** Why a delivery cannot be used. An empty one is taken for a test of the address. */
function flawOf(reports: IDataObject[], raw: string): string | undefined {
	if (reports.length === 0) return raw.trim() === '' ? undefined : 'There is no report in it';
	const missing = reports.flatMap(missingFields);
	return missing.length > 0 ? `The report lacks ${missing.join(', ')}` : undefined;
}

function wishOf(context: IWebhookFunctions): Wish {
	return {
		service: context.getNodeParameter('service') as string,
		otherServices: context.getNodeParameter('otherServices', '') as string,
		statuses: context.getNodeParameter('statuses', []) as number[],
		otherStatuses: String(context.getNodeParameter('otherStatuses', '')),
		documentMatch: context.getNodeParameter('documentMatch') as Wish['documentMatch'],
	};
}

async function itemOf(context: IWebhookFunctions, event: Event): Promise<INodeExecutionData> {
	const json = outputOf(event);
	const isWithCertificate =
		event.isIdentity &&
		event.status === CERTIFICATE_READY &&
		context.getNodeParameter('downloadCertificate', false) === true;
	if (!isWithCertificate) return { json };
	const field = context.getNodeParameter('outputDataFieldName') as string;
	try {
		const file = await certificateFile(context, textOf(event.report.ID));
		const certificate = { field, fileName: file.fileName };
		return { json: { ...json, certificate }, binary: { [field]: file } };
	} catch (error) {
		// The report would be lost with the file: Mensatek is not known to send it again.
		return { json: { ...json, certificate: { missing: (error as Error).message } } };
	}
}

/** What only a report can prove is not claimed: see weaknessOf(). */
async function webhookCredential(credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	const weakness = weaknessOf((credential.data ?? {}) as WebhookCredential);
	return weakness
		? { status: 'Error', message: weakness }
		: { status: 'OK', message: 'The first report from Mensatek will prove it' };
}
