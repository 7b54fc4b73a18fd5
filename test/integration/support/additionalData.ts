import type { IWorkflowExecuteAdditionalData, WorkflowExecuteMode } from 'n8n-workflow';
import type { EngineCredentials } from './credentials';
import { Container, core } from './n8nCore';

export const WORKFLOW = { id: 'workflow', name: 'Workflow', active: true };
/** The execution to which files belong that a test makes beforehand. */
export const EXECUTION_ID = '1';
let executions = 1;
const N8N_URL = 'http://127.0.0.1:5678';

/** What n8n's server hands to its engine with every execution. */
export function additionalDataOf(
	credentialsHelper: EngineCredentials,
	mode: WorkflowExecuteMode,
	webhookBaseUrl = `${N8N_URL}/webhook`,
): IWorkflowExecuteAdditionalData {
	const base = {
		...WORKFLOW,
		nodes: [],
		connections: {},
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
	};
	// As in n8n, no two executions share an ID: nodes may keep things under it.
	const executionId = String(++executions);
	return {
		...URLS,
		webhookBaseUrl,
		webhookTestBaseUrl: `${webhookBaseUrl}-test`,
		credentialsHelper,
		hooks: new core.ExecutionLifecycleHooks(mode, executionId, { ...base, activeVersionId: null }),
		executionId,
		currentNodeExecutionIndex: 0,
		variables: {},
		userId: 'user',
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
		logAiEvent: () => {},
		executeWorkflow: notHere,
		getRunExecutionData: notHere,
		getRuntimeCredential: notHere,
		startRunnerTask: notHere,
		externalSecretsProxy: Container.get(core.ExternalSecretsProxy),
	};
}

/** n8n-core parses every one of them, whether it is used or not. */
const URLS = {
	restApiUrl: `${N8N_URL}/rest`,
	instanceBaseUrl: `${N8N_URL}/`,
	formBaseUrl: `${N8N_URL}/form`,
	formWaitingBaseUrl: `${N8N_URL}/form-waiting`,
	formTestBaseUrl: `${N8N_URL}/form-test`,
	webhookWaitingBaseUrl: `${N8N_URL}/webhook-waiting`,
	mcpBaseUrl: `${N8N_URL}/mcp`,
	mcpTestBaseUrl: `${N8N_URL}/mcp-test`,
};

async function notHere(): Promise<never> {
	throw new Error('This part of n8n is not in the test engine: use the end-to-end tests.');
}
