import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo, type Demo } from '../../../demo/start';
import { startN8n, type N8nServer } from '../../../tools/n8n/server';
import { announce } from './realN8n';
import { listenForRestarts, type Restarts } from './restarts';

/** n8n says as much as it can, so that what must not be said would be seen. */
const environment = { N8N_LOG_LEVEL: 'debug' };

let running: { demo: Demo; n8n: N8nServer; restarts?: Restarts; folder: string } | undefined;

/** Before the first end-to-end test: the demo on free ports, in a folder of its own. */
export default async function startOnce(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'esign-kyc-e2e-'));
	const demo = await startDemo({ folder, environment, report: (line) => process.stdout.write(`${line}\n`) });
	running = { demo, n8n: demo.n8n, folder };
	running.restarts = await listenForRestarts(restart);
	announce({
		n8nUrl: demo.n8n.url,
		logFile: demo.n8n.logFile,
		userFolder: folder,
		sandboxUrl: demo.sandbox.url,
		modelUrl: new URL(demo.model.baseUrl).origin,
		credentials: demo.credentials,
		workflows: demo.workflows,
		restartUrl: running.restarts.url,
		session: demo.client.session,
	});
	(globalThis as { stopE2e?: () => Promise<void> }).stopE2e = stop;
}

/** n8n ends as it does when the machine shuts down, and comes back with its database at the same address. */
async function restart(): Promise<void> {
	if (!running) throw new Error('n8n was not started.');
	const { n8n, folder } = running;
	await n8n.stop();
	const port = Number(new URL(n8n.url).port);
	running.n8n = await startN8n({
		userFolder: folder,
		port,
		environment,
		logFile: `${n8n.logFile}.restarted`,
	});
}

async function stop(): Promise<void> {
	running?.restarts?.close();
	await running?.n8n.stop();
	await running?.demo.stop();
	if (running) rmSync(running.folder, { recursive: true, force: true });
}
