import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INodeParameters, WorkflowActivateMode, WorkflowExecuteMode } from 'n8n-workflow';
import type { Hook, WebhookRun } from '../support/engine';
import type { World } from '../support/world';

const TRIGGER = 'n8n-nodes-esign-kyc.firmafyTrigger';

/** Stands for n8n's webhook server: hands what arrives to the trigger, and answers as the trigger says. */
export interface Bridge {
	/** As n8n's N8N_WEBHOOK_URL with its path: what the trigger registers begins with it. */
	url: string;
	/** What became of each delivery, in order. */
	runs: WebhookRun[];
	/** The path with the query of each delivery. */
	paths: string[];
	staticData: IDataObject;
	parameters: INodeParameters;
	/** When set, deliveries do not reach the trigger and get this answer: a status, or one with a body. */
	down?: number | { status: number; body: string };
	hook(name: Hook, mode?: WorkflowExecuteMode, activation?: WorkflowActivateMode): Promise<boolean>;
	/** As hook(), for a person who listens in the editor: another URL of the same n8n, and static data of its own. */
	listening(name: 'create' | 'delete'): Promise<boolean>;
	close(): Promise<void>;
}

export async function startBridge(
	world: World,
	{ nodeId = 'node', path = 'webhook' }: { nodeId?: string; path?: string } = {},
): Promise<Bridge> {
	const folder = mkdtempSync(join(tmpdir(), 'firmafy-parts-'));
	const ownData: IDataObject = {};
	const bridge: Bridge = {
		url: '',
		runs: [],
		paths: [],
		staticData: {},
		parameters: {},
		hook: async (name, mode, activation) =>
			await world.engine.runHook(TRIGGER, name, { ...setup(), ...(mode && { mode }), activation }),
		listening: async (name) =>
			await world.engine.runHook(TRIGGER, name, {
				...setup(),
				mode: name === 'create' ? 'manual' : 'internal',
				staticData: ownData,
				isTest: true,
			}),
		close: async () => {
			rmSync(folder, { recursive: true, force: true });
			await new Promise((resolve) => server.close(resolve));
		},
	};
	const setup = () => ({
		parameters: bridge.parameters,
		credentials: { firmafyApi: world.credentials.firmafyApi },
		staticData: bridge.staticData,
		webhookBaseUrl: bridge.url,
		node: { id: nodeId },
	});
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', async () => {
			bridge.paths.push(String(request.url));
			if (typeof bridge.down === 'number') return response.writeHead(bridge.down).end();
			if (bridge.down) return response.writeHead(bridge.down.status).end(bridge.down.body);
			const body = Buffer.concat(chunks);
			const headers = request.headers as Record<string, string>;
			const run = await world.engine.runWebhook(TRIGGER, {
				...setup(),
				delivery: {
					headers,
					query: Object.fromEntries(new URL(String(request.url), bridge.url).searchParams),
					body,
					...(headers['content-type']?.startsWith('multipart/') && {
						parsedBody: await parseMultipart(body, headers['content-type'], folder),
					}),
				},
			});
			bridge.runs.push(run);
			response.writeHead(run.answer?.status ?? 200).end(String(run.answer?.body ?? ''));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	bridge.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`;
	return bridge;
}

/** `{ data, files }`, with the files on disk: what n8n's form parser makes of a multipart body. */
async function parseMultipart(body: Buffer, contentType: string, folder: string) {
	const form = await new Response(new Uint8Array(body), {
		headers: { 'content-type': contentType },
	}).formData();
	const entries: Array<[string, FormDataEntryValue]> = [];
	form.forEach((value, name) => entries.push([name, value]));
	const data: Record<string, unknown> = {};
	const files: Record<string, object> = {};
	for (const [index, [name, value]] of entries.entries()) {
		if (typeof value === 'string') {
			data[name] = value;
			continue;
		}
		const filepath = join(mkdtempSync(join(folder, 'part-')), String(index));
		const content = Buffer.from(await value.arrayBuffer());
		writeFileSync(filepath, content);
		files[name] = { filepath, originalFilename: value.name, mimetype: value.type, size: content.length };
	}
	return { data, files };
}
