import { createHash } from 'node:crypto';
import { NodeApiError, type IDataObject, type JsonObject } from 'n8n-workflow';
import { credentialsOf, notAborted, request } from '../runtime/http/request';
import type { Caller, Provider } from '../runtime/http/provider';
import { endpointFor, firmafy, whatWasSaid } from './provider';

/**
 * How long a session is used: the documents of 2020 to 2022 gave a token 4 hours, those of today say nothing,
 * and Firmafy's own PHP client keeps it for one.
 */
const KEPT_MS = 60 * 60 * 1000;

/** For so long a refused user and password are not sent again: repeating them could lock the account. */
const REFUSAL_KEPT_MS = 10 * 60 * 1000;

/** A token, and when it was asked for and is to be replaced (milliseconds since 1970). */
export interface Session {
	token: string;
	since: number;
	until: number;
}

interface LogIn {
	since: number;
	until: number;
	outcome: Promise<Outcome>;
}

type Outcome = { token: string } | { failure: NodeApiError };

/** Shared by all executions of the process. Neither user nor password can be read out of the keys. */
const logIns = new Map<string, LogIn>();

export const login = endpointFor('login', 'read');

/**
 * The session of the credential. Whoever asks while a log-in is under way waits for that one.
 *
 * @param gone a token that Firmafy no longer takes: it is replaced, unless somebody has done so already
 * @throws NodeApiError when Firmafy refuses the log-in, also when it did so within the last ten minutes
 */
export async function session(context: Caller, gone?: string): Promise<Session> {
	const credentials = await credentialsOf(context, firmafy);
	const key = hashOf(credentials);
	if (gone !== undefined) await forget(key, gone);
	const known = logIns.get(key);
	const current = known && known.until > Date.now() ? known : begin(context, credentials, key);
	const outcome = await current.outcome;
	if ('failure' in outcome) throw ownError(context, outcome.failure);
	return { token: outcome.token, since: current.since, until: current.until };
}

/** The token that is in use for the credential, if there is one. */
export async function knownToken(context: Caller): Promise<string | undefined> {
	const outcome = await logIns.get(hashOf(await credentialsOf(context, firmafy)))?.outcome;
	return outcome && 'token' in outcome ? outcome.token : undefined;
}

/** Forgets a log-in, unless somebody has replaced it already. */
async function forget(key: string, token: string): Promise<void> {
	const known = logIns.get(key);
	const outcome = await known?.outcome;
	if (outcome && 'token' in outcome && outcome.token === token && logIns.get(key) === known)
		logIns.delete(key);
}

function hashOf({ baseUrl, user, password }: IDataObject): string {
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, user, password]))
		.digest('hex');
}

/** Begins a log-in. What others wait for as well must not end with the execution that happened to begin it. */
function begin(context: Caller, credentials: IDataObject, key: string): LogIn {
	for (const [old, { until }] of logIns) if (until <= Date.now()) logIns.delete(old);
	const since = Date.now();
	const entry: LogIn = { since, until: since + KEPT_MS, outcome: logIn(notAborted(context), credentials) };
	logIns.set(key, entry);
	void entry.outcome.then((outcome) => {
		if (!('failure' in outcome)) return;
		if (outcome.failure.context.fate === 'refused') entry.until = Date.now() + REFUSAL_KEPT_MS;
		else if (logIns.get(key) === entry) logIns.delete(key);
	});
	return entry;
}

async function logIn(context: Caller, { user, password }: IDataObject): Promise<Outcome> {
	const body = new URLSearchParams({
		action: login.action,
		usuario: String(user),
		password: String(password),
	});
	try {
		const { data } = await request(context, logInProvider, login, { body });
		return { token: String(data) };
	} catch (error) {
		return { failure: error as NodeApiError };
	}
}

/** A log-in never renews a session, so it is sent once whatever Firmafy says. */
const logInProvider: Provider = {
	...firmafy,
	refusal: (answer) => {
		const said = whatWasSaid(answer);
		const { data } = (answer.body ?? {}) as IDataObject;
		if (said || typeof answer.body !== 'object' || (typeof data === 'string' && data !== '')) return said;
		return { fate: 'unknown', words: 'the answer to the log-in holds no token' };
	},
};

const ADVICE =
	'Check the user and the password in the credential, and ask Firmafy’s support whether the user may use the API. So that the account is not locked, n8n does not try them again for 10 minutes. A changed credential is tried at once.';

/** Each item needs an error of its own, because its number is written into it. */
function ownError(context: Caller, failure: NodeApiError): NodeApiError {
	const { words } = (failure.context.data ?? {}) as { words?: string };
	const refused = failure.context.fate === 'refused';
	const message = refused ? `Firmafy refused the log-in${words ? `: ${words}` : ''}` : failure.message;
	const description = refused ? ADVICE : (failure.description ?? undefined);
	const error = new NodeApiError(context.getNode(), {} as JsonObject, {
		message,
		description,
		...(failure.httpCode && { httpCode: failure.httpCode }),
		...(refused && { failure: { cause: 'credential-invalid' } }),
	});
	// The constructor swaps messages that hold a network code for texts of its own.
	error.message = message;
	error.description = description;
	error.context.data = failure.context.data;
	// Whatever became of the log-in: what was to be done after it was not sent.
	error.context.fate = refused ? 'refused' : 'notTaken';
	return error;
}
