import axios, { type AxiosInstance } from 'axios';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { DynamiCoreApi } from '../../../credentials/DynamiCoreApi.credentials';
import { FirmafyApi } from '../../../credentials/FirmafyApi.credentials';
import { KeynuaApi } from '../../../credentials/KeynuaApi.credentials';
import { KeynuaWebhookApi } from '../../../credentials/KeynuaWebhookApi.credentials';
import { MensatekApi } from '../../../credentials/MensatekApi.credentials';
import { MensatekWebhookApi } from '../../../credentials/MensatekWebhookApi.credentials';
import { DynamiCore } from '../../../nodes/DynamiCore/DynamiCore.node';
import { DynamiCoreTrigger } from '../../../nodes/DynamiCore/DynamiCoreTrigger.node';
import { Firmafy } from '../../../nodes/Firmafy/Firmafy.node';
import { FirmafyTrigger } from '../../../nodes/Firmafy/FirmafyTrigger.node';
import { Keynua } from '../../../nodes/Keynua/Keynua.node';
import { KeynuaTrigger } from '../../../nodes/Keynua/KeynuaTrigger.node';
import { Mensatek } from '../../../nodes/Mensatek/Mensatek.node';
import { MensatekTrigger } from '../../../nodes/Mensatek/MensatekTrigger.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { createEngine, type Engine, type NodeRun, type RunSetup } from './engine';
import { assertFitsSchema } from './outputSchema';

export const WEBHOOK_SECRET = 'webhook-secret-of-the-tests';

/** Our nodes on n8n's engine, and the sandbox that plays the providers, with the credentials that it takes. */
export interface World {
	engine: Engine;
	sandbox: Sandbox;
	/** The sandbox's control API. Every status is an answer. */
	control: AxiosInstance;
	credentials: Record<string, Record<string, string>>;
	keynua(parameters: INodeParameters, setup?: RunSetup): Promise<NodeRun>;
	dynamiCore(parameters: INodeParameters, setup?: RunSetup): Promise<NodeRun>;
	firmafy(parameters: INodeParameters, setup?: RunSetup): Promise<NodeRun>;
	mensatek(parameters: INodeParameters, setup?: RunSetup): Promise<NodeRun>;
	close(): Promise<void>;
}

export async function startWorld(binaryMode: 'memory' | 'filesystem' = 'memory'): Promise<World> {
	const sandbox = await startSandbox({ port: 0 });
	const engine = await createEngine({
		binaryMode,
		nodes: {
			'n8n-nodes-esign-kyc.dynamiCore': new DynamiCore(),
			'n8n-nodes-esign-kyc.dynamiCoreTrigger': new DynamiCoreTrigger(),
			'n8n-nodes-esign-kyc.firmafy': new Firmafy(),
			'n8n-nodes-esign-kyc.firmafyTrigger': new FirmafyTrigger(),
			'n8n-nodes-esign-kyc.keynua': new Keynua(),
			'n8n-nodes-esign-kyc.keynuaTrigger': new KeynuaTrigger(),
			'n8n-nodes-esign-kyc.mensatek': new Mensatek(),
			'n8n-nodes-esign-kyc.mensatekTrigger': new MensatekTrigger(),
		},
		credentials: {
			dynamiCoreApi: new DynamiCoreApi(),
			firmafyApi: new FirmafyApi(),
			keynuaApi: new KeynuaApi(),
			keynuaWebhookApi: new KeynuaWebhookApi(),
			mensatekApi: new MensatekApi(),
			mensatekWebhookApi: new MensatekWebhookApi(),
		},
	});
	const { apiKey, apiToken } = sandbox.keynua;
	const { clientKey, secretKey } = sandbox.dynamicore;
	const credentials = {
		keynuaApi: { environment: 'custom', baseUrl: sandbox.keynua.baseUrl, apiKey, apiToken },
		keynuaWebhookApi: { webhookSecret: WEBHOOK_SECRET },
		dynamiCoreApi: { baseUrl: sandbox.dynamicore.baseUrl, clientKey, secretKey, scheme: 'Ictineo' },
		firmafyApi: { ...sandbox.firmafy },
		mensatekApi: sandbox.mensatek,
		mensatekWebhookApi: { verifyBy: 'basic', user: 'mensatek', password: WEBHOOK_SECRET },
	};
	const runner =
		(node: string, credential: 'keynuaApi' | 'dynamiCoreApi' | 'firmafyApi' | 'mensatekApi') =>
		async (parameters: INodeParameters, setup: RunSetup = {}) => {
			const run = await engine.runNode(`n8n-nodes-esign-kyc.${node}`, {
				parameters,
				credentials: { [credential]: credentials[credential] },
				...setup,
			});
			if (!setup.credentials) assertFitsSchema(node, parameters, run);
			return run;
		};
	return {
		engine,
		sandbox,
		control: axios.create({ baseURL: `${sandbox.url}/control`, validateStatus: () => true }),
		credentials,
		keynua: runner('keynua', 'keynuaApi'),
		dynamiCore: runner('dynamiCore', 'dynamiCoreApi'),
		firmafy: runner('firmafy', 'firmafyApi'),
		mensatek: runner('mensatek', 'mensatekApi'),
		close: async () => await sandbox.close(),
	};
}

/** One item per object. */
export function items(...jsons: Array<INodeExecutionData['json']>): INodeExecutionData[] {
	return jsons.map((json) => ({ json }));
}
