import { parse as unflatten, stringify as flatten } from 'flatted';
import {
	createRunExecutionData,
	NodeHelpers,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalDataOf, WORKFLOW } from './additionalData';
import type { EngineCredentials, StoredCredentials } from './credentials';
import { START_TYPE_NAME } from './nodeTypes';

/** What a node is set to, and what its workflow keeps for it. */
export interface NodeSetup {
	/** What a person set. The rest gets its defaults, as the editor saves them. */
	parameters?: INodeParameters;
	/** By credential type. A session that n8n would save is written back into the given objects. */
	credentials?: StoredCredentials;
	/** The node's settings: `onError`, `retryOnFail`, `maxTries`, `typeVersion` ... */
	node?: Partial<INode>;
	/** The node's static data, changed in place as n8n would save it. */
	staticData?: IDataObject;
	/** Default `manual`, and `trigger` for what runs in a published workflow. */
	mode?: WorkflowExecuteMode;
	/** Where n8n is reached from outside. Default `http://127.0.0.1:5678/webhook`. */
	webhookBaseUrl?: string;
}

/** A workflow of one node (and, unless it is a trigger, a start in front of it), ready to be run. */
export interface Prepared {
	node: INode;
	type: INodeType;
	workflow: Workflow;
	additionalData: IWorkflowExecuteAdditionalData;
	mode: WorkflowExecuteMode;
	/** Writes the node's static data back where the setup gave it, as JSON: that is how n8n saves it. */
	keepStaticData(): void;
}

export function prepare(
	nodeTypes: INodeTypes,
	credentialsHelper: EngineCredentials,
	typeName: string,
	setup: NodeSetup,
): Prepared {
	const mode = setup.mode ?? 'manual';
	const type = nodeTypes.getByNameAndVersion(typeName, setup.node?.typeVersion);
	const node = nodeOf(type, typeName, setup);
	const staticKey = `node:${node.name}`;
	const workflow = new Workflow({
		...WORKFLOW,
		...graphOf(node, type),
		nodeTypes,
		staticData: { [staticKey]: asSaved(setup.staticData ?? {}) },
		settings: { executionOrder: 'v1' },
	});
	const keepStaticData = () => {
		if (!setup.staticData) return;
		const now = asSaved(workflow.getStaticData('node', node));
		for (const key of Object.keys(setup.staticData)) delete setup.staticData[key];
		Object.assign(setup.staticData, now);
	};
	const additionalData = additionalDataOf(credentialsHelper, mode, setup.webhookBaseUrl);
	return { node: workflow.getNode(node.name)!, type, workflow, additionalData, mode, keepStaticData };
}

function nodeOf({ description }: INodeType, typeName: string, setup: NodeSetup): INode {
	const { version, defaults, displayName, properties } = description;
	const credentialNames = Object.keys(setup.credentials ?? {});
	const node: INode = {
		id: 'node',
		name: String(defaults.name ?? displayName),
		type: typeName,
		typeVersion: Array.isArray(version) ? Math.max(...version) : version,
		position: [200, 0],
		parameters: {},
		webhookId: '00000000-0000-4000-8000-000000000001',
		credentials: Object.fromEntries(
			credentialNames.map((name) => [name, { id: idOf(setup.credentials![name]), name }]),
		),
		...setup.node,
	};
	const given = setup.parameters ?? {};
	node.parameters = NodeHelpers.getNodeParameters(properties, given, true, false, node, description) ?? {};
	return node;
}

const ids = new WeakMap<object, string>();
let credentials = 0;

/** Other data is another credential: nodes may keep things under its ID. */
function idOf(credential: object): string {
	const id = ids.get(credential) ?? `credential-${++credentials}`;
	ids.set(credential, id);
	return id;
}

function graphOf(node: INode, type: INodeType) {
	if (type.description.inputs.length === 0) return { nodes: [node], connections: {} };
	const toNode = { node: node.name, type: 'main' as const, index: 0 };
	return { nodes: [START_NODE, node], connections: { [START_NODE.name]: { main: [[toNode]] } } };
}

const START_NODE: INode = {
	id: 'start',
	name: 'Start',
	type: START_TYPE_NAME,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** The execution's state at the moment when Start has run and the node is next. */
export function dataBefore(node: INode, input: INodeExecutionData[]): IRunExecutionData {
	const data = { main: [input] };
	const start = { startTime: 0, executionTime: 0, executionIndex: 0, source: [], data };
	return createRunExecutionData({
		resultData: { runData: { [START_NODE.name]: [start] } },
		executionData: {
			nodeExecutionStack: [{ node, data, source: { main: [{ previousNode: START_NODE.name }] } }],
		},
	});
}

/** What n8n makes of a failed execution, from its database, when a person presses Retry in the list of executions. */
export function dataToRetry({ data }: IRun): IRunExecutionData {
	const saved = unflatten(flatten(data)) as IRunExecutionData;
	const { lastNodeExecuted, runData } = saved.resultData;
	delete saved.resultData.error;
	if (lastNodeExecuted && runData[lastNodeExecuted]?.at(-1)?.error !== undefined)
		runData[lastNodeExecuted].pop();
	return saved;
}

const asSaved = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data));
