import type { INode } from 'n8n-workflow';
import { toNodeError, type Attempt } from '../../../nodes/runtime/http/errors';

const node = { name: 'Keynua', type: 'keynua', typeVersion: 1 } as INode;
const attempt: Attempt = { node, provider: 'Keynua', host: 'api.keynua.com', effect: 'write', tries: 1 };

test("a refusal says the provider's own words and code", () => {
	const error = toNodeError(attempt, {
		fate: 'refused',
		status: 400,
		code: 'WRONG_CODE',
		words: 'El código no es válido',
	});
	expect(error.message).toBe('Keynua refused the request (400, WRONG_CODE): El código no es válido');
	expect(error.httpCode).toBe('400');
	expect(error.description).toContain('Compare the fields');
});

test('where no credential was sent, a 401 is about the token', () => {
	const failure = { fate: 'refused', status: 401, words: 'Unauthorized' } as const;
	expect(toNodeError(attempt, failure).description).toContain('Open the credential');
	expect(toNodeError({ ...attempt, withoutCredential: true }, failure).description).toContain(
		'Check the token',
	);
});

test('words that happen to hold a network code stay as they are', () => {
	const error = toNodeError(attempt, { fate: 'refused', status: 400, words: 'ENOENT is what we call it' });
	expect(error.message).toContain('ENOENT is what we call it');
});

test('an unreachable host is named, with what to check, and that nothing was sent', () => {
	const error = toNodeError(
		{ ...attempt, tries: 4 },
		{ fate: 'notTaken', unsent: 'connection', networkCode: 'ECONNREFUSED' },
	);
	expect(error.message).toBe('api.keynua.com could not be reached (ECONNREFUSED)');
	expect(error.description).toMatch(/Nothing was sent.*base URL.*api\.keynua\.com.*Tried 4 times/);
});

test('a write whose answer was lost says that it may have happened; a read says that nothing changed', () => {
	const lost = { fate: 'unknown', networkCode: 'ECONNRESET' } as const;
	expect(toNodeError(attempt, lost).message).toContain('may have carried this out');
	const read = toNodeError({ ...attempt, effect: 'read' }, lost);
	expect(read.message).toContain('did not give a usable answer');
	expect(read.description).toContain('Nothing was changed');
});

test("n8n's own classification is claimed only where the answer proves it", () => {
	const failureOf = (status: number) => toNodeError(attempt, { fate: 'refused', status }).failure;
	expect(failureOf(401)).toEqual({ cause: 'credential-invalid' });
	expect(failureOf(400)).toBeUndefined();
	expect(toNodeError(attempt, { fate: 'notTaken', status: 429, retryAfterMs: 2000 }).failure).toEqual({
		cause: 'rate-limited',
		retryAfterMs: 2000,
	});
});
