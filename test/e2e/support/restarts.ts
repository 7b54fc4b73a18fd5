import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a test file, which does not hold the n8n that it shares, asks for a restart of it. */
export interface Restarts {
	url: string;
	close(): void;
}

/** Restarts n8n at each POST, and answers when it is back. */
export async function listenForRestarts(restart: () => Promise<void>): Promise<Restarts> {
	const server = createServer((_request, response) => {
		restart().then(
			() => response.writeHead(204).end(),
			(error: Error) => response.writeHead(500).end(error.message),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	server.unref();
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
