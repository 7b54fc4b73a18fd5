import { Readable } from 'node:stream';
import fc from 'fast-check';
import { judge } from '../../../nodes/runtime/http/answers';
import { networkFailure } from '../../../nodes/runtime/http/network';
import type { Answer, Failure, Provider, Result } from '../../../nodes/runtime/http/provider';
import { waitBeforeRetry } from '../../../nodes/runtime/http/retry';
import type { Effect, Endpoint } from '../../../nodes/runtime/operation';

/** A provider that says no with `{"ok": false}`, and has words for everything. */
const provider: Provider = {
	name: 'Provider',
	credentialType: 'api',
	secretFields: [],
	baseUrl: () => 'https://api.example.com',
	refusal: ({ status, body }) => {
		const isNo = (body as { ok?: boolean } | null | undefined)?.ok === false;
		return status >= 300 || isNo ? { words: 'its own words' } : undefined;
	},
};

const bodies = [
	'{"id":"1","ok":true}',
	'{"id":"1","ok":false}',
	'{"ok":true}',
	'a text',
	'<html></html>',
	'',
];
/** What it asks for, in milliseconds, if anything. */
const waits: Array<[header: string | undefined, ms: number | undefined]> = [
	[undefined, undefined],
	['0', undefined],
	['-5', undefined],
	['5.5', undefined],
	['3, 3', undefined],
	['Sun, 06 Nov 1994 08:49:37 GMT', undefined],
	['soon', undefined],
	['1', 1000],
	['60', 60_000],
	['61', 61_000],
];

async function judged(status: number, body: string, effect: Effect, retryAfter?: string) {
	const endpoint: Endpoint = { method: 'POST', path: '/', effect, answersWith: 'id' };
	const stream = Readable.from(body === '' ? [] : [Buffer.from(body)]) as Answer['body'];
	return await judge(
		provider,
		{ status, headers: { 'retry-after': retryAfter }, body: stream },
		{ endpoint },
	);
}

const fateIn = (result: Result<Answer>) => ('failure' in result ? result.failure.fate : 'success');

/** From the design: the statuses that prove a refusal, 429, and the rest. */
function expectedFate(status: number, body: string) {
	if (status >= 200 && status < 300) {
		if (body === '{"id":"1","ok":true}') return 'success';
		return body === '{"id":"1","ok":false}' ? 'refused' : 'unknown';
	}
	if ([400, 401, 403, 404, 405, 409, 410, 413, 415, 422].includes(status)) return 'refused';
	return status === 429 ? 'notTaken' : 'unknown';
}

/** Reads are tried again on unknown and not taken, writes only on not taken; at most 4 times, never sooner than asked. */
function checkWaits(failure: Failure, effect: Effect, asked: number | undefined) {
	const isTried = failure.fate === 'notTaken' || (failure.fate === 'unknown' && effect === 'read');
	for (const tries of [1, 2, 3]) {
		const wait = waitBeforeRetry(failure, effect, tries);
		if (!isTried || (asked ?? 0) > 60_000) expect(wait).toBeUndefined();
		else if (asked === undefined) expect(wait).toBeGreaterThan(0);
		else expect(wait).toBeGreaterThanOrEqual(asked);
	}
	expect(waitBeforeRetry(failure, effect, 4)).toBeUndefined();
}

test('every status with every body and every Retry-After means what the rules say, for reads and writes', async () => {
	const any = fc.record({
		status: fc.integer({ min: 100, max: 599 }),
		body: fc.constantFrom(...bodies),
		wait: fc.constantFrom(...waits),
		effect: fc.constantFrom<Effect>('read', 'write'),
	});
	await fc.assert(
		fc.asyncProperty(any, async ({ status, body, wait: [header, asked], effect }) => {
			const result = await judged(status, body, effect, header);
			expect(fateIn(result)).toBe(expectedFate(status, body));
			if ('failure' in result) checkWaits(result.failure, effect, asked);
		}),
		{ numRuns: 1000 },
	);
});

test('each status once, with words and without', async () => {
	for (let status = 100; status < 600; status++) {
		for (const body of bodies) {
			expect([status, body, fateIn(await judged(status, body, 'write'))]).toEqual([
				status,
				body,
				expectedFate(status, body),
			]);
		}
	}
});

const thrown = (facts: object, message = 'said by Node') => Object.assign(new Error(message), facts);
const connecting = (code: string) => thrown({ code, syscall: 'connect', port: 443 });

/** As Node says it, seen over real sockets under n8n 2.41.1 and 1.123.81. */
const beforeSending: Array<[string, Error]> = [
	['connection', connecting('ECONNREFUSED')],
	['connection', connecting('ENETUNREACH')],
	['connection', connecting('ETIMEDOUT')],
	['connection', thrown({ code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'api.example.com' })],
	[
		'connection',
		thrown({ code: 'EHOSTUNREACH', errors: [connecting('ENETUNREACH'), connecting('EHOSTUNREACH')] }),
	],
	['proxy', thrown({ code: 'ECONNREFUSED', syscall: 'connect', port: 3128 })],
	['proxy', thrown({ code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'proxy.example.com' })],
	['proxy', new Error('Proxy connection ended before receiving CONNECT response')],
	[
		'tls',
		thrown(
			{ code: 'EPROTO', syscall: 'write' },
			'write EPROTO 80:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps',
		),
	],
	[
		'tls',
		thrown(
			{ code: 'EPROTO', syscall: 'write' },
			'write EPROTO 80:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:../deps',
		),
	],
	[
		'tls',
		thrown(
			{ code: 'ECONNRESET' },
			'Client network socket disconnected before secure TLS connection was established',
		),
	],
	['tls', thrown({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })],
	['tls', thrown({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })],
	['tls', thrown({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })],
];
const maybeSent = [
	thrown({ code: 'ECONNRESET', syscall: 'read' }),
	thrown({ code: 'ECONNRESET' }, 'socket hang up'),
	thrown({ code: 'ECONNABORTED' }, 'timeout of 120000ms exceeded'),
	thrown({ code: 'EPIPE', syscall: 'write' }),
	thrown({ code: 'ERR_CANCELED' }, 'canceled'),
	thrown({
		code: 'ETIMEDOUT',
		syscall: 'read',
		errors: [connecting('ETIMEDOUT'), thrown({ syscall: 'read' })],
	}),
	thrown(
		{ code: 'EPROTO', syscall: 'write' },
		'write EPROTO 80:error:SSL routines:ssl3_read_bytes:sslv3 alert bad record mac',
	),
];

describe.each<Effect>(['read', 'write'])('a %s', (effect) => {
	test.each(beforeSending)('that never got further than the %s was not taken: %s', (unsent, error) => {
		for (const seen of [error, thrown({ cause: error }), thrown({ cause: thrown({ cause: error }) })]) {
			const failure = networkFailure(seen, 'https://api.example.com');
			expect(failure).toMatchObject({ fate: 'notTaken', unsent });
			checkWaits(failure, effect, undefined);
		}
	});

	test.each(maybeSent)('that may have been sent is unknown: %s', (error) => {
		const failure = networkFailure(error, 'https://api.example.com');
		expect(failure.fate).toBe('unknown');
		checkWaits(failure, effect, undefined);
	});
});

test('of a large answer that proves nothing, only the beginning is told', async () => {
	for (const body of ['x'.repeat(1_000_000), JSON.stringify({ text: 'x'.repeat(1_000_000) })]) {
		const result = await judged(200, body, 'write');
		if (!('failure' in result)) throw new Error('a success');
		expect(JSON.stringify(result.failure.answer).length).toBeLessThan(70_000);
	}
});
