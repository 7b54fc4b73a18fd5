import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import CryptoJS from 'crypto-js';
import { type Sandbox, startSandbox } from '../../../sandbox/server';

/** A sandbox of its own, with clients that take every status as an answer. */
export async function startHarness() {
	const sandbox = await startSandbox({ port: 0 });
	const plain = axios.create({ baseURL: sandbox.url, validateStatus: () => true, proxy: false });
	return { sandbox, plain, keynua: keynuaClient(sandbox), dynamicore: dynamicoreClient(sandbox) };
}

export type Harness = Awaited<ReturnType<typeof startHarness>>;

function keynuaClient({ keynua }: Sandbox): AxiosInstance {
	const headers = { 'x-api-key': keynua.apiKey, authorization: keynua.apiToken };
	return axios.create({ baseURL: keynua.baseUrl, headers, validateStatus: () => true, proxy: false });
}

/** "Crear un Contrato": the documented curl sample, with a real PDF. */
export async function sampleContract(harness: Harness): Promise<Record<string, unknown>> {
	return {
		title: 'Contract created by API',
		language: 'es',
		userEmailNotifications: true,
		templateId: 'keynua-peru-default',
		documents: [{ name: 'DocumentPdf.pdf', base64: (await samplePdf(harness)).toString('base64') }],
		users: [{ name: 'Manuel Silva', email: 'msilva@keynua.com', groups: ['signers'] }],
		flags: { chosenNotificationOptions: ['email'] },
	};
}

export async function samplePdf({ plain }: Harness): Promise<Buffer> {
	const { data } = await plain.get('/samples/contract.pdf', { responseType: 'arraybuffer' });
	return Buffer.from(data);
}

export async function createContract(harness: Harness, changes: object = {}) {
	const { status, data } = await harness.keynua.put('/contracts/v1', {
		...(await sampleContract(harness)),
		...changes,
	});
	if (status !== 200) throw new Error(`${status} ${JSON.stringify(data)}`);
	return data;
}

export interface Received {
	headers: Record<string, string | string[] | undefined>;
	/** Header names as they were written. */
	names: string[];
	raw: string;
	body: { type: string; accountId?: string; payload: Record<string, unknown> };
}

/** A little server that keeps what it is sent and answers as told. */
export async function startReceiver(answer: { status: number; text: string; delayMs?: number }) {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		let raw = '';
		request.on('data', (chunk) => (raw += chunk));
		request.on('end', () => {
			const names = request.rawHeaders.filter((_, index) => index % 2 === 0);
			received.push({ headers: request.headers, names, raw, body: JSON.parse(raw) });
			setTimeout(() => response.writeHead(answer.status).end(answer.text), answer.delayMs ?? 0);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
	const close = () => new Promise((resolve) => server.close(resolve));
	return { url, received, answer, close };
}

export async function until(condition: () => boolean): Promise<void> {
	for (let tries = 0; !condition(); tries++) {
		if (tries > 200) throw new Error('waited in vain');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

/** The script of DynamiCore's documents, as it stands there, with the moment and the credentials given. */
export function documentedAuthHeader(
	method: string,
	url: string,
	body: string | undefined,
	credentials: { clientKey: string; secretKey: string },
	timestamp = Date.now(),
): string {
	const key = CryptoJS.enc.Hex.stringify(CryptoJS.SHA512(credentials.secretKey));
	const path = /.+?:\/\/.+?(\/.+?)(?:#|\?|$)/.exec(url)?.[1] ?? '';
	const query = url.includes('?') ? url.substring(url.indexOf('?') + 1) : '';
	const signedBody = method === 'GET' || !body ? '' : JSON.stringify(JSON.parse(body));
	const message = [timestamp, method, path, query, signedBody].join('').trim();
	const digest = CryptoJS.enc.Hex.stringify(CryptoJS.HmacSHA256(message, key));
	return `Ictineo ${credentials.clientKey}:${timestamp}:${digest}`;
}

type Send = (method: string, path: string, body?: unknown, headers?: object) => Promise<AxiosResponse>;

/** Sends signed requests; a string body goes out as it is. */
function dynamicoreClient({ dynamicore }: Sandbox): Send {
	const client = axios.create({ validateStatus: () => true, proxy: false });
	return (method, path, body, headers = {}) => {
		const url = dynamicore.baseUrl + path;
		const isForm = body instanceof FormData;
		const text =
			body === undefined || isForm ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
		const authorization = documentedAuthHeader(method, url, text, dynamicore);
		const type = text === undefined ? {} : { 'content-type': 'application/json' };
		const data = isForm ? body : text;
		return client.request({ method, url, data, headers: { authorization, ...type, ...headers } });
	};
}
