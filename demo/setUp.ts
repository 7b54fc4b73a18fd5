import { N8nClient, type Owner } from '../tools/n8n/client';
import type {
	CredentialInput,
	CredentialReference,
	CredentialSummary,
	SavedWorkflow,
	WorkflowJson,
	WorkflowSummary,
} from '../tools/n8n/workflow';
import { demoCredentials, type Services } from './credentials';
import { EarlierStart } from './earlier';
import { exampleFiles, isPublishable, withCredentials, withSandbox } from './examples';
import { enterAddresses, enterWebhooks, registeredAddresses, registersItself, type Portals } from './portals';

/** Who signs in to the demo's n8n. It listens on this machine alone. */
export const owner: Owner = {
	email: 'demo@example.com',
	password: 'DemoPassw0rd',
	firstName: 'Demo',
	lastName: 'Owner',
};

export interface Where {
	n8nUrl: string;
	/** Receives the deliveries: n8n itself, or its webhook processor. */
	webhookBase: string;
	/** Remembers what was set up, for the next start. Default: nothing does. */
	kept?: string;
}

/** An n8n that has everything the examples need. */
export interface SetUp {
	client: N8nClient;
	/** By credential type. */
	credentials: Record<string, CredentialReference>;
	workflows: SavedWorkflow[];
}

/**
 * Sets n8n up: the owner, the credentials, and the examples, published and entered at the sandbox, which knows nothing
 * yet. What is in n8n already, unchanged, stays.
 * @param wanted the examples, by their names. Default: all
 */
export async function setUp(
	{ n8nUrl, webhookBase, kept }: Where,
	services: Services,
	wanted?: string[],
): Promise<SetUp> {
	const client = new N8nClient(n8nUrl);
	await client.ensureOwner(owner);
	const earlier = new EarlierStart(kept);
	// Side by side, what is there already: only saving waits its turn.
	const [existing, present] = await Promise.all([client.credentials(), client.workflows()]);
	const saved = await Promise.all(
		demoCredentials(services).map(
			async (one) => [one.type, await saveCredential(client, earlier, one, existing)] as const,
		),
	);
	const credentials: Record<string, CredentialReference> = Object.fromEntries(saved);
	const sandboxUrl = services.sandbox.url;
	const examples = exampleFiles().filter(({ workflow }) => wanted?.includes(workflow.name) ?? true);
	const workflows = await Promise.all(
		examples.map(async ({ workflow: example }) => {
			const workflow = withSandbox(withCredentials(example, credentials), sandboxUrl);
			return await bringToLife(client, earlier, workflow, present, { n8nUrl: webhookBase, sandboxUrl });
		}),
	);
	return { client, credentials, workflows };
}

async function saveCredential(
	client: N8nClient,
	earlier: EarlierStart,
	credential: CredentialInput,
	existing: CredentialSummary[],
): Promise<CredentialReference> {
	const { name } = credential;
	const mark = markOf(existing, credential);
	return await earlier.saveUnlessKept({ key: `credential ${name}`, contents: credential, mark }, async () => {
		const saved = await client.saveCredential(credential);
		return { saved, mark: markOf(await client.credentials(), credential) };
	});
}

function markOf(all: CredentialSummary[], { name, type }: CredentialInput): string | undefined {
	return all.find((one) => one.name === name && one.type === type)?.updatedAt;
}

/** Saves and publishes a workflow, and enters its triggers' URLs at the providers. */
async function bringToLife(
	client: N8nClient,
	earlier: EarlierStart,
	workflow: WorkflowJson,
	present: WorkflowSummary[],
	where: Portals,
): Promise<SavedWorkflow> {
	const { name } = workflow;
	const found = present.find((one) => one.name === name);
	const isLive = found?.active || !isPublishable(workflow);
	const mark = isLive ? found?.versionId : undefined;
	// What was registered names n8n's address.
	const kept = { key: `workflow ${name}`, contents: { workflow, where }, mark };
	const live = await earlier.saveUnlessKept(kept, async () => {
		// n8n registers nothing anew for a trigger that is as it was.
		if (found?.active && registersItself(workflow)) await client.unpublish(found);
		const saved = await client.saveWorkflow(workflow);
		if (isPublishable(saved)) await client.publish(saved);
		return { saved: { saved, addresses: await registeredAddresses(saved, where) }, mark: saved.versionId };
	});
	await enterAddresses(live.addresses, where);
	await enterWebhooks(live.saved, where);
	return live.saved;
}
