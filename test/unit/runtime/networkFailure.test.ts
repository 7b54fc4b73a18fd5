import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NodeApiError, type INode } from 'n8n-workflow';
import { networkFailure } from '../../../nodes/runtime/http/network';

/** The package gives its errors to n8n alone. */
const load = createRequire(__filename);
const node = { name: 'Keynua' } as INode;
const failureOf = (thrown: Error) => networkFailure(new NodeApiError(node, thrown as never));

test.each([
	['ECONNREFUSED', 'notTaken'],
	['ENOTFOUND', 'notTaken'],
	['CERT_HAS_EXPIRED', 'notTaken'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'notTaken'],
	['ECONNRESET', 'unknown'],
	['ETIMEDOUT', 'unknown'],
])('%s: %s', (code, fate) => {
	expect(networkFailure(Object.assign(new Error('axios says so'), { code }))).toMatchObject({ fate });
});

test('what n8n itself does not let out was never sent, and who can allow it is told', () => {
	const network = join(__dirname, '../../../node_modules/@n8n/backend-network');
	const { SsrfBlockedIpError } = load(join(network, 'dist/ssrf/ssrf-blocked-ip.error.js')) as {
		SsrfBlockedIpError: new (ip: string) => Error;
	};
	const blocked = new SsrfBlockedIpError('10.0.0.1');
	for (const failure of [networkFailure(blocked), failureOf(blocked)]) {
		expect(failure).toMatchObject({ fate: 'notTaken', networkCode: 'blocked by n8n' });
		expect(failure.advice).toContain('resolves to a restricted IP address');
	}
});
