import type {
	ExecutionError,
	ExecutionStatus,
	ICredentialType,
	INodeExecutionData,
	INodeType,
	IRun,
	IVersionedNodeType,
	IWebhookResponseData,
	WorkflowActivateMode,
} from 'n8n-workflow';
import type { Delivery, WebhookAnswer } from './webhookCall';
import type { NodeSetup } from './workflow';

export interface EngineOptions {
	/** By the name they have in a workflow, e.g. `n8n-nodes-esign-kyc.keynua`. */
	nodes: Record<string, INodeType | IVersionedNodeType>;
	/** By credential type name. */
	credentials?: Record<string, ICredentialType>;
	/** Where files are: in the items (`memory`, the default), or on disk as n8n does it. The same in a whole test file. */
	binaryMode?: 'memory' | 'filesystem';
}

export interface RunSetup extends NodeSetup {
	/** Default: one empty item. */
	input?: INodeExecutionData[];
	/** Cancel the execution after this time, as a person does with "Stop". */
	cancelAfterMs?: number;
	/** The failed execution to go on with, as n8n's list of executions does when a person presses Retry. */
	retryOf?: IRun;
}

export interface NodeRun {
	/** What came out of the first output. */
	items: INodeExecutionData[];
	/** What came out of each output; with `onError: 'continueErrorOutput'` the last one holds the failed items. */
	outputs: INodeExecutionData[][];
	/** Why the execution failed. */
	error?: ExecutionError;
	status: ExecutionStatus;
	execution: IRun;
	/** What n8n saves beside the execution. It saves a cancelled one at that moment, and nothing after it. */
	saved?: { customData: Record<string, string> };
}

export interface StartedNode {
	/** Settles when the execution has ended, also after it was cancelled. */
	finished: Promise<NodeRun>;
	cancel(): void;
}

export interface WebhookSetup extends NodeSetup {
	delivery: Delivery;
	/** Which of the node's webhooks is called. Default `default`. */
	webhook?: string;
}

export interface WebhookRun {
	/** What comes out of the trigger; empty if the workflow is not started. */
	items: INodeExecutionData[];
	/** Whether an execution would be made. */
	started: boolean;
	/** What the sender got, from the node or from n8n. */
	answer?: WebhookAnswer;
	/** What webhook() returned. Undefined if n8n refused the delivery before the node saw it. */
	result?: IWebhookResponseData;
}

export interface HookSetup extends NodeSetup {
	/** Somebody listens in the editor: the node's URL is the test URL, `webhookBaseUrl` with `-test` behind it. */
	isTest?: boolean;
	/** Which of the node's webhooks is meant. Default `default`. */
	webhook?: string;
	/** What n8n is doing: `activate` (publishing), `update` (unpublishing), `init` (it starts) ... */
	activation?: WorkflowActivateMode;
}

export type Hook = 'checkExists' | 'create' | 'delete';
