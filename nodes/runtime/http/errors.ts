import {
	NodeApiError,
	type IDataObject,
	type INode,
	type JsonObject,
	type NodeOperationError,
} from 'n8n-workflow';
import type { Failure, Unsent } from './provider';
import type { Effect } from '../operation';
import { MAX_TRIES } from './retry';

/** What a failed request was about: enough to write an error that a person can act on. */
export interface Attempt {
	node: INode;
	/** The provider as people know it, such as "Keynua". */
	provider: string;
	/** Host and port that were asked. */
	host: string;
	effect: Effect;
	tries: number;
	/** No credential was sent: what proved the right to ask stood in the node's fields. */
	withoutCredential?: boolean;
	/** Asked was a link that the provider gave out: that it can be opened proves the right to it. */
	isLink?: boolean;
}

/**
 * Turns a failure into the error that n8n shows: an English lead with the provider's own words, what to do next,
 * and the provider's whole answer as data. It is built from plain facts, so no header or credential can be in it.
 */
export function toNodeError(attempt: Attempt, failure: Failure): NodeApiError {
	const message = leadFor(attempt, failure);
	const description = [adviceFor(attempt, failure), triesOf(attempt)].filter(Boolean).join(' ');
	const error = new NodeApiError(attempt.node, {} as JsonObject, {
		message,
		description,
		httpCode: failure.status?.toString(),
		failure: causeOf(attempt, failure),
	});
	// The constructor swaps messages that hold a network code for texts of its own.
	error.message = message;
	error.description = description;
	error.context.data = { ...detailsOf(failure) };
	error.context.fate = failure.fate;
	return error;
}

function detailsOf({ fate, status, networkCode, code, words, answer }: Failure): IDataObject {
	const details = { fate, status, networkCode, code, words, answer: answer as IDataObject };
	return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

function leadFor({ provider, host, effect }: Attempt, failure: Failure): string {
	const codes = [failure.status, failure.code ?? failure.networkCode].filter((code) => code !== undefined);
	const reason = codes.length > 0 ? ` (${codes.join(', ')})` : '';
	const words = failure.words ? `: ${failure.words}` : '';
	if (failure.unsent) return `${unsentLeads[failure.unsent](host, provider)}${reason}${words}`;
	if (failure.fate === 'refused')
		return `${provider} refused the request${reason}${words || ' without saying why'}`;
	if (failure.fate === 'notTaken') return `${provider} is too busy to take the request${reason}${words}`;
	if (effect === 'write')
		return `${provider} may have carried this out, but its answer was lost${reason}${words}`;
	return `${provider} did not give a usable answer${reason}${words}`;
}

const unreachable = (host: string) => `${host} could not be reached`;

const unsentLeads: Record<Unsent, (host: string, provider: string) => string> = {
	connection: unreachable,
	n8n: unreachable,
	tls: (host) => `No secure connection (TLS) to ${host} could be made`,
	proxy: (host) => `The proxy on the way to ${host} did not let the request through`,
	credential: (_, provider) => `n8n could not read the ${provider} credential`,
	stopped: () => 'The execution was canceled before the request was sent',
};

const unsentAdvice: Record<Unsent, (host: string) => string> = {
	connection: (host) =>
		`Check the environment or base URL in the credential, and that this n8n server may reach ${host}.`,
	n8n: () => 'Whoever runs this n8n can allow the address.',
	stopped: () => 'Run it again when you want to.',
	tls: (host) =>
		`Check the base URL in the credential, and ask whoever runs ${host} about its certificate (TLS).`,
	proxy: () => 'Ask whoever runs this n8n to check its proxy (HTTPS_PROXY, NO_PROXY).',
	credential: () =>
		'Open the node and look whether a credential is chosen. If one is: n8n keeps it in its database, so ask whoever runs this n8n whether the database can be reached, or save the credential again.',
};

const adviceByStatus: Record<number, string> = {
	400: 'Compare the fields with what the provider says, change them, and run it again.',
	401: 'Open the credential and check its keys: they may be wrong, expired, or of another environment.',
	403: 'Open the credential and check its keys, and that the account may use this function.',
	404: 'Check the ID, and that the credential belongs to the same account and environment.',
	409: 'It exists already, or changed meanwhile: look it up before trying again.',
	413: 'What was sent is too large: send fewer or smaller files.',
};

const adviceAboutToken =
	'Check the token in the node’s fields: it may be wrong, expired, or of another environment than the credential’s.';

const adviceAboutLink =
	'The link may have expired, as such links do: fetch a new one, for example by running this item again.';

function adviceFor({ host, effect, provider, withoutCredential, isLink }: Attempt, failure: Failure): string {
	if (failure.unsent) return `Nothing was sent. ${failure.advice ?? unsentAdvice[failure.unsent](host)}`;
	if (isLink && failure.fate === 'refused') return adviceAboutLink;
	if (failure.advice) return failure.advice;
	if (withoutCredential && (failure.status === 401 || failure.status === 403)) return adviceAboutToken;
	if (failure.fate === 'notTaken') return `Nothing was done. ${whenToRetry(failure)}`;
	if (failure.fate === 'refused') {
		return adviceByStatus[failure.status ?? 0] ?? 'Change what the provider names, and run it again.';
	}
	if (effect === 'write') {
		return `It was not sent again, so that nothing is done twice. Look it up at ${provider} before running this item again.`;
	}
	return `Nothing was changed. ${whenToRetry(failure)}`;
}

function whenToRetry({ retryAfterMs, fate }: Failure): string {
	if (retryAfterMs !== undefined) return `Run it again in ${Math.ceil(retryAfterMs / 1000)} seconds.`;
	return fate === 'notTaken' ? 'Run it again later, or lower "Items in Parallel".' : 'Run it again later.';
}

function triesOf({ tries }: Attempt): string {
	if (tries <= 1) return '';
	return tries >= MAX_TRIES ? `Tried ${tries} times.` : `Tried ${tries} times, then stopped.`;
}

type Cause = NonNullable<ConstructorParameters<typeof NodeApiError>[2]>['failure'];

/** n8n's own classification, only where the answer proves it. */
function causeOf({ withoutCredential, isLink }: Attempt, { fate, status, retryAfterMs }: Failure): Cause {
	if (status === 429) return { cause: 'rate-limited', retryAfterMs };
	if (status === 401 && !withoutCredential && !isLink) return { cause: 'credential-invalid' };
	if (fate === 'notTaken' || (status !== undefined && status >= 500))
		return { cause: 'temporarily-unavailable', retryAfterMs };
	return undefined;
}

export type NodeError = NodeApiError | NodeOperationError;

/** By name, because n8n may hold two copies of n8n-workflow and `instanceof` knows only one. */
export function isNodeError(error: Error): error is NodeError {
	return error.name === 'NodeApiError' || error.name === 'NodeOperationError';
}
