import {
	NodeApiError,
	sleep,
	type IAuthenticate,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type JsonObject,
} from 'n8n-workflow';

// Nodes that exist to try the test engine.

const common = { group: [], version: 1, description: 'Tries the test engine' };
const needsCredential = [{ name: 'probeApi', required: true }];

export class ProbeApi implements ICredentialType {
	name = 'probeApi';
	displayName = 'Probe API';
	properties: INodeProperties[] = [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'Token', name: 'token', type: 'hidden', typeOptions: { expirable: true }, default: '' },
	];
	test: ICredentialTestRequest = { request: { baseURL: '={{ $credentials.baseUrl }}', url: '/ping' } };

	async preAuthentication() {
		return { token: 'renewed' };
	}

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	) => {
		const signature = `${request.method} ${request.url}`;
		request.headers = {
			...request.headers,
			'x-signature': signature,
			authorization: `Bearer ${String(credentials.token)}`,
		};
		return request;
	};
}

export class Probe implements INodeType {
	description: INodeTypeDescription = {
		...common,
		displayName: 'Probe',
		name: 'probe',
		defaults: { name: 'Probe' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: needsCredential,
		properties: [
			{ displayName: 'Operation', name: 'operation', type: 'string', default: 'get' },
			{
				displayName: 'ID',
				name: 'id',
				type: 'string',
				default: '',
				required: true,
				displayOptions: { show: { operation: ['get'] } },
			},
		],
	};

	methods = {
		loadOptions: {
			async colours() {
				return [{ name: 'Red', value: 'red' }];
			},
		},
		listSearch: {
			async search(this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
				const { baseUrl } = await this.getCredentials('probeApi');
				return { results: [{ name: filter ?? '', value: baseUrl as string }], paginationToken };
			},
		},
		resourceMapping: {
			async fields() {
				return { fields: [] };
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operations: Record<string, (index: number) => Promise<INodeExecutionData>> = {
			get: async (index) => ({ json: await getThing(this, index) }),
			copy: async (index) => await copyFile(this, index),
			wait: async () => {
				while (!this.getExecutionCancelSignal()?.aborted) await sleep(5);
				return { json: {} };
			},
		};
		const done: INodeExecutionData[] = [];
		for (const index of this.getInputData().keys()) {
			const run = operations[this.getNodeParameter('operation', index) as string];
			try {
				done.push({ ...(await run(index)), pairedItem: { item: index } });
			} catch (error) {
				if (!this.continueOnFail()) throw new NodeApiError(this.getNode(), error as JsonObject);
				done.push({ json: { error: (error as Error).message }, pairedItem: { item: index } });
			}
		}
		return [done];
	}
}

async function getThing(context: IExecuteFunctions, index: number) {
	const { baseUrl } = await context.getCredentials('probeApi');
	const url = `/things/${context.getNodeParameter('id', index) as string}`;
	const request: IHttpRequestOptions = { method: 'GET', baseURL: baseUrl as string, url, json: true };
	return await context.helpers.httpRequestWithAuthentication.call(context, 'probeApi', request);
}

async function copyFile(context: IExecuteFunctions, index: number): Promise<INodeExecutionData> {
	const { fileName, mimeType } = context.helpers.assertBinaryData(index, 'data');
	const content = await context.helpers.getBinaryDataBuffer(index, 'data');
	const data = await context.helpers.prepareBinaryData(content, `copy of ${fileName}`, mimeType);
	return { json: {}, binary: { data } };
}

export class ProbeTrigger implements INodeType {
	description: INodeTypeDescription = {
		...common,
		displayName: 'Probe Trigger',
		name: 'probeTrigger',
		defaults: { name: 'Probe Trigger' },
		inputs: [],
		outputs: ['main'],
		credentials: needsCredential,
		webhooks: [{ name: 'default', httpMethod: 'POST', path: 'webhook', responseMode: 'onReceived' }],
		properties: [],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions) {
				return this.getWorkflowStaticData('node').url === this.getNodeWebhookUrl('default');
			},
			async create(this: IHookFunctions) {
				this.getWorkflowStaticData('node').url = this.getNodeWebhookUrl('default');
				return true;
			},
			async delete(this: IHookFunctions) {
				delete this.getWorkflowStaticData('node').url;
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions) {
		const response = this.getResponseObject();
		if (this.getHeaderData()['x-signature'] !== this.getRequestObject().rawBody.toString()) {
			response.status(401).send('forged').end();
			return { noWebhookResponse: true };
		}
		response.status(202).type('text/plain').send('ok');
		return { noWebhookResponse: true, workflowData: [[{ json: this.getBodyData() }]] };
	}
}

export class ProbePoll implements INodeType {
	description: INodeTypeDescription = {
		...common,
		displayName: 'Probe Poll Trigger',
		name: 'probePoll',
		defaults: { name: 'Probe Poll Trigger' },
		polling: true,
		inputs: [],
		outputs: ['main'],
		properties: [],
	};

	async poll(this: IPollFunctions) {
		const data = this.getWorkflowStaticData('node');
		data.polls = ((data.polls as number) ?? 0) + 1;
		return data.polls === 1 ? [[{ json: { poll: 1 } }]] : null;
	}
}
