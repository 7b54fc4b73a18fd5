import { randomBytes } from 'node:crypto';
import axios from 'axios';
import type { INode } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/server';
import type { N8nClient } from '../../tools/n8n/client';
import { webhookUrl, type CredentialReference, type SavedWorkflow } from '../../tools/n8n/workflow';
import type { Sender } from './delivery';
import type { Pdfs } from './pdfs';
import { firmafy } from './providers/firmafy';
import { keynua } from './providers/keynua';
import { mensatek } from './providers/mensatek';

export interface Place {
	n8n: N8nClient;
	/** Where deliveries are sent, e.g. `http://127.0.0.1:5678`: of n8n, or of what receives webhooks for it. */
	webhookBase: string;
	sandbox: Pick<Sandbox, 'url' | 'keynua' | 'firmafy'>;
	pdfs: Pdfs;
	/** Tells the deliveries of one campaign from those of another on the same n8n. */
	mark: string;
}

/** What is published for a campaign. */
export interface Receivers {
	workflows: SavedWorkflow[];
	senders: Sender[];
}

/** Saves the credentials and publishes one workflow per kind of trigger, with a node after it, as people have. */
export async function publishReceivers(place: Place): Promise<Receivers> {
	const keynuaTriggers = await publishKeynua(place);
	const mensatekTrigger = await publishMensatek(place);
	const firmafyTrigger = await publishFirmafy(place);
	const triggers = [...keynuaTriggers.triggers, mensatekTrigger.trigger, firmafyTrigger.trigger];
	return {
		workflows: triggers.map(({ workflow }) => workflow),
		senders: [keynuaTriggers.sender, mensatekTrigger.sender, firmafyTrigger.sender],
	};
}

async function publishKeynua(place: Place) {
	const { n8n, sandbox, mark } = place;
	const secret = newSecret();
	const keynuaWebhookApi = await n8n.saveCredential({
		name: 'Deliveries: Keynua webhook',
		type: 'keynuaWebhookApi',
		data: { webhookSecret: secret },
	});
	const { baseUrl, apiKey, apiToken } = sandbox.keynua;
	const keynuaApi = await n8n.saveCredential({
		name: 'Deliveries: Keynua',
		type: 'keynuaApi',
		data: { environment: 'custom', baseUrl, apiKey, apiToken },
	});
	const type = 'n8n-nodes-esign-kyc.keynuaTrigger';
	const plain = await publish(place, 'Keynua', type, {}, { keynuaWebhookApi });
	const fetching = await publish(
		place,
		'Keynua with PDFs',
		type,
		{ downloadSigned: true },
		{ keynuaWebhookApi, keynuaApi },
	);
	const confirming = await publish(
		place,
		'Keynua confirming',
		type,
		{ confirm: true },
		{ keynuaWebhookApi, keynuaApi },
	);
	const { data: pending } = await axios.post<{ id: string }>(`${sandbox.url}/control/keynua/verifications`, {
		title: 'Verification',
		documentNumber: '12345678',
		documentType: 'pe-dni',
	});
	const urls = { url: plain.url, fetchingUrl: fetching.url, confirmingUrl: confirming.url };
	const places = { ...urls, pendingVerification: pending.id, pdfUrl: place.pdfs.url };
	return {
		triggers: [plain, fetching, confirming],
		sender: keynua({ ...places, secret, mark }),
	};
}

/** The password is replaced before anything is sent: what knows the former one is to be turned away. */
async function publishMensatek(place: Place) {
	const [password, formerPassword] = [newSecret(), newSecret()];
	const user = 'mensatek';
	const save = async (given: string) =>
		await place.n8n.saveCredential({
			name: 'Deliveries: Mensatek webhook',
			type: 'mensatekWebhookApi',
			data: { verifyBy: 'basic', user, password: given },
		});
	await save(formerPassword);
	const mensatekWebhookApi = await save(password);
	const type = 'n8n-nodes-esign-kyc.mensatekTrigger';
	const trigger = await publish(place, 'Mensatek', type, {}, { mensatekWebhookApi });
	const sender = mensatek({ url: trigger.url, user, password, formerPassword, mark: place.mark });
	return { trigger, sender };
}

/** The trigger registers itself, at the sandbox, with a URL that has its secret in it. */
async function publishFirmafy(place: Place) {
	const { n8n, sandbox, webhookBase, pdfs, mark } = place;
	const firmafyApi = await n8n.saveCredential({
		name: 'Deliveries: Firmafy',
		type: 'firmafyApi',
		data: { ...sandbox.firmafy },
	});
	const parameters = { events: ['documentSigned', 'signerSigned'] };
	const type = 'n8n-nodes-esign-kyc.firmafyTrigger';
	const trigger = await publish(place, 'Firmafy', type, parameters, { firmafyApi });
	const { data } = await axios.get<Array<{ type: number; url: string }>>(
		`${sandbox.url}/control/firmafy/subscriptions`,
	);
	const registered = (event: number) => {
		const { pathname, search } = new URL(String(data.find(({ type: at }) => at === event)?.url));
		return webhookBase + pathname + search;
	};
	const urls = { documentUrl: registered(1), signerUrl: registered(2) };
	return { trigger, sender: firmafy({ ...urls, pdf: pdfs.bytes, pdfUrl: pdfs.url, mark }) };
}

async function publish(
	{ n8n, webhookBase, mark }: Place,
	name: string,
	type: string,
	parameters: INode['parameters'],
	credentials: Record<string, CredentialReference>,
): Promise<{ workflow: SavedWorkflow; url: string }> {
	const webhookId = `${mark}-${name.toLowerCase().replace(/ /g, '-')}`;
	const trigger: INode = {
		...{ id: 'trigger', name: 'Trigger', type, typeVersion: 2, position: [0, 0] },
		...{ parameters, credentials, webhookId },
	};
	const after: INode = {
		...{ id: 'after', name: 'After', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [220, 0] },
		parameters: {},
	};
	const connections = { Trigger: { main: [[{ node: 'After', type: 'main' as const, index: 0 }]] } };
	const nodes = [trigger, after];
	const workflow = await n8n.saveWorkflow({ name: `Deliveries: ${name} ${mark}`, nodes, connections });
	await n8n.publish(workflow);
	return { workflow, url: webhookUrl(webhookBase, trigger) };
}

const newSecret = () => randomBytes(24).toString('hex');
