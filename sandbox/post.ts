import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

const timeout = 10_000;

/** What a receiving server answered. `status` is 0 when it could not be reached; `answer` then says why. */
export interface PostResult {
	status: number;
	answer: string;
}

/**
 * Sends one POST and reads the whole answer. Never throws. Redirects are not followed.
 * node:http rather than fetch, because it keeps the spelling of the documented header names.
 */
export function post(
	url: string,
	headers: Record<string, string>,
	body: string | Buffer,
	signal: AbortSignal,
): Promise<PostResult> {
	return new Promise((resolve) => {
		const send = url.startsWith('https:') ? httpsRequest : httpRequest;
		const failed = (error: Error) => resolve({ status: 0, answer: error.message });
		const length = String(Buffer.byteLength(body));
		const options = { method: 'POST', agent: false, signal, timeout } as const;
		const sent = send(url, { ...options, headers: { ...headers, 'Content-Length': length } }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('error', failed);
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, answer: Buffer.concat(chunks).toString('utf8') }),
			);
		});
		sent.on('error', failed);
		sent.on('timeout', () => sent.destroy(new Error(`no answer within ${timeout / 1000} seconds`)));
		sent.end(body);
	});
}
