import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type INode,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { core } from './n8nCore';

interface Failure {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

/** A credential's `test` request, sent and judged as n8n does it behind the "Test" button (its CredentialsTester). */
export async function sendTestRequest(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
	testRequest: ICredentialTestRequest,
	additionalData: IWorkflowExecuteAdditionalData,
): Promise<INodeCredentialTestResult> {
	const nodeType = noOpWith(type, testRequest);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: nodeType.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type.name]: { id: type.name, name: type.name } },
	};
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new core.ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = { id: type.name, name: type.name, type: type.name, data };
	try {
		const output = await new core.RoutingNode(context, nodeType, decrypted).runNode();
		return judgeBody(testRequest, output?.[0]?.[0]?.json ?? {});
	} catch (error) {
		return judgeFailure(testRequest, error as Failure);
	}
}

function noOpWith({ name }: ICredentialType, { request }: ICredentialTestRequest): INodeType {
	return {
		description: {
			displayName: 'No Operation',
			name: 'n8n-nodes-base.noOp',
			description: 'Sends the test request',
			group: [],
			version: 1,
			defaults: { name: 'No Operation' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name, required: true }],
			properties: [{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } }],
		},
	};
}

function judgeBody({ rules = [] }: ICredentialTestRequest, body: object): INodeCredentialTestResult {
	for (const rule of rules) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		if (valueAt(body, key) === value) return { status: 'Error', message };
	}
	return { status: 'OK', message: 'Connection successful!' };
}

/** n8n reads the key with lodash's get: as a path, of whatever the body is. */
function valueAt(body: unknown, path: string): unknown {
	return path.split('.').reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], body);
}

function judgeFailure({ rules = [] }: ICredentialTestRequest, error: Failure): INodeCredentialTestResult {
	const answer = error.cause?.response;
	if (!answer) return { status: 'Error', message: error.cause?.code ?? error.message };
	for (const rule of rules) {
		if (rule.type !== 'responseCode' || rule.properties.value !== answer.status) continue;
		return { status: 'Error', message: rule.properties.message };
	}
	return { status: 'Error', message: answer.statusText || `Received HTTP status code: ${answer.status}` };
}
