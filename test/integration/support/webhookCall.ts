import { parse as parseForm } from 'node:querystring';
import { gunzipSync, inflateSync } from 'node:zlib';
import type { IDataObject, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { WORKFLOW } from './additionalData';
import type { Prepared } from './workflow';

type Request = NonNullable<IWorkflowExecuteAdditionalData['httpRequest']>;
type Response = NonNullable<IWorkflowExecuteAdditionalData['httpResponse']>;

/** A delivery as it arrives at n8n. */
export interface Delivery {
	method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
	headers?: Record<string, string>;
	query?: IDataObject;
	/** The raw body. n8n parses JSON, forms and text by their content type. */
	body?: string | Buffer;
	/** What n8n would have made of any other body, e.g. `{ data, files }` of a multipart form. */
	parsedBody?: unknown;
	/** The node has a parameter `options.binaryData: true`: n8n leaves the body for the node to read. */
	unread?: boolean;
}

/** What the sender of a delivery gets. */
export interface WebhookAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	body?: unknown;
}

/** What n8n parses, as `isParsableContentType` in its webhook server has it. */
const PARSED = /^(application\/json|text\/plain|application\/x-www-form-urlencoded)|[/+]xml$/;

type Parsed = { value: unknown } | { unreadable: true };

/** The body as n8n's webhook server hands it to a node. `unreadable`: the server refuses it by itself, with 422. */
export function parseBody(delivery: Delivery): Parsed {
	const { headers, parsedBody, unread } = delivery;
	if (parsedBody !== undefined || unread || !PARSED.test(contentTypeOf(headers)))
		return { value: parsedBody };
	// n8n 1 takes a byte order mark for broken JSON.
	const text = unpacked(delivery)
		.toString()
		.replace(/^\uFEFF/, '');
	if (text === '') return { value: undefined };
	switch (contentTypeOf(headers)) {
		case 'application/json':
			return parseJson(text);
		case 'application/x-www-form-urlencoded':
			return { value: { ...parseForm(text) } };
		case 'text/plain':
			return { value: text };
		default:
			return { value: undefined };
	}
}

/** n8n unpacks these two, and takes the bytes of any other encoding as they are. */
function unpacked({ headers, body = '' }: Delivery): Buffer {
	const bytes = Buffer.from(body as Buffer);
	switch (lowerCaseNames(headers)['content-encoding']) {
		case 'gzip':
			return gunzipSync(bytes);
		case 'deflate':
			return inflateSync(bytes);
		default:
			return bytes;
	}
}

function parseJson(text: string): Parsed {
	try {
		return { value: JSON.parse(text) };
	} catch {
		return { unreadable: true };
	}
}

function contentTypeOf(headers: Delivery['headers']): string {
	return lowerCaseNames(headers)['content-type']?.split(';')[0].trim().toLowerCase() ?? '';
}

function lowerCaseNames(headers: Record<string, string> = {}): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The part of an Express request that n8n's webhook server and its nodes use. */
export function requestOf(delivery: Delivery, parsed: unknown): Request {
	const raw = Buffer.from(delivery.body ?? '');
	const contentType = contentTypeOf(delivery.headers);
	// n8n leaves a multipart form to its form parser. Of other types that it cannot parse, it reads nothing for nodes from
	// version 2 on.
	const isRead = raw.length > 0 && !delivery.unread && PARSED.test(contentType);
	const request = {
		method: delivery.method ?? 'POST',
		headers: lowerCaseNames(delivery.headers),
		query: delivery.query ?? {},
		params: {},
		ip: '127.0.0.1',
		encoding: 'utf-8',
		contentType,
		body: parsed,
		rawBody: isRead ? unpacked(delivery) : undefined,
		async readRawBody() {
			request.rawBody ??= unpacked(delivery);
		},
	};
	return request as unknown as Request;
}

/** `answer()` is undefined until the response has been ended. */
export interface ResponseRecorder {
	response: Response;
	answer(): WebhookAnswer | undefined;
	/** The answer has gone out, or the sender has hung up. */
	close(): void;
}

/** An Express response that keeps what is sent. */
export function responseRecorder(): ResponseRecorder {
	const sent: WebhookAnswer = { status: 200, headers: {} };
	const afterwards: Array<() => void> = [];
	let ended = false;
	const end = (body?: unknown) => {
		// Express lets a node call send() and then end().
		if (!ended && body !== undefined) sent.body = body;
		ended = response.headersSent = true;
		return response;
	};
	const set = (name: string | Record<string, string>, value?: string) => {
		Object.assign(sent.headers, lowerCaseNames(typeof name === 'string' ? { [name]: String(value) } : name));
		return response;
	};
	const status = (code: number) => {
		sent.status = code;
		return response;
	};
	const response = {
		headersSent: false,
		get statusCode() {
			return sent.status;
		},
		get writableEnded() {
			return ended;
		},
		once: (event: string, listener: () => void) => {
			if (event === 'close') afterwards.push(listener);
			return response;
		},
		status,
		set,
		header: set,
		setHeader: set,
		type: (value: string) => set('content-type', value),
		send: end,
		end,
		json: (body: unknown) => set('content-type', 'application/json').send(JSON.stringify(body)),
		sendStatus: (code: number) => status(code).end(),
		writeHead: (code: number, headers: Record<string, string> = {}) => status(code).set(headers),
	};
	return {
		response: response as unknown as Response,
		answer: () => (ended ? sent : undefined),
		close: () => afterwards.forEach((listener) => listener()),
	};
}

/** What n8n keeps about a webhook of a published trigger. */
export function webhookDataOf({ node, type, additionalData }: Prepared, name = 'default') {
	const webhookDescription = type.description.webhooks?.find((webhook) => webhook.name === name);
	if (!webhookDescription) throw new Error(`The node has no webhook "${name}".`);
	const { path, httpMethod } = webhookDescription;
	return {
		webhookDescription,
		path,
		httpMethod: httpMethod as 'POST',
		node: node.name,
		workflowId: WORKFLOW.id,
		workflowExecuteAdditionalData: additionalData,
		isTest: false,
	};
}
