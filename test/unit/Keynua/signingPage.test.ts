import type { IExecuteFunctions } from 'n8n-workflow';
import { signingLinks, tokenIn } from '../../../nodes/Keynua/signingPage';

const linkIn = async (credential: object, token: unknown = 'a.b-c') => {
	const context = { getCredentials: async () => credential } as unknown as IExecuteFunctions;
	return (await signingLinks(context))(token);
};

test('each environment has its page', async () => {
	const signingPageUrl = 'https://sign.keynua.com';
	expect(await linkIn({ environment: 'production', signingPageUrl })).toBe(
		'https://sign.keynua.com/index.html?token=a.b-c',
	);
	expect(await linkIn({ environment: 'staging', signingPageUrl })).toBe(
		'https://sign.stg.keynua.com/index.html?token=a.b-c',
	);
	expect(await linkIn({ environment: 'custom', signingPageUrl: 'http://127.0.0.1:4010/x/' })).toBe(
		'http://127.0.0.1:4010/x/index.html?token=a.b-c',
	);
	expect(await linkIn({ environment: 'custom' })).toBe('https://sign.keynua.com/index.html?token=a.b-c');
});

test('without a token there is no link', async () => {
	expect(await linkIn({ environment: 'production' }, null)).toBeUndefined();
	expect(await linkIn({ environment: 'production' }, '')).toBeUndefined();
});

test('a token is taken out of its link, and anything else is a token', () => {
	expect(tokenIn('https://sign.keynua.com/index.html?token=a%2Bb&eventDoneURL=x')).toBe('a+b');
	expect(tokenIn('eyJ0eXAiOiJKV1Q')).toBe('eyJ0eXAiOiJKV1Q');
	expect(tokenIn('https://sign.keynua.com/index.html')).toBe('https://sign.keynua.com/index.html');
});
