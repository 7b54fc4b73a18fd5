import { createHash, createHmac, hash, timingSafeEqual } from 'node:crypto';
import { built } from '../product';

interface Signature {
	authorization(method: string, url: string, body: string, keys: object, now: number): string;
	signed(
		options: object,
		keys: { clientKey: string; secretKey: string; scheme: string },
		now: number,
	): { body: string; headers: { Authorization: string } };
}

interface KeynuaWebhook {
	signedHeaders(headers: Record<string, string>): object;
	prove(body: string, headers: object, rules: object, now: number): { covered?: object; refused?: string };
	verify(body: string, headers: object, rules: object, now: number): { type?: string; refused?: string };
}

const secret = 'a-secret-of-some-40-characters-1234567890';
const keys = { clientKey: 'client', secretKey: secret, scheme: 'Ictineo' };
const now = Date.parse('2026-03-04T05:06:07Z');

/** 1 kB as JSON. */
const body = { client_type: '17', pii: { firstname: 'Rafael', lastname: 'Lopez', note: 'x'.repeat(937) } };
const bodyText = JSON.stringify(body);

function signOurs(): string {
	return signature.authorization('POST', 'https://api.dynamicore.io/private/clients', bodyText, keys, now);
}

function writeAndSignOurs(): string {
	const request = { method: 'POST', baseURL: 'https://api.dynamicore.io', url: '/private/clients', body };
	return signature.signed(request, keys, now).headers.Authorization;
}

/** The hashes as the document says, over a text that is known beforehand. */
function signBare(text = bodyText): string {
	const message = `${now}POST/private/clients${text}`;
	const key = createHash('sha512').update(secret).digest('hex');
	return `Ictineo client:${now}:${createHmac('sha256', key).update(message).digest('hex')}`;
}

/** What everybody has to do with a request besides: make a text of its data, once. */
function writeAndSignBare(): string {
	return signBare(JSON.stringify(body));
}

/** A contract with its people and steps, 10 kB, as Keynua sends it when the contract is finished. */
const payload = JSON.stringify({
	id: '0a957760-910e-11ec-a9d7-d9cff2a71c0ee1',
	title: 'Loan agreement',
	status: 'done',
	items: Array.from({ length: 45 }, (_, id) => ({
		id,
		type: id % 2 ? 'video' : 'image',
		title: `Step ${id}`,
		state: 'success',
		stageIndex: 0,
		value: { url: `https://files.example.com/${'0123456789abcdef'.repeat(6)}/${id}` },
	})),
});
const delivery = `{"type":"ContractFinished","accountId":"account","payload":${payload}}`;
const sha256 = (text: string) => hash('sha256', text);
const token = 'token-of-the-delivery';
const headers = {
	'x-keynua-webhook-type': 'ContractFinished',
	'x-keynua-webhook-ts': String(now),
	'x-keynua-webhook-token': token,
	'x-keynua-webhook-sig': sha256(payload + now + secret),
	'x-keynua-webhook-sigv2': sha256(token + now + secret),
};

const rules = { mode: 'auto', secret, maxAgeMs: 24 * 60 * 60 * 1000 };

function proveOurs(): string {
	const { covered, refused } = webhook.prove(delivery, webhook.signedHeaders(headers), rules, now);
	return covered ? 'covered' : `refused: ${refused}`;
}

function proveBare(): string {
	return verifyBare() ? 'covered' : 'refused';
}

function verifyOurs(): string {
	const verified = webhook.verify(delivery, webhook.signedHeaders(headers), rules, now);
	return verified.type ?? `refused: ${verified.refused}`;
}

function verifyBare(): boolean {
	const same = (one: string, other: string) => {
		const digest = (text: string) => hash('sha256', text, 'buffer');
		return timingSafeEqual(digest(one), digest(other));
	};
	const first = same(headers['x-keynua-webhook-sigv2'], sha256(token + now + secret));
	const second = same(headers['x-keynua-webhook-sig'], sha256(payload + now + secret));
	return first && second;
}

/** What everybody has to do with a delivery besides: make data of its text, once. */
function verifyBareAndParse(): string {
	return verifyBare() ? (JSON.parse(delivery) as { type: string }).type : 'refused';
}

const signature = built<Signature>('nodes/DynamiCore/signature.js');
const webhook = built<KeynuaWebhook>('nodes/Keynua/webhook.js');
const tasks = {
	signOurs,
	signBare: () => signBare(),
	writeAndSignOurs,
	writeAndSignBare,
	proveOurs,
	proveBare,
	verifyOurs,
	verifyBareAndParse,
};
if (!bodyText.startsWith('{') || Math.abs(bodyText.length - 1024) > 40) throw new Error('Not 1 kB.');
if (Math.abs(delivery.length - 10_000) > 1000) throw new Error(`Not 10 kB: ${delivery.length}.`);

/** @returns microseconds of the processor per call, and what a call gave */
function time({ task, times }: { task: keyof typeof tasks; times: number }) {
	const work = tasks[task];
	const gave = work();
	const before = process.cpuUsage();
	for (let round = 0; round < times; round++)
		if (work() !== gave) throw new Error('Each call gives another result.');
	const { user, system } = process.cpuUsage(before);
	return { µs: (user + system) / times, gave };
}

export const jobs = { time };
