import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackage } from '../../demo/installPackage';
import { ONBOARDING } from '../../demo/play';
import { setUp } from '../../demo/setUp';
import type { Demo } from '../../demo/start';
import { startSandbox } from '../../sandbox/server';
import { startCluster, type Cluster } from '../../tools/n8n/cluster';
import { installN8n } from '../../tools/n8n/install';
import { startScriptedModel } from '../../tools/scriptedModel/server';
import { findPrograms } from './packages';
import type { Program } from './program';
import { startPostgres, startRedis } from './services';

const WORKERS = 2;

/** Several n8n processes over one PostgreSQL and one Redis, with the onboarding published in them, and the sandbox. */
export interface Stage extends Pick<Demo, 'sandbox' | 'client' | 'workflows'> {
	cluster: Cluster;
}

/** Begins to start everything. `close()` stops what is running and removes what was written, at any time. */
export function openStage(report: (line: string) => void): { stage: Promise<Stage>; close(): Promise<void> } {
	const folder = mkdtempSync(join(tmpdir(), 'esign-kyc-queue-'));
	// PostgreSQL may run as another user, and has its data in here.
	chmodSync(folder, 0o711);
	const running: Program[] = [];
	const close = async () => {
		for (const program of running.splice(0).reverse()) await program.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	return { stage: start(folder, running, report), close };
}

async function start(folder: string, running: Program[], report: (line: string) => void): Promise<Stage> {
	const { postgresBin, redis } = findPrograms(report);
	const packages = join(folder, 'packages');
	await installPackage(packages, report);
	await installN8n(report);
	report('Starting PostgreSQL, Redis and the sandbox …');
	const database = await startPostgres(postgresBin, folder);
	running.push(database);
	const queue = await startRedis(redis, folder);
	running.push(queue);
	const sandbox = await startSandbox({ port: 0 });
	running.push({ stop: async () => await sandbox.close() });
	const model = await startScriptedModel();
	running.push({ stop: async () => await model.close() });
	const environment = { ...database.environment, ...queue.environment, ...SETTINGS };
	const cluster = await startCluster({ folder, packages, environment, workers: WORKERS, report });
	running.push(cluster);
	report('Setting up the owner, the credentials and the example workflow …');
	const urls = { n8nUrl: cluster.main.url, webhookBase: cluster.webhook.url };
	return { sandbox, cluster, ...(await setUp(urls, { sandbox, model }, [ONBOARDING])) };
}

/** Expressions run in n8n's legacy engine, which takes a quarter of the time; what is measured does not depend on it. */
const SETTINGS = {
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	N8N_EXPRESSION_ENGINE: 'legacy',
	N8N_LOG_LEVEL: 'info',
};
