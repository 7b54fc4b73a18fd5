import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider that says no and repeats all that it was sent, in every way in which one might. */
export interface Parrot {
	url: string;
	/** What the parrot gives whoever logs in (Firmafy). */
	session: string;
	/** How many requests it got. */
	heard(): number;
	close(): Promise<void>;
}

/** What it does is named in the request, as `parrot-401`, in its address or its body. */
export const moods = ['400', '401', '403', '404', '413', '500', '503', 'in-200', 'html', 'reset'] as const;

export async function startParrot(session: string): Promise<Parrot> {
	let heard = 0;
	const server = createServer((request, response) => {
		heard += 1;
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => answer(request, Buffer.concat(chunks).toString('utf8'), response, session));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		session,
		heard: () => heard,
		close: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
}

function answer(
	{ url = '', headers }: IncomingMessage,
	body: string,
	response: ServerResponse,
	session: string,
) {
	const sent = `${url}\n${body}`;
	const mood = /parrot-([\w-]+)/.exec(sent)?.[1] ?? '400';
	const isLogIn = body.includes('action=login') && !url.includes('refuses-login');
	if (isLogIn) return json(response, 200, { error: false, data: session });
	if (mood === 'reset') return response.destroy();
	const repeated = { url, headers, body, ...spelledOut(headers.authorization ?? ''), decoded: decoded(body) };
	if (mood === 'html') return response.end(`<html><pre>${JSON.stringify(repeated)}</pre></html>`);
	const words = `No to ${JSON.stringify(repeated)}`;
	const all = { status: 'error', error: true, code: words, message: words, Res: -3, Error: words, repeated };
	if (mood === '503') response.setHeader('retry-after', '3600');
	return json(response, mood === 'in-200' ? 200 : Number(mood), all);
}

function json(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

/** The user and password of Basic authentication, as a program would write them into its log. */
function spelledOut(authorization: string): object {
	return {
		authorization,
		login: Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8'),
	};
}

function decoded(body: string): string {
	try {
		return decodeURIComponent(body.replaceAll('+', ' '));
	} catch {
		return body;
	}
}
