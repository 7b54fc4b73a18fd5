import type { IDataObject, INodeParameters, WorkflowActivateMode, WorkflowExecuteMode } from 'n8n-workflow';
import type { Hook, WebhookRun } from '../support/engine';
import { startReceiver } from '../support/receiver';
import type { World } from '../support/world';

const TRIGGER = 'n8n-nodes-esign-kyc.firmafyTrigger';

/** Stands for n8n's webhook server: hands what arrives to the trigger, and answers as the trigger says. */
export interface Bridge {
	/** As n8n's N8N_WEBHOOK_URL with its path: what the trigger registers begins with it. */
	url: string;
	/** What became of each delivery, in order. */
	runs: WebhookRun[];
	/** The path with the query of each delivery. */
	paths: string[];
	staticData: IDataObject;
	parameters: INodeParameters;
	/** When set, deliveries do not reach the trigger and get this answer: a status, or one with a body. */
	down?: number | { status: number; body: string };
	hook(name: Hook, mode?: WorkflowExecuteMode, activation?: WorkflowActivateMode): Promise<boolean>;
	/** As hook(), for a person who listens in the editor: another URL of the same n8n, and static data of its own. */
	listening(name: 'create' | 'delete'): Promise<boolean>;
	close(): Promise<void>;
}

export async function startBridge(
	world: World,
	{ nodeId = 'node', path = 'webhook' }: { nodeId?: string; path?: string } = {},
): Promise<Bridge> {
	const ownData: IDataObject = {};
	const bridge: Bridge = {
		url: '',
		runs: [],
		paths: [],
		staticData: {},
		parameters: {},
		hook: async (name, mode, activation) =>
			await world.engine.runHook(TRIGGER, name, { ...setup(), ...(mode && { mode }), activation }),
		listening: async (name) =>
			await world.engine.runHook(TRIGGER, name, {
				...setup(),
				mode: name === 'create' ? 'manual' : 'internal',
				staticData: ownData,
				isTest: true,
			}),
		close: async () => {},
	};
	const setup = () => ({
		parameters: bridge.parameters,
		credentials: { firmafyApi: world.credentials.firmafyApi },
		staticData: bridge.staticData,
		webhookBaseUrl: bridge.url,
		node: { id: nodeId },
	});
	const receiver = await startReceiver(async (delivery, pathOfDelivery) => {
		bridge.paths.push(pathOfDelivery);
		if (typeof bridge.down === 'number') return { status: bridge.down, body: '' };
		if (bridge.down) return bridge.down;
		const run = await world.engine.runWebhook(TRIGGER, { ...setup(), delivery });
		bridge.runs.push(run);
		return run;
	});
	bridge.url = `${receiver.url}/${path}`;
	bridge.close = receiver.close;
	return bridge;
}
