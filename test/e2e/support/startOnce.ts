import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo, type Demo } from '../../../demo/start';
import { announce } from './realN8n';

let running: { demo: Demo; folder: string } | undefined;

/** Before the first end-to-end test: the demo on free ports, in a folder of its own. */
export default async function startOnce(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'esign-kyc-e2e-'));
	const demo = await startDemo({ folder, report: (line) => process.stdout.write(`${line}\n`) });
	running = { demo, folder };
	announce({
		n8nUrl: demo.n8n.url,
		logFile: demo.n8n.logFile,
		sandboxUrl: demo.sandbox.url,
		credentials: demo.credentials,
		workflows: demo.workflows,
	});
	(globalThis as { stopE2e?: () => Promise<void> }).stopE2e = stop;
}

async function stop(): Promise<void> {
	await running?.demo.stop();
	if (running) rmSync(running.folder, { recursive: true, force: true });
}
