import { Agent } from 'node:http';
import axios, { isAxiosError } from 'axios';
import type { Post } from './delivery';

const TIMEOUT_MS = 120_000;
const agent = new Agent({ keepAlive: false });

/** Sends one delivery. 0: there was no answer, because the connection could not be made or broke. */
export async function send({ url, headers, body }: Post): Promise<number> {
	try {
		const { status } = await axios.post(url, body, {
			// Without it, axios calls a text a form.
			headers: { 'Content-Type': false, ...headers },
			httpAgent: agent,
			timeout: TIMEOUT_MS,
			maxRedirects: 0,
			maxBodyLength: Infinity,
			responseType: 'text',
			transformRequest: (data: unknown) => data,
			validateStatus: () => true,
		});
		return status;
	} catch (error) {
		if (isAxiosError(error)) return 0;
		throw error;
	}
}
