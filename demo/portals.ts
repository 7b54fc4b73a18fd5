import axios from 'axios';
import type { INode } from 'n8n-workflow';
import { PlainError } from '../tools/n8n/plainError';
import { webhookUrl, type WorkflowJson } from '../tools/n8n/workflow';
import { reportLogin, webhookSecret } from './credentials';

const FIRMAFY_ADDRESSES = '/control/firmafy/subscriptions';

export interface Portals {
	n8nUrl: string;
	sandboxUrl: string;
}

/** What a person does by hand at the providers that have no API for it: enters the URLs of the workflow's triggers. */
export async function enterWebhooks({ nodes }: Pick<WorkflowJson, 'nodes'>, where: Portals): Promise<void> {
	for (const node of triggersAt('keynua', nodes)) await enterAtKeynua(node, where);
	for (const node of triggersAt('mensatek', nodes)) await enterAtMensatek(node, where);
}

/** Whether a trigger of the workflow enters its own URL at its provider, when it is published. */
export function registersItself({ nodes }: Pick<WorkflowJson, 'nodes'>): boolean {
	return triggersAt('firmafy', nodes).length > 0;
}

/** An address that a Firmafy Trigger has registered, as the sandbox tells it. */
export interface RegisteredAddress {
	type: number;
	method: number;
	url: string;
}

/** What the triggers of a workflow have registered at Firmafy when it was published. */
export async function registeredAddresses(
	{ nodes }: Pick<WorkflowJson, 'nodes'>,
	{ n8nUrl, sandboxUrl }: Portals,
): Promise<RegisteredAddress[]> {
	const own = triggersAt('firmafy', nodes).map((node) => webhookUrl(n8nUrl, node));
	if (own.length === 0) return [];
	const { data } = await axios.get<RegisteredAddress[]>(`${sandboxUrl}${FIRMAFY_ADDRESSES}`);
	return data.filter(({ url }) => own.some((address) => url.startsWith(address)));
}

/** Firmafy keeps what was registered while n8n is off. A sandbox that was started anew has to be told. */
export async function enterAddresses(addresses: RegisteredAddress[], { sandboxUrl }: Portals): Promise<void> {
	for (const address of addresses) await axios.post(`${sandboxUrl}${FIRMAFY_ADDRESSES}`, address);
}

/** Keynua's Developers section: enter the URL, then enable it. */
async function enterAtKeynua(node: INode, { n8nUrl, sandboxUrl }: Portals): Promise<void> {
	const portal = axios.create({ baseURL: `${sandboxUrl}/control/keynua/webhooks` });
	const { data } = await portal.post('', { url: webhookUrl(n8nUrl, node), secret: webhookSecret });
	const { data: enabled } = await portal.post(`/${data.id}/enable`, {});
	if (enabled.enabled) return;
	throw new PlainError(
		`The Keynua Trigger did not answer KEYNUA when its webhook was enabled: ${enabled.answer}`,
	);
}

/** Mensatek's panel, Your Data → Configure Account → API: one URL for the whole account. */
async function enterAtMensatek(node: INode, { n8nUrl, sandboxUrl }: Portals): Promise<void> {
	const settings = { url: webhookUrl(n8nUrl, node), format: 'JSON', ...reportLogin };
	await axios.put(`${sandboxUrl}/control/mensatek/reports`, settings);
}

function triggersAt(provider: string, nodes: INode[]): INode[] {
	return nodes.filter(({ type }) => type === `n8n-nodes-esign-kyc.${provider}Trigger`);
}
