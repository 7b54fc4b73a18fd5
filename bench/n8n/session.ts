import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient, type Owner } from '../../tools/n8n/client';
import { N8nRest } from '../../tools/n8n/rest';
import { startN8n, type N8nServer } from '../../tools/n8n/server';
import { installTarball, packPackage } from '../../tools/n8n/tarball';
import { packHelpers } from './helpers';

const root = join(__dirname, '..', '..');

const owner: Owner = {
	email: 'bench@example.com',
	password: 'BenchPassw0rd',
	firstName: 'Bench',
	lastName: 'Owner',
};

export interface N8nSession {
	server: N8nServer;
	client: N8nClient;
	rest: N8nRest;
}

/** n8n's settings for how it evaluates expressions. `lazy` is the default engine, used only when there is something to do. */
const engines = {
	default: {},
	lazy: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	legacy: { N8N_EXPRESSION_ENGINE: 'legacy' },
};

export type Engine = keyof typeof engines;

/** The real n8n with the packed tarball in it, started when it is needed, with one expression engine at a time. */
export class N8nSessions {
	private folder?: string;
	private running?: { engine: Engine; session: N8nSession };

	constructor(private readonly report: (line: string) => void) {}

	async get(engine: Engine): Promise<N8nSession> {
		if (this.running?.engine === engine) return this.running.session;
		await this.running?.session.server.stop();
		this.folder ??= await this.prepare();
		this.report(`Starting n8n with its ${engine} expression engine …`);
		const server = await startN8n({
			userFolder: this.folder,
			logFile: join(this.folder, 'n8n.log'),
			report: this.report,
			environment: engines[engine],
		});
		const session = { server, ...(await signIn(server.url)) };
		this.running = { engine, session };
		return session;
	}

	async stop(): Promise<void> {
		await this.running?.session.server.stop();
		if (this.folder) rmSync(this.folder, { recursive: true, force: true });
	}

	private async prepare(): Promise<string> {
		const folder = mkdtempSync(join(tmpdir(), 'esign-kyc-bench-'));
		this.folder = folder;
		await installTarball(await packPackage(root, join(folder, 'packed')), folder);
		await installTarball(await packHelpers(join(folder, 'helpers')), folder);
		return folder;
	}
}

async function signIn(url: string): Promise<Omit<N8nSession, 'server'>> {
	const client = new N8nClient(url);
	await client.ensureOwner(owner);
	const rest = new N8nRest(url);
	await rest.request('POST', '/rest/login', { emailOrLdapLoginId: owner.email, password: owner.password });
	return { client, rest };
}
