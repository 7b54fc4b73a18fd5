import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Recorded {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface Recorder {
	url: string;
	requests: Recorded[];
	/** How many requests were under way at the same time, at most. */
	mostAtOnce(): number;
	close(): Promise<void>;
}

/**
 * A server that writes down exactly what came over the wire, for golden requests, and answers each request as told.
 * What the sandbox leaves open (it is strict, so a request that it takes may still differ from the document's) shows here.
 */
export async function startRecorder(
	answer: (request: Recorded) => { status?: number; headers?: Record<string, string>; body: unknown },
	{ delayMs = 0 } = {},
): Promise<Recorder> {
	const requests: Recorded[] = [];
	let underWay = 0;
	let most = 0;
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		most = Math.max(most, ++underWay);
		response.on('close', () => underWay--);
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', async () => {
			const { method = '', url = '', headers } = request;
			const recorded = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
			requests.push(recorded);
			const { status = 200, headers: sent, body } = answer(recorded);
			await sleep(delayMs);
			response.writeHead(status, { 'content-type': 'application/json', ...sent });
			response.end(typeof body === 'string' ? body : JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		mostAtOnce: () => most,
		close: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
}
