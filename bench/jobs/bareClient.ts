import { Agent, get } from 'node:http';
import { digestOfAll } from '../digest';
import { inTurns } from '../nodes/inTurns';
import { API_KEY } from './answers';
import { measure, type Cost } from './measure';

interface Input {
	serverUrl: string;
	count: number;
	limit: number;
}

/** The same requests by Node's own client, over connections that stay open. */
async function run({ serverUrl, count, limit }: Input): Promise<Cost & { digest: number }> {
	const agent = new Agent({ keepAlive: true, maxSockets: limit });
	const { result, ...cost } = await measure(
		async () =>
			await inTurns(count, limit, async (index) => {
				return await read(agent, `${serverUrl}/identity-verification/v1/item-${index}`);
			}),
	);
	agent.destroy();
	return { ...cost, digest: digestOfAll(result) };
}

async function read(agent: Agent, url: string): Promise<unknown> {
	return await new Promise((resolve, reject) => {
		const headers = { 'x-api-key': API_KEY, accept: 'application/json' };
		const request = get(url, { agent, headers }, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => (text += chunk));
			response.on('end', () => resolve(JSON.parse(text)));
		});
		request.on('error', reject);
	});
}

export const jobs = { run };
