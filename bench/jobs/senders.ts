import { createHash, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { inTurns } from '../nodes/inTurns';

/** Where n8n's own node looks for the secret. */
export const SECRET_HEADER = 'x-secret';

interface Deliveries {
	url: string;
	count: number;
	senders: number;
	secret: string;
	/** Whether the signatures are wrong, though they look right. */
	forged?: boolean;
}

interface Sent {
	ms: number;
	/** How long each answer took, in milliseconds. */
	waits: number[];
	/** How often each HTTP status came. */
	statuses: Record<string, number>;
}

/** Delivers as Keynua does: some 600 bytes, signed, each another one: the trigger knows a redelivery, also of an earlier row. */
async function send({ url, count, senders, secret, forged }: Deliveries): Promise<Sent> {
	const deliveries = Array.from({ length: count }, () => delivery(forged ? 'not the secret' : secret));
	const agent = new Agent({ keepAlive: true, maxSockets: senders });
	const waits: number[] = [];
	const statuses: Record<string, number> = {};
	const started = performance.now();
	await inTurns(count, senders, async (index) => {
		const began = performance.now();
		const status = await post(agent, url, deliveries[index]);
		waits.push(performance.now() - began);
		statuses[status] = (statuses[status] ?? 0) + 1;
	});
	const ms = performance.now() - started;
	agent.destroy();
	return { ms, waits, statuses };
}

function delivery(secret: string) {
	const id = randomUUID();
	const payload = JSON.stringify({ id, title: 'Loan agreement', status: 'done', note: 'x'.repeat(500) });
	const now = String(Date.now());
	const token = `token-${id}`;
	const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
	return {
		body: `{"type":"ContractFinished","accountId":"account","payload":${payload}}`,
		headers: {
			'content-type': 'application/json',
			[SECRET_HEADER]: secret,
			'x-keynua-webhook-type': 'ContractFinished',
			'x-keynua-webhook-ts': now,
			'x-keynua-webhook-token': token,
			'x-keynua-webhook-sig': sha256(payload + now + secret),
			'x-keynua-webhook-sigv2': sha256(token + now + secret),
		},
	};
}

async function post(
	agent: Agent,
	url: string,
	{ body, headers }: { body: string; headers: Record<string, string> },
): Promise<number> {
	return await new Promise((resolve, reject) => {
		const length = { 'content-length': String(Buffer.byteLength(body)) };
		const sending = request(
			url,
			{ method: 'POST', agent, headers: { ...headers, ...length } },
			(response) => {
				response.resume();
				response.on('end', () => resolve(response.statusCode ?? 0));
			},
		);
		sending.on('error', reject);
		sending.end(body);
	});
}

export const jobs = { send };
