import { NodeOperationError } from 'n8n-workflow';
import type { Caller } from '../runtime/request';

/**
 * Mensatek blocks callers that repeat wrong calls, and a run of 500 items with a wrong token would make 500. So the
 * first call of a run goes alone, and after a login that was not accepted nothing more is sent in that run.
 */
const firstCalls = new WeakMap<Caller, Promise<unknown>>();
const wrongLogins = new WeakSet<Caller>();

export function rememberWrongLogin(context: Caller): void {
	wrongLogins.add(context);
}

/** Makes a call, unless an earlier one of the same run has shown that the login is wrong. */
export async function notAfterWrongLogin<T>(context: Caller, call: () => Promise<T>): Promise<T> {
	const first = firstCalls.get(context);
	if (!first) {
		const own = call();
		firstCalls.set(
			context,
			own.catch(() => undefined),
		);
		return await own;
	}
	await first;
	if (!wrongLogins.has(context)) return await call();
	throw new NodeOperationError(context.getNode(), 'Not sent: Mensatek has not accepted the login', {
		description:
			'An earlier item of this run was refused because of the credential. Nothing more was sent, because Mensatek blocks callers that repeat wrong calls. Correct the credential, then run these items again.',
	});
}
