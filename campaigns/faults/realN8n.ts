import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import type { IDataObject, INode } from 'n8n-workflow';
import type { Misbehave } from '../../sandbox/faults';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { chain, itemsNode } from '../../test/e2e/support/workflows';
import { credentialsFor } from '../../test/integration/support/worldOf';
import { N8nClient } from '../../tools/n8n/client';
import { startN8n } from '../../tools/n8n/server';
import { installTarball, packPackage } from '../../tools/n8n/tarball';
import type { CredentialReference, Execution, SavedWorkflow, WorkflowJson } from '../../tools/n8n/workflow';
import type { Thing } from './match';
import { settingsOf, type Manner } from './runs';
import type { RunSeen } from './told';
import type { NodeName, Place, WriteKind } from './workload/kinds';

const root = join(__dirname, '..', '..');

/** The owner's account of an n8n that lives for one campaign, on this machine alone. */
const owner = {
	email: 'campaign@example.com',
	password: 'CampaignPassw0rd',
	firstName: 'Campaign',
	lastName: 'Owner',
};

/** The real n8n with the packed package in it, and a sandbox that misbehaves. */
export interface RealN8n {
	client: N8nClient;
	sandbox: Sandbox;
	credentials: Record<string, CredentialReference>;
	control: ReturnType<typeof axios.create>;
	stop(): Promise<void>;
}

export async function startRealN8n(misbehave: Misbehave, report: (line: string) => void): Promise<RealN8n> {
	const folder = mkdtempSync(join(tmpdir(), 'esign-kyc-faults-'));
	await installTarball(await packPackage(root, join(folder, 'packed')), folder);
	const sandbox = await startSandbox({ port: 0, misbehave });
	const server = await startN8n({ userFolder: folder, logFile: join(folder, 'n8n.log'), report });
	const client = new N8nClient(server.url);
	await client.ensureOwner(owner);
	const credentials: Record<string, CredentialReference> = {};
	const given = credentialsFor(sandbox);
	for (const type of Object.values(CREDENTIAL)) {
		credentials[type] = await client.saveCredential({ name: type, type, data: given[type] });
	}
	const stop = async () => {
		await server.stop();
		await sandbox.close();
		rmSync(folder, { recursive: true, force: true });
	};
	const control = axios.create({ baseURL: `${sandbox.url}/control`, validateStatus: () => true });
	return { client, sandbox, credentials, control, stop };
}

const CREDENTIAL = {
	keynua: 'keynuaApi',
	dynamiCore: 'dynamiCoreApi',
	firmafy: 'firmafyApi',
	mensatek: 'mensatekApi',
} as const satisfies Record<NodeName, string>;

const NODE = 'Under test';

/** Saves a workflow that does one write for each key, as a person would build it. */
export async function savedWorkflow(
	n8n: RealN8n,
	kind: WriteKind,
	keys: string[],
	manner: Manner,
): Promise<SavedWorkflow> {
	const items = await Promise.all(keys.map(async (key) => await kind.item(placeOf(n8n), key)));
	const jsons = items.map(({ json }) => json);
	const name = `Faults: ${kind.node} ${kind.operation}`;
	return await n8n.client.saveWorkflow(workflowOf(name, n8n, kind, jsons, manner));
}

function workflowOf(
	name: string,
	{ credentials }: RealN8n,
	{ node, parameters }: WriteKind,
	jsons: IDataObject[],
	manner: Manner,
): WorkflowJson {
	const type = CREDENTIAL[node];
	const underTest: Partial<INode> = {
		credentials: { [type]: credentials[type] },
		...settingsOf(manner),
	};
	return chain(name, itemsNode(jsons), {
		name: NODE,
		type: `n8n-nodes-esign-kyc.${node}`,
		parameters: { ...parameters, options: { itemsInParallel: manner.itemsInParallel } },
		...underTest,
	});
}

/** What the workloads ask of a place: here only the sandbox's control API. */
const placeOf = ({ control }: RealN8n) => ({ world: { control } }) as unknown as Place;

/** Everything of a kind that is at the provider. */
export async function thingsOf(n8n: RealN8n, kind: WriteKind): Promise<Thing[]> {
	return await kind.things(placeOf(n8n));
}

/** What n8n saved of the node's run. */
export function seenIn(execution: Execution): RunSeen {
	const task = execution.data.resultData.runData[NODE]?.at(-1);
	const items = (task?.data?.main ?? []).flatMap((output) => output ?? []);
	return { items, error: task?.error as RunSeen['error'] };
}
