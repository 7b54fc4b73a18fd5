import { createHash } from 'node:crypto';
import type { IDataObject, IHookFunctions, INodePropertyOptions } from 'n8n-workflow';
import { credentialsOf } from '../runtime/request';
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

/** A subscription of a published workflow in this process. */
interface Standing extends Subscription {
	account: string;
	owner: string;
}

/**
 * Firmafy keeps one address per event and account, tells nobody which, and has no call to remove it. So it is kept here
 * which published workflows want which events, the latest last: whoever gives a place up hands it to the one before.
 * n8n registers all published workflows when it starts, which fills this again.
 */
let standing: Standing[] = [];

export async function subscribe(
	context: IHookFunctions,
	{ type, method, url }: Subscription,
): Promise<IDataObject> {
	return await firmafyRequest(context, endpoint, { fields: { type, method, url_webhook: url } });
}

/** Remembers what a published workflow has registered. */
export async function remember(context: IHookFunctions, subscriptions: Subscription[]): Promise<void> {
	const account = await accountOf(context);
	const owner = ownerOf(context);
	standing = standing.filter((entry) => entry.owner !== owner);
	for (const subscription of subscriptions) {
		const rival = latest(account, subscription.type);
		if (rival) {
			context.logger.warn(
				`Firmafy keeps one address per event: workflow ${context.getWorkflow().id} now gets the events (type ${subscription.type}) that workflow ${rival.owner.split('/')[0]} got until now.`,
			);
		}
		standing.push({ ...subscription, account, owner });
	}
}

/** Forgets a workflow that is no longer published. */
export function forget(context: IHookFunctions): void {
	standing = standing.filter(({ owner }) => owner !== ownerOf(context));
}

/** Registers again, for each of the given events, the published workflow that had it last. */
export async function handBack(context: IHookFunctions, types: string[]): Promise<void> {
	const account = await accountOf(context);
	for (const type of types) {
		const heir = latest(account, type);
		if (heir) await subscribe(context, heir);
	}
}

function latest(account: string, type: string): Standing | undefined {
	return standing.filter((entry) => entry.account === account && entry.type === type).at(-1);
}

function ownerOf(context: IHookFunctions): string {
	return `${context.getWorkflow().id}/${context.getNode().id}`;
}

/** Two credentials of one account name the same id_show. */
async function accountOf(context: IHookFunctions): Promise<string> {
	const { baseUrl, idShow } = await credentialsOf(context, firmafy);
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, idShow]))
		.digest('hex');
}
