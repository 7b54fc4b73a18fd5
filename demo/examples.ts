import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CredentialReference, WorkflowJson } from '../tools/n8n/workflow';

const folder = join(__dirname, '..', 'examples');
const DEFAULT_SANDBOX_URL = 'http://127.0.0.1:4010';

/** The workflows of `examples/`, each with the name of its file, in the order of these names. */
export function exampleFiles(): Array<{ file: string; workflow: WorkflowJson }> {
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return files.sort().map((file) => ({
		file,
		workflow: JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowJson,
	}));
}

/** What n8n can keep running: a workflow that is not started by hand alone. */
export function isPublishable({ nodes }: Pick<WorkflowJson, 'nodes'>): boolean {
	const byHand = [
		'n8n-nodes-base.manualTrigger',
		'n8n-nodes-base.errorTrigger',
		'@n8n/n8n-nodes-langchain.chatTrigger',
	];
	return nodes.some(({ type }) => /(trigger|webhook)$/i.test(type) && !byHand.includes(type));
}

/** Exported workflows name their credentials; in another n8n these have other IDs. */
export function withCredentials(
	workflow: WorkflowJson,
	credentials: Record<string, CredentialReference>,
): WorkflowJson {
	const nodes = workflow.nodes.map((node) => ({
		...node,
		...(node.credentials && {
			credentials: Object.fromEntries(Object.keys(node.credentials).map((type) => [type, credentials[type]])),
		}),
	}));
	return { ...workflow, nodes };
}

/** The examples fetch their sample documents from the sandbox at its usual address. */
export function withSandbox(workflow: WorkflowJson, sandboxUrl: string): WorkflowJson {
	return JSON.parse(JSON.stringify(workflow).replaceAll(DEFAULT_SANDBOX_URL, sandboxUrl)) as WorkflowJson;
}
