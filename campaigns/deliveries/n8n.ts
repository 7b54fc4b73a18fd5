import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackage } from '../../demo/installPackage';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { N8nClient, type Owner } from '../../tools/n8n/client';
import { startN8n, type N8nServer } from '../../tools/n8n/server';

const owner: Owner = {
	email: 'campaign@example.com',
	password: 'CampaignPassw0rd',
	firstName: 'Campaign',
	lastName: 'Owner',
};

/** A new n8n with the packed package in it, and the sandbox. */
export interface Stage {
	sandbox: Sandbox;
	client: N8nClient;
	/** The one that runs now: another after a kill. */
	server(): N8nServer;
	/** Ends n8n at once, as a crash would, and starts it again at the same address. */
	crash(): Promise<void>;
	close(): Promise<void>;
}

/**
 * What a small server has. n8n ends when its heap would need more: that it stays up shows that it does not.
 * Expressions run in n8n's legacy engine, which takes a quarter of the time; what is measured does not depend on it.
 */
const ENVIRONMENT = {
	NODE_OPTIONS: '--max-old-space-size=512',
	N8N_EXPRESSION_ENGINE: 'legacy',
	N8N_LOG_LEVEL: 'error',
};

export async function startStage(report: (line: string) => void): Promise<Stage> {
	const folder = mkdtempSync(join(tmpdir(), 'esign-kyc-deliveries-'));
	await installPackage(folder, report);
	const sandbox = await startSandbox({ port: 0 });
	const start = async (port?: number) =>
		await startN8n({
			userFolder: folder,
			logFile: join(folder, `n8n-${Date.now()}.log`),
			environment: ENVIRONMENT,
			report,
			port,
		});
	let server = await start();
	const port = Number(new URL(server.url).port);
	const client = new N8nClient(server.url);
	await client.ensureOwner(owner);
	return {
		sandbox,
		client,
		server: () => server,
		crash: async () => {
			await server.kill();
			server = await start(port);
		},
		close: async () => {
			await server.stop();
			await sandbox.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
