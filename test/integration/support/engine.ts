import type { Readable } from 'node:stream';
import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	ICredentialTestFunction,
	ICredentialTestRequest,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeTypes,
	IRun,
	ResourceMapperFields,
} from 'n8n-workflow';
import { additionalDataOf, EXECUTION_ID, WORKFLOW } from './additionalData';
import { EngineCredentials, type StoredCredentials } from './credentials';
import { sendTestRequest } from './credentialTest';
import type {
	EngineOptions,
	Hook,
	HookSetup,
	NodeRun,
	RunSetup,
	StartedNode,
	WebhookRun,
	WebhookSetup,
} from './engineTypes';
import { Container, core } from './n8nCore';
import { loadNodeTypes } from './nodeTypes';
import { parseBody, requestOf, responseRecorder, webhookDataOf } from './webhookCall';
import { dataBefore, dataToRetry, prepare, type NodeSetup, type Prepared } from './workflow';

export type * from './engineTypes';

/** Makes an engine that knows the given nodes and credential types. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
	if (options.binaryMode === 'filesystem') await binaryData().init();
	return new Engine(options);
}

/** Runs nodes on n8n's own engine (n8n-core) in this process, over real HTTP, without n8n's server and database. */
export class Engine {
	private readonly nodeTypes: INodeTypes;

	constructor(private readonly options: EngineOptions) {
		this.nodeTypes = loadNodeTypes(options.nodes);
	}

	/**
	 * Runs a node over its input items, with everything the engine does around it: checks, retries, onError, pairing.
	 * A failure of the node is in the result.
	 * @throws WorkflowHasIssuesError when a required parameter or credential is missing
	 */
	async runNode(type: string, setup: RunSetup = {}): Promise<NodeRun> {
		return await this.startNode(type, setup).finished;
	}

	/** As runNode(), for an execution that is to be watched or cancelled while it runs. */
	startNode(type: string, setup: RunSetup = {}): StartedNode {
		const { node, workflow, additionalData, mode, keepStaticData } = this.prepare(type, setup);
		const data = setup.retryOf ? dataToRetry(setup.retryOf) : dataBefore(node, setup.input ?? [{ json: {} }]);
		let saved: NodeRun['saved'];
		additionalData.hooks?.addHandler('workflowExecuteAfter', ({ data: { resultData } }) => {
			saved ??= { customData: { ...resultData.metadata } };
		});
		const running = new core.WorkflowExecute(additionalData, mode, data).processRunExecutionData(workflow);
		const cancel = () => running.cancel();
		const timer = setup.cancelAfterMs === undefined ? undefined : setTimeout(cancel, setup.cancelAfterMs);
		const finish = async () => {
			const execution = await running;
			clearTimeout(timer);
			keepStaticData();
			return { ...runOf(execution, node.name), saved };
		};
		return { finished: finish(), cancel };
	}

	/** Calls a trigger's checkExists, create or delete, as publishing and unpublishing do. */
	async runHook(type: string, hook: Hook, setup: HookSetup = {}): Promise<boolean> {
		const prepared = this.prepare(type, { mode: 'trigger', ...setup });
		const { node, workflow, additionalData, mode } = prepared;
		const webhookData = { ...webhookDataOf(prepared, setup.webhook), isTest: setup.isTest === true };
		const activation = setup.activation ?? (hook === 'delete' ? 'update' : 'activate');
		const context = new core.HookContext(workflow, node, additionalData, mode, activation, webhookData);
		const method = prepared.type.webhookMethods?.[webhookData.webhookDescription.name]?.[hook];
		if (!method) throw new Error(`${type} has no ${hook}.`);
		try {
			return await method.call(context);
		} finally {
			prepared.keepStaticData();
		}
	}

	/** Delivers a webhook call to a trigger. */
	async runWebhook(type: string, setup: WebhookSetup): Promise<WebhookRun> {
		const parsed = parseBody(setup.delivery);
		if ('unreadable' in parsed) return { items: [], started: false, answer: { status: 422, headers: {} } };
		const prepared = this.prepare(type, { mode: 'webhook', ...setup });
		const { node, workflow, additionalData, mode } = prepared;
		const recorder = responseRecorder();
		additionalData.httpRequest = requestOf(setup.delivery, parsed.value);
		additionalData.httpResponse = recorder.response;
		const webhookData = webhookDataOf(prepared, setup.webhook);
		const context = new core.WebhookContext(workflow, node, additionalData, mode, webhookData, [], null);
		const result = await prepared.type.webhook!.call(context);
		const { workflowData, noWebhookResponse } = result;
		// Of a form with files, n8n looks at the words before: they might be a stream.
		if (setup.delivery.parsedBody !== undefined) void result.webhookResponse;
		// The execution is on record now: n8n asks for the words, saves what the node keeps, and answers.
		if (!noWebhookResponse) recorder.response.send(String(result.webhookResponse));
		prepared.keepStaticData();
		recorder.close();
		return {
			items: await this.firstStep(type, setup, workflowData?.[0] ?? []),
			started: workflowData !== undefined,
			answer: recorder.answer(),
			result,
		};
	}

	/** The execution begins with the trigger itself, if it has something to do in it. */
	private async firstStep(
		type: string,
		setup: NodeSetup,
		items: INodeExecutionData[],
	): Promise<INodeExecutionData[]> {
		const hasStep = 'execute' in this.nodeTypes.getByNameAndVersion(type);
		if (!hasStep || items.length === 0) return items;
		const { mode, parameters, credentials } = setup;
		return (await this.runNode(type, { mode, parameters, credentials, input: items })).items;
	}

	/**
	 * Lets a polling trigger look once.
	 * @returns what the workflow starts with, or null if there is nothing new and it is not started
	 */
	async runPoll(type: string, setup: NodeSetup = {}): Promise<INodeExecutionData[] | null> {
		const prepared = this.prepare(type, { mode: 'trigger', ...setup });
		const { node, workflow, additionalData, mode } = prepared;
		const context = new core.PollContext(workflow, node, additionalData, mode, 'activate');
		const found = await prepared.type.poll!.call(context);
		prepared.keepStaticData();
		return found?.[0] ?? null;
	}

	/**
	 * Publishes a polling trigger: like n8n, every poll has the same context, and what the node remembers is saved by the
	 * first poll and by those that start the workflow. Publishing again with the same `staticData` is a restart.
	 * @returns lets the trigger look once
	 */
	publishPolling(type: string, setup: NodeSetup = {}): () => Promise<INodeExecutionData[] | null> {
		const prepared = this.prepare(type, { mode: 'trigger', ...setup });
		const { node, workflow, additionalData, mode } = prepared;
		const context = new core.PollContext(workflow, node, additionalData, mode, 'activate');
		let isFirst = true;
		return async () => {
			const found = await prepared.type.poll!.call(context);
			if (found !== null || isFirst) prepared.keepStaticData();
			isFirst = false;
			return found?.[0] ?? null;
		};
	}

	/** Fills a drop-down: `methods.loadOptions[method]`. */
	async loadOptions(type: string, method: string, setup: NodeSetup = {}): Promise<INodePropertyOptions[]> {
		const { methods, context } = this.editorContext(type, setup);
		return await methodOf(methods?.loadOptions, method).call(context);
	}

	/** Fills the list of a resource locator: `methods.listSearch[method]`. */
	async listSearch(
		type: string,
		method: string,
		setup: NodeSetup & { filter?: string; paginationToken?: string } = {},
	): Promise<INodeListSearchResult> {
		const { methods, context } = this.editorContext(type, setup);
		return await methodOf(methods?.listSearch, method).call(context, setup.filter, setup.paginationToken);
	}

	/** Gives the fields of a resource mapper: `methods.resourceMapping[method]`. */
	async resourceMapping(type: string, method: string, setup: NodeSetup = {}): Promise<ResourceMapperFields> {
		const { methods, context } = this.editorContext(type, setup);
		return await methodOf(methods?.resourceMapping, method).call(context);
	}

	/** What the "Test" button says about a credential: by its own test request, or by the node that tests it. */
	async testCredential(
		name: string,
		data: ICredentialDataDecryptedObject,
	): Promise<INodeCredentialTestResult> {
		const type = this.options.credentials?.[name];
		if (!type) throw new Error(`The test engine was given no credential type "${name}".`);
		const credentials = this.credentialsOf({ [name]: data });
		const complete = credentials.withDefaults(name, data);
		const additionalData = additionalDataOf(credentials, 'internal');
		if (type.test) return await sendTestRequest(type, complete, type.test, additionalData);
		const test = this.testOfNode(name);
		if (!test) return { status: 'Error', message: 'No testing function found for this credential.' };
		if (typeof test !== 'function') return await sendTestRequest(type, complete, test, additionalData);
		const context = new core.CredentialTestContext(additionalData);
		return await test.call(context, { id: name, name, type: name, data: complete });
	}

	/** A file as binary data of an item, kept as the engine's binary mode says. */
	async file(
		content: Buffer | Readable,
		facts: { fileName: string; mimeType: string },
	): Promise<IBinaryData> {
		const location = core.FileLocation.ofExecution(WORKFLOW.id, EXECUTION_ID);
		return await binaryData().store(location, content, { ...facts, data: '' });
	}

	/** The content of a file that came out of a node. */
	async binary(item: INodeExecutionData, field = 'data'): Promise<Buffer> {
		const data = item.binary?.[field];
		if (!data) throw new Error(`The item has no file in the field "${field}".`);
		// Without an id the content is in the item itself.
		return data.id ? await binaryData().getAsBuffer(data) : Buffer.from(data.data, 'base64');
	}

	private prepare(type: string, setup: NodeSetup): Prepared {
		return prepare(this.nodeTypes, this.credentialsOf(setup.credentials), type, setup);
	}

	private credentialsOf(stored: StoredCredentials = {}): EngineCredentials {
		return new EngineCredentials(this.options.credentials ?? {}, stored);
	}

	private editorContext(typeName: string, setup: NodeSetup) {
		const { node, type, workflow, additionalData } = this.prepare(typeName, setup);
		additionalData.currentNodeParameters = node.parameters;
		return {
			methods: type.methods,
			context: new core.LoadOptionsContext(workflow, node, additionalData, ''),
		};
	}

	private testOfNode(credential: string): ICredentialTestFunction | ICredentialTestRequest | undefined {
		for (const name of Object.keys(this.options.nodes)) {
			const { description, methods } = this.nodeTypes.getByNameAndVersion(name);
			const testedBy = description.credentials?.find(({ name }) => name === credential)?.testedBy;
			if (testedBy) return typeof testedBy === 'string' ? methods?.credentialTest?.[testedBy] : testedBy;
		}
		return undefined;
	}
}

const binaryData = () => Container.get(core.BinaryDataService);

function methodOf<T>(methods: Record<string, T> | undefined, name: string): T {
	const method = methods?.[name];
	if (!method) throw new Error(`The node has no method "${name}".`);
	return method;
}

function runOf(execution: IRun, nodeName: string): Omit<NodeRun, 'saved'> {
	const { error, runData } = execution.data.resultData;
	const task = runData[nodeName]?.at(-1);
	const outputs = (task?.data?.main ?? []).map((items) => items ?? []);
	return {
		items: outputs[0] ?? [],
		outputs,
		error: error ?? task?.error,
		status: execution.status,
		execution,
	};
}
