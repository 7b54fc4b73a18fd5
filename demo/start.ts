import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/server';
import { installN8n } from '../tools/n8n/install';
import { checkPortIsFree } from '../tools/n8n/ports';
import { startN8n, type N8nServer } from '../tools/n8n/server';
import type { N8nVersion } from '../tools/n8n/versions';
import { startScriptedModel, type ScriptedModel } from '../tools/scriptedModel/server';
import { installPackage } from './installPackage';
import { setUp, type SetUp } from './setUp';

export interface DemoOptions {
	/** n8n keeps its database and the installed package in here. */
	folder: string;
	/** 0: any free port. */
	n8nPort?: number;
	sandboxPort?: number;
	modelPort?: number;
	environment?: Record<string, string>;
	/** Default: the current n8n. */
	version?: N8nVersion;
	/** The examples to set up, by their names. Default: all. */
	examples?: string[];
	/** Gets a line per step. */
	report(line: string): void;
}

/** A running demo: the sandbox, and n8n with the package, the credentials and the published examples in it. */
export interface Demo extends SetUp {
	sandbox: Sandbox;
	model: ScriptedModel;
	n8n: N8nServer;
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
		const { n8nPort, sandboxPort = 0, modelPort = 0, version } = options;
		if (n8nPort) await checkPortIsFree(n8nPort, 'N8N_PORT');
		if (sandboxPort) await checkPortIsFree(sandboxPort, 'SANDBOX_PORT');
		if (modelPort) await checkPortIsFree(modelPort, 'MODEL_PORT');
		await installPackage(options.folder, report);
		await installN8n(report, version);
		const sandbox = await startSandbox({ port: sandboxPort });
		stops.push(async () => await sandbox.close());
		const model = await startScriptedModel(modelPort);
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
		const kept = join(options.folder, 'set-up.json');
		const where = { n8nUrl: n8n.url, webhookBase: n8n.url, kept };
		const found = await setUp(where, { sandbox, model }, options.examples);
		return { sandbox, model, n8n, ...found, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
