import { Readable } from 'node:stream';
import type { IDataObject, IExecuteFunctions, INode, INodeProperties, IWebhookFunctions } from 'n8n-workflow';
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

/** As much of n8n's functions as the decoders use, without a network and without an engine. */
export function stubContext(options: StubOptions = {}): Caller & IExecuteFunctions {
	// Cancelled as soon as something was sent that is no log-in: so nothing waits before it would try again.
	const stop = new AbortController();
	const sendPlainly = async (request: IDataObject) => {
		const { body } = request as { body?: unknown };
		const isLogIn = body instanceof URLSearchParams && body.get('action') === 'login';
		if (!isLogIn) stop.abort();
		return asStream(await options.answer?.(request));
	};
	const send = async (_type: unknown, request: IDataObject) => await sendPlainly(request);
	return {
		getNode: () => ({ ...node, parameters: options.parameters ?? {} }),
		getTimezone: () => 'America/Lima',
		getCredentials: async () => options.credentials ?? {},
		getNodeParameter: (name: string) => options.parameters?.[name],
		getInputData: () => [{ json: options.input ?? {}, binary: {} }],
		getExecutionCancelSignal: () => stop.signal,
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

/** As much of n8n's functions as the reading of a delivery uses. `body` is what n8n made of a form with files. */
export function deliveryContext(body: unknown, contentType?: string): IWebhookFunctions {
	const parsed = body ?? {};
	return {
		getBodyData: () => parsed,
		getRequestObject: () => ({ contentType }),
	} as unknown as IWebhookFunctions;
}

/** n8n gives the body as a stream. What is no answer at all stays as it is. */
function asStream(answer: unknown): unknown {
	const { body } = (answer ?? {}) as { body?: unknown };
	if (body === undefined || body instanceof Readable) return answer;
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return { ...(answer as object), body: Readable.from([Buffer.from(text)]) };
}

/** An input item whose form has the given fields, filled in with the given values. */
export function stubItem(parameters: IDataObject = {}, properties: INodeProperties[] = []): Item {
	return new Item(stubContext({ parameters }), 0, properties);
}
