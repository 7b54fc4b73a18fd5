import { createHash } from 'node:crypto';
import { NodeApiError, type IDataObject, type JsonObject } from 'n8n-workflow';
import { credentialsOf, notAborted, request } from '../runtime/http/request';
import type { Answer, Caller, Provider, Refusal } from '../runtime/http/provider';
import { isRecord } from '../runtime/text';
import { endpointFor, firmafy, saysNo, whatWasSaid } from './provider';

/** The documents of 2020 to 2022 gave a token 4 hours, those of today say nothing; Firmafy's own client keeps it for one. */
const KEPT_MS = 60 * 60 * 1000;
/** For so long a refused user and password are not sent again: repeating them could lock the account. */
const REFUSAL_KEPT_MS = 10 * 60 * 1000;
const ADVICE =
	'Check the user and the password in the credential, and ask Firmafy’s support whether the user may use the API. So that the account is not locked, n8n does not try them again for 10 minutes. A changed credential is tried at once.';

/** A log-in: when it was begun, and how long it is used, or not tried again (milliseconds since 1970). */
export interface Session {
	/** Empty until `done` has settled. */
	token: string;
	since: number;
	until: number;
	done: Promise<void>;
}

/** By credential, for all executions of the process. Neither user nor password can be read out of the keys. */
const sessions = new Map<string, Session>();

export const login = endpointFor('login', 'read', 'data');

/**
 * The session of the credential. Whoever asks while a log-in is under way waits for that one.
 *
 * @param gone a token that Firmafy no longer takes: it is replaced, unless somebody has done so already
 * @throws NodeApiError when Firmafy refuses the log-in, also when it did so within the last ten minutes
 */
export async function session(context: Caller, gone?: string): Promise<Session> {
	const credentials = await credentialsOf(context, firmafy);
	const key = keyOf(credentials);
	const known = sessions.get(key);
	const isUsable = known && known.until > Date.now() && (!gone || known.token !== gone);
	const current = isUsable ? known : begin(context, credentials, key);
	await current.done.catch((error: NodeApiError) => Promise.reject(ownError(context, error)));
	return current;
}

/** The token that is in use for the credential, if there is one. */
export async function knownToken(context: Caller): Promise<string | undefined> {
	return sessions.get(keyOf(await credentialsOf(context, firmafy)))?.token;
}

function keyOf({ baseUrl, user, password }: IDataObject): string {
	const text = JSON.stringify([baseUrl, user, password]);
	return createHash('sha256').update(text).digest('hex');
}

/** Only tokens and refusals are remembered. What others wait for as well must not end with the execution that began it. */
function begin(context: Caller, credentials: IDataObject, key: string): Session {
	for (const [old, { until }] of sessions) if (until <= Date.now()) sessions.delete(old);
	const since = Date.now();
	const begun: Session = { token: '', since, until: since + KEPT_MS, done: Promise.resolve() };
	sessions.set(key, begun);
	begun.done = tokenFor(notAborted(context), credentials).then(
		(token) => void (begun.token = token),
		(error: NodeApiError) => {
			if (error.context?.fate === 'refused') begun.until = Date.now() + REFUSAL_KEPT_MS;
			else if (sessions.get(key) === begun) sessions.delete(key);
			throw error;
		},
	);
	return begun;
}

async function tokenFor(context: Caller, { user, password }: IDataObject): Promise<string> {
	const fields = { action: login.action, usuario: String(user), password: String(password) };
	// A log-in never renews a session, so it has a reader of its own.
	const provider: Provider = { ...firmafy, refusal: logInRefusal };
	const { data } = await request(context, provider, login, { body: new URLSearchParams(fields) });
	return String(data);
}

/** Only a 401 and Firmafy's own words say that the login is wrong. A redirect or a gateway's page says nothing of it. */
function logInRefusal(answer: Answer): Refusal | undefined {
	const { status } = answer;
	const { data, ...body } = isRecord(answer.body) ? answer.body : ({} as IDataObject);
	// A token may stand in `data`, whatever else the answer says: it is not told.
	const said = whatWasSaid({ ...answer, body: isRecord(answer.body) ? body : answer.body });
	const isOwn = status === 401 || (saysNo(body.error) && status < 500);
	if (said && status === 429) return { ...said, answer: body };
	if (said) return { ...said, fate: isOwn ? 'refused' : 'unknown', isFinal: status < 500, answer: body };
	if (typeof data === 'string' && data !== '') return undefined;
	return { fate: 'unknown', words: 'the answer to the log-in holds no token', answer: body };
}

/** Each item needs an error of its own, because its number is written into it. */
function ownError(context: Caller, failure: NodeApiError): NodeApiError {
	const { data, fate } = (failure.context ?? {}) as { data?: IDataObject; fate?: string };
	const isRefused = fate === 'refused';
	const own = new NodeApiError(context.getNode(), {} as JsonObject, {
		...(failure.httpCode && { httpCode: failure.httpCode }),
		...(isRefused && { failure: { cause: 'credential-invalid' } }),
	});
	// The constructor swaps messages that hold a network code for texts of its own.
	const words = data?.words ? `: ${String(data.words)}` : '';
	own.message = isRefused ? `Firmafy refused the log-in${words}` : failure.message;
	own.description = isRefused ? ADVICE : failure.description;
	// Whatever became of the log-in: what was to be done after it was not sent.
	Object.assign(own.context, { data, fate: isRefused ? 'refused' : 'notTaken' });
	return own;
}
