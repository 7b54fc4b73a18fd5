import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { digestOf, sum } from '../digest';
import { answerTo } from './answers';

/** What came in since the last reset. */
export interface Counts {
	requests: number;
	connections: number;
	/** Requests that were under way at the same time, at most. */
	mostAtOnce: number;
	bytes: number;
	/** Over method, address and body of every request, whatever their order. Files are left out. */
	digest: number;
	refused: number;
}

const none = (): Counts => ({
	requests: 0,
	connections: 0,
	mostAtOnce: 0,
	bytes: 0,
	digest: 0,
	refused: 0,
});

let server: Server;
let counts = none();
let latencyMs = 0;
let underWay = 0;

/** A server that answers at once, or after a set time, and does next to nothing else. */
export const jobs = {
	async start(): Promise<string> {
		server = createServer((request, response) => void handle(request, response));
		server.keepAliveTimeout = 60_000;
		server.on('connection', () => counts.connections++);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return origin();
	},
	async reset(latency: number): Promise<void> {
		counts = none();
		latencyMs = latency;
	},
	async counts(): Promise<Counts> {
		return counts;
	},
};

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
	counts.requests++;
	counts.mostAtOnce = Math.max(counts.mostAtOnce, ++underWay);
	response.once('close', () => underWay--);
	const { method = '', url = '' } = request;
	const isForm = (request.headers['content-type'] ?? '').startsWith('multipart/');
	const body = await read(request, isForm);
	counts.digest = sum(counts.digest, digestOf(`${method} ${url} ${body}`));
	if (latencyMs > 0) await sleep(latencyMs);
	const answer = answerTo({ method, url, body, headers: request.headers }, origin());
	if (answer.status >= 400) counts.refused++;
	if ('file' in answer) return sendFile(response, answer.file);
	response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
}

async function read(request: IncomingMessage, isForm: boolean): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) {
		counts.bytes += chunk.length;
		if (!isForm) chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}

const CHUNK = Buffer.alloc(64 * 1024, ' ');

/** A PDF as far as its first bytes tell, and then nothing but spaces. */
function sendFile(response: ServerResponse, bytes: number): void {
	response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': bytes });
	const head = Buffer.from('%PDF-1.7\n');
	response.write(head);
	let left = bytes - head.length;
	const more = () => {
		while (left > 0) {
			const chunk = left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
			left -= chunk.length;
			if (!response.write(chunk)) return void response.once('drain', more);
		}
		response.end();
	};
	more();
}

/** The hash of a file of that size, as the server sends it. */
export function fileHash(bytes: number): string {
	const hash = createHash('sha256').update('%PDF-1.7\n');
	for (let left = bytes - 9; left > 0; left -= CHUNK.length) hash.update(CHUNK.subarray(0, left));
	return hash.digest('hex');
}
