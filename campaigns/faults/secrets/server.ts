import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** In a success, everything that one of the four providers documents as one; in a failure, all that was sent, repeated. */
export interface Repeating {
	url: string;
	answersWith(status: 200 | 400 | 500): void;
	close(): Promise<void>;
}

/** Longer than the longest secret, in every spelling. */
const LONGEST_HEADER = 4 * 1024 * 1024;
const success = {
	id: '1',
	title: 'T',
	status: 'success',
	error: false,
	data: '1',
	message: { data: [{ id: 1 }] },
	Res: 1,
	ID: '1',
	Cred: '1',
};

export async function startRepeating(): Promise<Repeating> {
	let status = 200;
	const server = createServer({ maxHeaderSize: LONGEST_HEADER }, (request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks).toString('utf8');
			// Firmafy's session, which is asked for before.
			if (body.includes('action=login'))
				return json(response, 200, { error: false, data: 'session-of-a-campaign' });
			if (status === 200) return json(response, 200, success);
			const { url, headers } = request;
			const login = Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString(
				'utf8',
			);
			const words = `No to ${JSON.stringify({ url, headers, login, body })}`;
			json(response, status, {
				error: true,
				message: words,
				code: words,
				Res: -3,
				repeated: { headers, body },
			});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		answersWith: (next) => (status = next),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function json(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}
