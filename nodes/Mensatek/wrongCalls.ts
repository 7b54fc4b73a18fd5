import { createHash } from 'node:crypto';
import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import type { Caller } from '../runtime/http/provider';

/**
 * "A repeatedly erroneous connection will be treated … as spam and may end up temporarily blocking the connection", and a
 * run of 500 items with a wrong token would make 500. So the first call of a run goes alone. After a wrong call (the
 * function is unknown, lacks something, or a web page came in place of an answer) that function is not called any more in
 * the run; after a login that was not accepted nothing is sent with that credential for a while, by whichever execution.
 */
interface Run {
	first?: Promise<unknown>;
	wrongFunctions: Set<string>;
}

/** What Mensatek did not accept. */
export type Wrong = 'login' | 'call';

/** For so long a login that was not accepted is not sent again. */
const REFUSAL_KEPT_MS = 10 * 60 * 1000;

const runs = new WeakMap<Caller, Run>();

/** More than there are credentials; the oldest are forgotten. */
const MOST_LOGINS = 200;

/** Until when a login is not sent (milliseconds since 1970). Neither user nor token can be read out of the keys. */
const refusedLogins = new Map<string, number>();

/** Logins that Mensatek has accepted, and the first calls with others: of twenty executions that begin at once, one tries. */
const right = new Set<string>();
const underWay = new Map<string, Promise<unknown>>();

/** What is to be called, and with which credential. */
export interface Target {
	credentials: IDataObject;
	/** The endpoint's path. */
	path: string;
}

/**
 * Makes a call, unless an earlier one has shown that it would be refused.
 *
 * @param call is given a function to tell what Mensatek has not accepted
 * @throws NodeOperationError when nothing was sent
 */
export async function unlessWrong<T>(
	context: Caller,
	{ credentials, path }: Target,
	call: (remember: (wrong: Wrong) => void) => Promise<T>,
): Promise<T> {
	const run = runs.get(context) ?? { wrongFunctions: new Set() };
	runs.set(context, run);
	const login = hashOf(credentials);
	const remember = (wrong: Wrong) => {
		if (wrong === 'login') keepRefused(login);
		else run.wrongFunctions.add(path);
	};
	// Without waiting when there is none, so that no other item, nor another execution, passes in between.
	if (run.first) await run.first;
	else if (underWay.has(login)) await underWay.get(login);
	if (isRefused(login)) throw notSent(context, 'Mensatek has not accepted the login', ABOUT_LOGIN);
	if (run.wrongFunctions.has(path))
		throw notSent(context, 'Mensatek has refused this call before', ABOUT_CALL);
	const own = call(remember);
	const settled = own.then(() => right.add(login)).catch(() => undefined);
	run.first ??= settled;
	if (!right.has(login) && !underWay.has(login)) {
		underWay.set(login, settled);
		void settled.finally(() => underWay.delete(login));
	}
	return await own;
}

const BLOCKS = 'Nothing was sent, because Mensatek blocks callers that repeat wrong calls.';
const ABOUT_LOGIN = `Mensatek refused this credential less than 10 minutes ago. ${BLOCKS} Correct the credential: a changed one is tried at once, the same one again after 10 minutes. Then run these items again.`;
const ABOUT_CALL = `An earlier item of this run was told that the function is unknown or that the call is wrong, or it was turned away before Mensatek. ${BLOCKS} Correct what that item’s message names, then run these items again.`;

function notSent(context: Caller, why: string, description: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), `Not sent: ${why}`, { description });
}

function keepRefused(login: string): void {
	refusedLogins.delete(login);
	for (const [old, until] of refusedLogins) {
		if (until > Date.now() && refusedLogins.size < MOST_LOGINS) break;
		refusedLogins.delete(old);
	}
	refusedLogins.set(login, Date.now() + REFUSAL_KEPT_MS);
}

function isRefused(login: string): boolean {
	return (refusedLogins.get(login) ?? 0) > Date.now();
}

function hashOf({ baseUrl, apiUser, apiToken }: IDataObject): string {
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, apiUser, apiToken]))
		.digest('hex');
}
