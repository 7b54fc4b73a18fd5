import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider that repeats all that it was sent, in every way in which one might: saying no, and as a success. */
export interface Parrot {
	url: string;
	/** How many requests it got. */
	heard(): number;
	close(): Promise<void>;
}

/** What it does is named in the request, as `parrot-401`, in its address or its body. */
export const SUCCESS = 'parrot-success';
const moods = ['400', '401', '403', '404', '413', '500', '503', 'in-200', 'html', 'reset'];

/** Items that put it into one mood each. Keynua says no with its status alone: its 200 is a success, whatever is in it. */
export const moodItems = (node: string) =>
	moods.filter((mood) => node !== 'keynua' || mood !== 'in-200').map((mood) => ({ mood: `parrot-${mood}` }));

/** @param session what it gives whoever logs in at Firmafy; at an address with `refuses-login` nobody gets it */
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
		heard: () => heard,
		close: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
}

function answer(
	{ url = '', headers }: IncomingMessage,
	body: string,
	response: ServerResponse,
	session: string,
): void {
	const mood = /parrot-([\w-]+)/.exec(`${url}\n${body}`)?.[1] ?? '400';
	const isLogIn = body.includes('action=login') && !url.includes('refuses-login');
	if (isLogIn) return json(response, 200, { error: false, data: session });
	if (mood === 'reset') return void response.destroy();
	const login = Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString('utf8');
	const repeated = { url, headers, login, body, decoded: decoded(body) };
	if (mood === 'html') return void response.end(`<html><pre>${JSON.stringify(repeated)}</pre></html>`);
	if (mood === 'success') return json(response, 200, { ...shownForSuccess, data: repeated });
	const words = `No to ${JSON.stringify(repeated)}`;
	const all = { status: 'error', error: true, code: words, message: words, Res: -3, Error: words, repeated };
	if (mood === '503') response.setHeader('retry-after', '3600');
	return json(response, mood === 'in-200' ? 200 : Number(mood), all);
}

/** The fields in which the providers' documents show a success. */
const shownForSuccess = {
	...{ status: 'success', error: false, success: true, ok: true, sent: true },
	...{ id: 1, code: 1, otpToken: 'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9', linkId: 'link', files: [] },
};

function json(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

/** As a program would write a form into its log. */
function decoded(body: string): string {
	try {
		return decodeURIComponent(body.replaceAll('+', ' '));
	} catch {
		return body;
	}
}
