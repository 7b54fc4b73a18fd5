import axios, { type AxiosInstance } from 'axios';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/server';
import type { Engine, NodeRun, RunSetup } from './engine';

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

/**
 * What tests use of an engine and a sandbox, wherever the engine has the nodes from.
 *
 * @param inspect looks at what each run against the sandbox gave
 */
export function worldOf(
	engine: Engine,
	sandbox: Sandbox,
	inspect: (node: string, parameters: INodeParameters, run: NodeRun) => void = () => {},
): World {
	const credentials = credentialsFor(sandbox);
	const runner =
		(node: string, credential: 'keynuaApi' | 'dynamiCoreApi' | 'firmafyApi' | 'mensatekApi') =>
		async (parameters: INodeParameters, setup: RunSetup = {}) => {
			const run = await engine.runNode(`n8n-nodes-esign-kyc.${node}`, {
				parameters,
				credentials: { [credential]: credentials[credential] },
				...setup,
			});
			if (!setup.credentials) inspect(node, parameters, run);
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

/** By credential type: what the sandbox takes. */
export function credentialsFor(sandbox: Sandbox) {
	const { apiKey, apiToken } = sandbox.keynua;
	const { clientKey, secretKey } = sandbox.dynamicore;
	return {
		keynuaApi: { environment: 'custom', baseUrl: sandbox.keynua.baseUrl, apiKey, apiToken },
		keynuaWebhookApi: { webhookSecret: WEBHOOK_SECRET },
		dynamiCoreApi: { baseUrl: sandbox.dynamicore.baseUrl, clientKey, secretKey, scheme: 'Ictineo' },
		firmafyApi: { ...sandbox.firmafy },
		mensatekApi: sandbox.mensatek,
		mensatekWebhookApi: { verifyBy: 'basic', user: 'mensatek', password: WEBHOOK_SECRET },
	};
}

/** One item per object. */
export function items(...jsons: Array<INodeExecutionData['json']>): INodeExecutionData[] {
	return jsons.map((json) => ({ json }));
}
