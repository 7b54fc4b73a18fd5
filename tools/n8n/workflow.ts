import type {
	ExecutionStatus,
	IDataObject,
	INode,
	IConnections,
	INodeExecutionData,
	ITaskData,
} from 'n8n-workflow';

/** A workflow as the editor exports it. A webhook trigger needs a `webhookId`, which the editor would make. */
export interface WorkflowJson {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IDataObject;
	pinData?: IDataObject;
}

/** A workflow as n8n stores it. */
export interface SavedWorkflow extends WorkflowJson {
	id: string;
	/** Which saved state this is; publishing names one. */
	versionId: string;
	active: boolean;
}

/** A line of n8n's list of workflows. */
export type WorkflowSummary = Pick<SavedWorkflow, 'id' | 'name' | 'versionId' | 'active'>;

/** The reference that a workflow's node holds: `credentials: { keynuaApi: { id, name } }`. */
export interface CredentialReference {
	id: string;
	name: string;
}

/** A line of n8n's list of credentials. */
export interface CredentialSummary extends CredentialReference {
	type: string;
	updatedAt: string;
}

export interface CredentialInput {
	name: string;
	/** Name of the credential type, e.g. `keynuaApi`. */
	type: string;
	data: IDataObject;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** A line of n8n's list of executions. */
export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	/** `manual`, `webhook`, `trigger` ... */
	mode: string;
	startedAt: string;
	/** Missing while it runs. */
	stoppedAt?: string | null;
}

export interface Execution extends ExecutionSummary {
	/** What its workflow or nodes keep beside it ("Highlighted data"). */
	customData?: Record<string, string>;
	data: {
		resultData: {
			runData: Record<string, ITaskData[]>;
			error?: { message: string; description?: string | null };
			lastNodeExecuted?: string;
		};
	};
}

/** What starting a workflow by hand leads to: a webhook trigger first waits for a call of its test URL. */
export type StartedRun = { executionId: string } | { waitingForWebhook: true };

export interface PublicationStatus {
	/** `partial`: some of the workflow's triggers failed. */
	status: 'not_published' | 'in_progress' | 'published' | 'partial' | 'failed';
	triggers?: Array<{ errorMessage?: string | null }>;
}

/**
 * What a node gave on one of its outputs in its last run.
 * @returns no items if the node did not run, or gave none on that output
 */
export function outputOf(execution: Execution, nodeName: string, output = 0): INodeExecutionData[] {
	return execution.data.resultData.runData[nodeName]?.at(-1)?.data?.main?.[output] ?? [];
}

/** The address a published webhook trigger listens on, `/webhook-test/` while it is tried out in the editor. */
export function webhookUrl(
	n8nUrl: string,
	node: INode,
	path = 'webhook',
	kind: 'webhook' | 'webhook-test' = 'webhook',
) {
	if (!node.webhookId) throw new Error(`The node "${node.name}" has no webhookId.`);
	return `${n8nUrl}/${kind}/${node.webhookId}/${path}`;
}
