import type { Effect } from '../operation';
import type { Failure, Fate } from './provider';

/** What a failed request proves about what it asked for, and how people read it in docs/architecture.md. */
interface Proof {
	fate: Fate;
	what: string;
	/** The statuses that prove it. */
	statuses?: number[];
}

/** What an answer, or its absence, means. What stands in none of the rows above the last one, the last one has. */
export const proofs: Proof[] = [
	{
		fate: 'refused',
		what: 'one of these statuses',
		statuses: [400, 401, 403, 404, 405, 409, 410, 413, 415, 422],
	},
	{ fate: 'refused', what: 'a no in the provider’s own documented words, within a 2xx' },
	{ fate: 'notTaken', what: 'too many requests', statuses: [429] },
	{ fate: 'notTaken', what: 'the proxy on the way wants a login: 407 with Proxy-Authenticate' },
	{
		fate: 'notTaken',
		what: 'nothing was sent: n8n could not read the credential or does not allow the address, the name was not found, there was no connection, no TLS, no way through the proxy',
	},
	{
		fate: 'unknown',
		what: 'everything else: every other status, with Retry-After or without; broken connections; time-outs; answers that are empty, unreadable, or lack the documented id',
	},
];

/** Which failure is followed by another try. */
export const triedAgain: Record<Fate, Record<Effect, boolean>> = {
	refused: { read: false, write: false },
	notTaken: { read: true, write: true },
	unknown: { read: true, write: false },
};

/** What a status proves that is no success. */
export function fateOf(status: number): Fate {
	return proofs.find(({ statuses }) => statuses?.includes(status))?.fate ?? 'unknown';
}

/** Whether the same request may be sent once more without any risk of doing a thing twice. */
export function mayBeSentAgain({ fate, isFinal }: Failure, effect: Effect): boolean {
	return !isFinal && triedAgain[fate][effect];
}
