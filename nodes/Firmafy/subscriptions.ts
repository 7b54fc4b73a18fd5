import type { IHookFunctions, INodePropertyOptions, IWebhookFunctions } from 'n8n-workflow';
import { credentialsOf } from '../runtime/http/request';
import { endpointFor, firmafy } from './provider';
import { firmafyRequest } from './transport';

/** "type": the events that Firmafy's document numbers. */
export const subscriptionTypes: INodePropertyOptions[] = [
	{ name: 'Document Signed by All', value: '1', description: 'The last signer has signed' },
	{ name: 'Repeated Delivery', value: '5', description: 'A delivery that had failed is tried again' },
	{ name: 'Signer Has Signed', value: '2', description: 'One of the signers has signed' },
];

/** "method" */
export const deliveryMethods: INodePropertyOptions[] = [
	{ name: 'Form', value: '1', description: 'A form with the PDFs as files (POST array)' },
	{ name: 'JSON', value: '2', description: 'JSON, with links to the PDFs' },
];

const endpoint = endpointFor('webhook', 'write');

export interface Subscription {
	type: string;
	method: string;
	url: string;
}

/** What a published workflow wants. */
interface Standing extends Subscription {
	account: string;
	workflow: string;
	node: string;
	/** When it was published, in milliseconds since 1970. */
	since: number;
}

/**
 * Firmafy keeps one address per event and account, tells nobody which, and has no call to remove it. So it is kept here
 * which published workflows want which events: the one published last gets them, and whoever gives a place up hands it to
 * the one before. After a start of n8n it is empty until workflows are published.
 */
let standing: Standing[] = [];

type Context = IHookFunctions | IWebhookFunctions;

export async function subscribe(context: Context, subscriptions: Subscription[]): Promise<void> {
	for (const { type, method, url } of subscriptions) {
		// Whoever knows the secret in the URL can start the workflow.
		const secrets = new URL(url).searchParams.getAll('secret');
		await firmafyRequest(context, endpoint, { fields: { type, method, url_webhook: url }, secrets });
	}
}

/** Remembers what a workflow wants that is published now, or was so before n8n was started. */
export async function remember(
	context: IHookFunctions,
	subscriptions: Subscription[],
	since: number,
): Promise<void> {
	forget(context);
	const owner = { account: await accountOf(context), ...ownerOf(context), since };
	for (const subscription of subscriptions) {
		const rival = latest(owner.account, subscription.type);
		if (rival) warn(context, subscription.type, [owner.workflow, rival.workflow]);
		standing.push({ ...subscription, ...owner });
	}
}

function warn(context: Context, type: string, workflows: string[]): void {
	context.logger.warn(
		`Firmafy keeps one address per event and account. The workflows ${workflows.join(' and ')} want the same one (type ${type}): only the one that was published last gets it.`,
	);
}

/** Forgets a workflow that is no longer published. */
export function forget(context: IHookFunctions): void {
	const { workflow, node } = ownerOf(context);
	standing = standing.filter((entry) => entry.workflow !== workflow || entry.node !== node);
}

/**
 * Registers, for each of the given events, the published workflow that is to get it.
 * @returns the events for which none is known
 */
export async function registerLatest(context: IHookFunctions, types: string[]): Promise<string[]> {
	const account = await accountOf(context);
	const known = types.flatMap((type) => latest(account, type) ?? []);
	await subscribe(context, known);
	return types.filter((type) => known.every((subscription) => subscription.type !== type));
}

function latest(account: string, type: string): Standing | undefined {
	const rivals = standing.filter((entry) => entry.account === account && entry.type === type);
	return rivals.sort((one, other) => one.since - other.since).at(-1);
}

function ownerOf(context: Context): Pick<Standing, 'workflow' | 'node'> {
	return { workflow: String(context.getWorkflow().id), node: context.getNode().id };
}

/** Two credentials of one account name the same id_show. */
async function accountOf(context: Context): Promise<string> {
	const { baseUrl, idShow } = await credentialsOf(context, firmafy);
	return JSON.stringify([baseUrl, idShow]);
}
