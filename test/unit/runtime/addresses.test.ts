import { baseUrlOf, fillPath, refuseForeignAddress } from '../../../nodes/runtime/http/addresses';
import type { Caller, Provider } from '../../../nodes/runtime/http/provider';

const context = { getNode: () => ({ name: 'Node', type: 'node', typeVersion: 1 }) } as unknown as Caller;
const provider = { name: 'Keynua', baseUrl: ({ url }: { url: string }) => url } as unknown as Provider;

test('an id fills one segment of a path', () => {
	expect(fillPath(context, '/v1/{id}/x', { id: 'a/b?c#ñ' })).toBe('/v1/a%2Fb%3Fc%23%C3%B1/x');
});

test.each(['', '.', '..', '\ud800', 'a\udfff'])('%j fills none, and that is a sentence', (id) => {
	expect(() => fillPath(context, '/v1/{id}', { id })).toThrow('cannot be used as id');
});

test('a base URL that is none is shown without the login in it', () => {
	const thrown = () => baseUrlOf(context, provider, { url: 'htp://user:secret-password@example.com' });
	expect(thrown).toThrow(
		expect.objectContaining({ description: expect.stringContaining('"…@example.com"') }),
	);
	expect(thrown).not.toThrow(
		expect.objectContaining({ description: expect.stringContaining('secret-password') }),
	);
});

const cloud = 'https://api.keynua.com';
const here = 'http://127.0.0.1:4800';

test.each([
	['https://cmfiles.keynua.com/a.pdf', cloud],
	['https://10.0.0.5/a.pdf', cloud],
	['https://100.64.3.7/a.pdf', cloud],
	['https://198.18.0.5/a.pdf', cloud],
	['https://[64:ff9b::5db8:d822]/a.pdf', cloud],
	['http://localhost:4800/a.pdf', here],
	['http://127.1:4800/a.pdf', here],
	['http://[::1]:4800/a.pdf', 'http://sandbox.localhost:4800'],
])('the link %s of a provider at %s may be opened, as far as we are concerned', (url, baseUrl) => {
	expect(() => refuseForeignAddress(context, provider, url, baseUrl)).not.toThrow();
});

test.each([
	['http://cmfiles.keynua.com/a.pdf', cloud],
	['http://127.0.0.1/a.pdf', cloud],
	['http://cmfiles.keynua.com/a.pdf', here],
	['http://127.0.0.1.example.com/a.pdf', here],
	['ftp://127.0.0.1/a.pdf', here],
	['file:///etc/passwd', here],
	['javascript:alert(1)', cloud],
	['nonsense', cloud],
])('the link %s of a provider at %s may not', (url, baseUrl) => {
	const open = () => refuseForeignAddress(context, provider, url, baseUrl);
	expect(open).toThrow('Keynua gave a link that is not safe to open');
});
