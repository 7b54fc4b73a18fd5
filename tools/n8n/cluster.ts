import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './ports';
import { startN8n, type N8nServer } from './server';

/** n8n in queue mode, as on several machines: each process has a user folder of its own. */
export interface Cluster {
	main: N8nServer;
	/** Receives deliveries; not the editor, and not what is listened for there. */
	webhook: N8nServer;
	/** Also those that have ended. */
	workers: N8nServer[];
	/** Starts one more worker. */
	startWorker(): Promise<void>;
	stop(): Promise<void>;
}

export interface ClusterOptions {
	/** A user folder for each process is made in here, and its log. */
	folder: string;
	/** A user folder with the community packages that every process is to have. */
	packages: string;
	/** Where PostgreSQL and Redis are, and whatever else all processes are told. */
	environment: Record<string, string>;
	workers: number;
	report(line: string): void;
}

/** Starts a main, a webhook processor and workers, one after another: the main sets up the database. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
	const { folder, packages, workers, report } = options;
	const running: N8nServer[] = [];
	const stop = async () => void (await Promise.all(running.map(async (server) => await server.stop())));
	const webhookPort = await freePort();
	const environment = {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/`,
		...options.environment,
	};
	const start = async (name: string, command: 'start' | 'webhook' | 'worker', port?: number) => {
		const userFolder = join(folder, name.replace(/ /g, '-'));
		mkdirSync(userFolder, { recursive: true });
		cpSync(join(packages, '.n8n', 'nodes'), join(userFolder, '.n8n', 'nodes'), { recursive: true });
		report(`Starting n8n's ${name} …`);
		const logFile = `${userFolder}.log`;
		const server = await startN8n({ command, userFolder, port, logFile, environment, report });
		running.push(server);
		return server;
	};
	try {
		const main = await start('main', 'start');
		const webhook = await start('webhook processor', 'webhook', webhookPort);
		const crew: N8nServer[] = [];
		const startWorker = async () => void crew.push(await start(`worker ${crew.length + 1}`, 'worker'));
		while (crew.length < workers) await startWorker();
		return { main, webhook, workers: crew, startWorker, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
