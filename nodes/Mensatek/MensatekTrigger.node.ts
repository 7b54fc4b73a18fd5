import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type IDataObject,
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
import { rawBody, recordsOf } from '../runtime/webhook/body';
import { startOnce } from '../runtime/webhook/duplicates';
import {
	answer,
	cannotTell,
	refuse,
	registeredByHand,
	TRIGGER_VERSION,
	unreadable,
} from '../runtime/webhook/webhook';
import { mensatekLogin } from './credentialTest';
import { withCertificate } from './certificate';
import { eventOf, isWanted, missingFields, outputOf, type Wish } from './events';
import { reportsIn, toldApart } from './reports';
import { refusalReason, weaknessOf, type WebhookCredential } from './sender';
import { triggerFields } from './triggerFields';
import type { Demands } from './verdict';

/** The document names no words that Mensatek expects. */
const ACCEPTED = 'OK';

const STRANGER =
	'If reports stay away, compare the Mensatek Webhook API credential with what is entered in Mensatek’s panel under Configure Account → API.';
const FLAWED =
	'If Mensatek sent it, choose the other format (JSON or FORM-DATA) in its panel under Configure Account → API.';

export class MensatekTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Mensatek Trigger',
		name: 'mensatekTrigger',
		icon: { light: 'file:../../icons/mensatek.svg', dark: 'file:../../icons/mensatek.dark.svg' },
		group: ['trigger'],
		version: TRIGGER_VERSION,
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
				testedBy: 'mensatekLogin',
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

	methods = { credentialTest: { mensatekLogin, webhookCredential } };

	webhookMethods = { default: registeredByHand };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const refused = await refusalOf(this);
		if (refused) return turnAway(this, refused);

		const raw = await rawBody(this);
		if (raw === undefined) return unreadable(this);
		const reports = reportsIn(recordsOf(this, raw, 'Servicio'));
		const flaw = flawOf(reports, raw);
		if (flaw) return refuse(this, 400, flaw, FLAWED);

		const wish = orWrong(() => wishOf(this));
		if (wish instanceof Error) return cannotTell(this, wish);
		const events = reports
			.map((report) => eventOf(report, wish.demands))
			.filter((event) => isWanted(event, wish));
		if (events.length === 0) return answer(this, 200, ACCEPTED);
		const items = () => events.map((event) => ({ json: outputOf(event) }));
		return await startOnce(this, { ...toldApart(reports), words: ACCEPTED, items });
	}

	/**
	 * The first step of the execution that a report has started: the certificate is fetched when nobody waits for an
	 * answer any more and the report cannot get lost.
	 */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await Promise.all(this.getInputData().map(async (item) => await withCertificate(this, item)))];
	}
}

/** Why the delivery is not let in, or undefined when it comes from Mensatek. */
async function refusalOf(context: IWebhookFunctions): Promise<string | undefined> {
	const { authorization } = context.getHeaderData();
	const { secret } = context.getQueryData() as { secret?: unknown };
	const check = (credential: WebhookCredential): { refused?: string } => {
		const refused = refusalReason({ authorization, secret }, credential);
		return refused === undefined ? {} : { refused };
	};
	return (await checkWithCredential(context, 'mensatekWebhookApi', check)).refused;
}

/** Some programs log in only after they were asked to. */
function turnAway(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	context.getResponseObject().setHeader('WWW-Authenticate', 'Basic realm="n8n"');
	return refuse(context, 401, reason, STRANGER);
}

/** Why a delivery cannot be used. An empty one is taken for a test of the address. */
function flawOf(reports: IDataObject[], raw: string): string | undefined {
	if (reports.length === 0) return raw.trim() === '' ? undefined : 'There is no report in it';
	const missing = reports.flatMap(missingFields);
	return missing.length > 0 ? `The report lacks ${missing.join(', ')}` : undefined;
}

function wishOf(context: IWebhookFunctions): Wish {
	const filled = new TriggerFields(context, triggerFields);
	const service = filled.option<string>('service');
	const { checks, minimumLikeness } = filled.collection('options') as unknown as Demands;
	return {
		demands: { checks, minimumLikeness },
		services: service === 'others' ? commaSeparated(filled.text('otherServices')) : [service],
		statuses: [...filled.options<number>('statuses'), ...otherStatuses(filled)],
		documentMatch: filled.option('documentMatch'),
	};
}

function otherStatuses(filled: TriggerFields): number[] {
	const written = (filled.optionalText('otherStatuses') ?? '').split(/[,;\s]+/).filter((part) => part !== '');
	const wrong = written.find((part) => !/^-?\d+$/.test(part));
	if (wrong === undefined) return written.map(Number);
	throw filled.invalid(
		'otherStatuses',
		`holds "${wrong}", which is not a whole number`,
		'Correct the field.',
	);
}

/** What only a report can prove is not claimed: see weaknessOf(). */
async function webhookCredential(credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	const weakness = weaknessOf((credential.data ?? {}) as WebhookCredential);
	return weakness
		? { status: 'Error', message: weakness }
		: { status: 'OK', message: 'The first report from Mensatek will prove it' };
}
