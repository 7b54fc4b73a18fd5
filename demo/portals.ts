import axios from 'axios';
import type { INode } from 'n8n-workflow';
import { PlainError } from '../tools/n8n/plainError';
import { webhookUrl, type WorkflowJson } from '../tools/n8n/workflow';
import { reportLogin, webhookSecret } from './credentials';

interface Where {
	n8nUrl: string;
	sandboxUrl: string;
}

/** What a person does by hand at the providers that have no API for it: enters the URLs of the workflow's triggers. */
export async function enterWebhooks({ nodes }: Pick<WorkflowJson, 'nodes'>, where: Where): Promise<void> {
	const ofType = (name: string) => nodes.filter(({ type }) => type === `n8n-nodes-esign-kyc.${name}`);
	for (const node of ofType('keynuaTrigger')) await enterAtKeynua(node, where);
	for (const node of ofType('mensatekTrigger')) await enterAtMensatek(node, where);
}

/** Keynua's Developers section: enter the URL, then enable it. */
async function enterAtKeynua(node: INode, { n8nUrl, sandboxUrl }: Where): Promise<void> {
	const portal = axios.create({ baseURL: `${sandboxUrl}/control/keynua/webhooks` });
	const { data } = await portal.post('', { url: webhookUrl(n8nUrl, node), secret: webhookSecret });
	const { data: enabled } = await portal.post(`/${data.id}/enable`, {});
	if (enabled.enabled) return;
	throw new PlainError(
		`The Keynua Trigger did not answer KEYNUA when its webhook was enabled: ${enabled.answer}`,
	);
}

/** Mensatek's panel, Your Data → Configure Account → API: one URL for the whole account. */
async function enterAtMensatek(node: INode, { n8nUrl, sandboxUrl }: Where): Promise<void> {
	const settings = { url: webhookUrl(n8nUrl, node), format: 'JSON', ...reportLogin };
	await axios.put(`${sandboxUrl}/control/mensatek/reports`, settings);
}
