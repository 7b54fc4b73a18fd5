import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebhookRun } from './engine';
import type { Delivery } from './webhookCall';

/** What a receiver does with a delivery: what a trigger made of it, or an answer in its place. */
export type Received = WebhookRun | { status: number; body: string };

export interface Receiver {
	/** E.g. `http://127.0.0.1:49152`. */
	url: string;
	close(): Promise<void>;
}

/** Stands for n8n's webhook server: hands what arrives to a trigger, and answers as the trigger says. */
export async function startReceiver(
	receive: (delivery: Delivery, path: string) => Promise<Received>,
): Promise<Receiver> {
	const folder = mkdtempSync(join(tmpdir(), 'parts-of-deliveries-'));
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', async () => {
			const body = Buffer.concat(chunks);
			const headers = request.headers as Record<string, string>;
			const path = String(request.url);
			const query = Object.fromEntries(new URL(path, 'http://receiver').searchParams);
			const isForm = headers['content-type']?.startsWith('multipart/');
			const parsedBody = isForm ? await parseMultipart(body, headers['content-type'], folder) : undefined;
			const received = await receive({ headers, query, body, parsedBody }, path);
			const answer = 'started' in received ? received.answer : received;
			response.writeHead(answer?.status ?? 200).end(String(answer?.body ?? ''));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: async () => {
			rmSync(folder, { recursive: true, force: true });
			await new Promise((resolve) => server.close(resolve));
		},
	};
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
