import type { LookupAddress } from 'node:dns';
import { leadsInside } from '../../../nodes/runtime/http/lookup';
import type { Caller } from '../../../nodes/runtime/http/provider';

type Answer = LookupAddress[] | (Error & { code?: string });

/** n8n's filter, with a DNS that gives this for every name. */
function contextWith(answer: Answer): Caller & { policies: unknown[] } {
	const policies: unknown[] = [];
	const createSecureLookup = () => (_name: string, _options: object, done: (...args: unknown[]) => void) => {
		if (answer instanceof Error) done(answer);
		else done(null, answer);
	};
	const getSecureEgressFilter = (policy: unknown) => {
		policies.push(policy);
		return { createSecureLookup };
	};
	return { helpers: { getSecureEgressFilter }, policies } as never;
}

const v4 = (address: string) => ({ address, family: 4 });
const v6 = (address: string) => ({ address, family: 6 });
const named = (name: string, code?: string) => Object.assign(new Error(name), { name, code });

test('n8n is asked to apply its rules, whatever its settings are', async () => {
	const context = contextWith([v4('52.216.1.1')]);
	expect(await leadsInside(context, 'cmfiles.keynua.com')).toBe(false);
	expect(context.policies).toEqual(['enforced']);
});

test('what n8n blocks leads inside; a name that cannot be looked up is left to the connection', async () => {
	expect(await leadsInside(contextWith(named('SsrfBlockedIpError')), 'rebound.example.com')).toBe(true);
	expect(await leadsInside(contextWith(named('Error', 'ENOTFOUND')), 'gone.example.com')).toBe(false);
	expect(await leadsInside(contextWith(named('Error', 'EAI_AGAIN')), 'gone.example.com')).toBe(false);
});

test.each([
	[v4('100.100.100.200'), 'the metadata of a cloud, in the shared addresses of RFC 6598'],
	[v4('224.0.0.1'), 'multicast'],
	[v4('127.0.0.1'), 'this machine'],
	[v6('64:ff9b::a00:1'), 'a private address behind NAT64'],
	[v6('::1'), 'this machine'],
	[v6('fe80::1'), 'link-local'],
])('%j is refused although n8n lets it pass: %s', async (address) => {
	expect(await leadsInside(contextWith([v4('52.216.1.1'), address]), 'mixed.example.com')).toBe(true);
});

test('a private address that an administrator has allowed in n8n is not refused', async () => {
	const addresses = [v4('10.1.2.3'), v4('192.168.0.7'), v4('172.20.0.1'), v6('fd12:3456::1')];
	expect(await leadsInside(contextWith(addresses), 'bucket.s3.amazonaws.com')).toBe(false);
});

test('an n8n that cannot look names up, and addresses that need no look-up', async () => {
	expect(await leadsInside({ helpers: {} } as never, 'cmfiles.keynua.com')).toBe(false);
	const inside = contextWith([v4('127.0.0.1')]);
	expect(await leadsInside(inside, '52.216.1.1')).toBe(false);
	expect(await leadsInside(inside, 'localhost')).toBe(false);
	expect(await leadsInside(inside, '1.example.com')).toBe(true);
});
