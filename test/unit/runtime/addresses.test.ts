import { baseUrlOf, fillPath } from '../../../nodes/runtime/http/addresses';
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
