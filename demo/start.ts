import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/server';
import { N8nClient, type Owner } from '../tools/n8n/client';
import { installN8n } from '../tools/n8n/install';
import { checkPortIsFree } from '../tools/n8n/ports';
import { startN8n, type N8nServer } from '../tools/n8n/server';
import type { N8nVersion } from '../tools/n8n/versions';
import type { CredentialReference, SavedWorkflow } from '../tools/n8n/workflow';
import { startScriptedModel, type ScriptedModel } from '../tools/scriptedModel/server';
import { demoCredentials, type Services } from './credentials';
import { exampleFiles, isPublishable, withCredentials, withSandbox } from './examples';
import { installPackage } from './installPackage';
import { enterWebhooks } from './portals';

/** Who signs in to the demo's n8n. It listens on this machine alone. */
export const owner: Owner = {
	email: 'demo@example.com',
	password: 'DemoPassw0rd',
	firstName: 'Demo',
	lastName: 'Owner',
};

export interface DemoOptions {
	/** n8n keeps its database and the installed package in here. */
	folder: string;
	/** 0: any free port. */
	n8nPort?: number;
	sandboxPort?: number;
	environment?: Record<string, string>;
	/** Default: the current n8n. */
	version?: N8nVersion;
	/** The examples to set up, by their names. Default: all. */
	examples?: string[];
	/** Gets a line per step. */
	report(line: string): void;
}

/** A running demo: the sandbox, and n8n with the package, the credentials and the published examples in it. */
export interface Demo {
	sandbox: Sandbox;
	model: ScriptedModel;
	n8n: N8nServer;
	client: N8nClient;
	workflows: SavedWorkflow[];
	/** By credential type. */
	credentials: Record<string, CredentialReference>;
	stop(): Promise<void>;
}

/**
 * Builds and packs the project, starts the sandbox and n8n, and sets n8n up as a person would.
 * @throws PlainError with a sentence for the person, after stopping what was started
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
	const stops: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const one of stops.splice(0).reverse()) await one();
	};
	try {
		const { report } = options;
		const { n8nPort, sandboxPort = 0, version } = options;
		if (n8nPort) await checkPortIsFree(n8nPort, 'N8N_PORT');
		if (sandboxPort) await checkPortIsFree(sandboxPort, 'SANDBOX_PORT');
		await installPackage(options.folder, report);
		await installN8n(report, version);
		const sandbox = await startSandbox({ port: sandboxPort });
		stops.push(async () => await sandbox.close());
		const model = await startScriptedModel();
		stops.push(async () => await model.close());
		report('Starting n8n …');
		const n8n = await startN8n({
			userFolder: options.folder,
			logFile: join(options.folder, 'n8n.log'),
			environment: options.environment,
			version,
			report,
			...(n8nPort && { port: n8nPort }),
		});
		stops.push(async () => await n8n.stop());
		report('Setting up the owner, the credentials and the example workflows …');
		const services = { sandbox, model, webhookSecret: randomBytes(24).toString('hex') };
		const found = await setUp({ n8nUrl: n8n.url, webhookBase: n8n.url }, services, options.examples);
		return { sandbox, model, n8n, ...found, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * Sets a new n8n up: the owner, the credentials, and the examples, published and entered at the sandbox.
 * @param where `webhookBase` receives deliveries: n8n itself, or its webhook processor
 */
export async function setUp(
	{ n8nUrl, webhookBase }: { n8nUrl: string; webhookBase: string },
	services: Services,
	wanted?: string[],
): Promise<Pick<Demo, 'client' | 'credentials' | 'workflows'>> {
	const client = new N8nClient(n8nUrl);
	await client.ensureOwner(owner);
	// Side by side: with each credential and each workflow, n8n is mostly waiting for itself.
	const saved = await Promise.all(
		demoCredentials(services).map(async (one) => [one.type, await client.saveCredential(one)] as const),
	);
	const credentials: Record<string, CredentialReference> = Object.fromEntries(saved);
	const { sandbox, webhookSecret } = services;
	const examples = exampleFiles().filter(({ workflow }) => wanted?.includes(workflow.name) ?? true);
	const workflows = await Promise.all(
		examples.map(async ({ workflow: example }) => {
			const workflow = await client.saveWorkflow(
				withSandbox(withCredentials(example, credentials), sandbox.url),
			);
			if (isPublishable(workflow)) await client.publish(workflow);
			await enterWebhooks(workflow, { n8nUrl: webhookBase, sandboxUrl: sandbox.url, webhookSecret });
			return workflow;
		}),
	);
	return { client, credentials, workflows };
}
