import type { IDataObject, IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';
import { Item } from '../../nodes/runtime/form/item';
import type { Caller } from '../../nodes/runtime/http/provider';

const node: INode = {
	id: 'node',
	name: 'Node',
	type: 'n8n-nodes-esign-kyc.keynua',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

export interface StubOptions {
	credentials?: IDataObject;
	parameters?: IDataObject;
	/** What the network gives for a request: an answer, or a rejection. */
	answer?: (request: IDataObject) => unknown;
	input?: IDataObject;
}

/** Cancelled from the beginning: so nothing waits before it would try again. */
const cancelled = AbortSignal.abort();

/** As much of n8n's functions as the decoders use, without a network and without an engine. */
export function stubContext(options: StubOptions = {}): Caller & IExecuteFunctions {
	const send = async (_type: unknown, request: IDataObject) => await options.answer?.(request);
	const sendPlainly = async (request: IDataObject) => await options.answer?.(request);
	return {
		getNode: () => ({ ...node, parameters: options.parameters ?? {} }),
		getTimezone: () => 'America/Lima',
		getCredentials: async () => options.credentials ?? {},
		getNodeParameter: (name: string) => options.parameters?.[name],
		getInputData: () => [{ json: options.input ?? {}, binary: {} }],
		getExecutionCancelSignal: () => cancelled,
		logger: { warn() {}, error() {}, info() {}, debug() {} },
		helpers: {
			httpRequest: sendPlainly,
			httpRequestWithAuthentication: send,
			prepareBinaryData: async (content: unknown, fileName: string, mimeType: string) => {
				return { data: '', fileName, mimeType, bytes: (content as Buffer).length };
			},
		},
		nodeHelpers: {
			copyBinaryFile: async (path: string, fileName: string, mimeType: string) => ({
				data: path,
				fileName,
				mimeType,
			}),
		},
	} as unknown as Caller & IExecuteFunctions;
}

/** An input item whose form has the given fields, filled in with the given values. */
export function stubItem(parameters: IDataObject = {}, properties: INodeProperties[] = []): Item {
	return new Item(stubContext({ parameters }), 0, properties);
}
