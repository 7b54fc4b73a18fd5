import { createHash } from 'node:crypto';
import type { Fault } from '../../sandbox/faults';

/** What a fault leaves the caller to know about the request: nothing to see, a no, that it was turned away, or nothing at all. */
export type Tells = 'fine' | 'refused' | 'turnedAway' | 'unknown';

type Strike = Omit<Fault, 'provider'>;

interface Kind {
	name: string;
	/** How often it comes, against the others. */
	weight: number;
	tells: Tells;
	/** Where its details vary, `chance` (0 up to 1) says how. */
	strike: Strike | ((chance: number) => Strike);
}

/** Mensatek's node stops asking after these, for fear of being blocked, so they come from the others only. */
const ABOUT_ACCESS = [401, 403, 404];
const REFUSING = [400, 405, 409, 410, 413, 415, 422];
const PROVING_NOTHING = [
	300, 301, 302, 303, 304, 307, 308, 402, 406, 408, 418, 425, 451, 499, 500, 501, 502, 503, 504, 520, 599,
];
/** None of these asks for a wait. */
const NO_WAIT = ['0', '-5', '5.5', '3, 3', 'Sun, 06 Nov 1994 08:49:37 GMT', 'soon'];

/** Any of the statuses, with the provider's JSON, a text, a page or nothing, and with or without Retry-After. */
function anyOf(statuses: number[]): (chance: number) => Strike {
	return (chance) => {
		const at = Math.floor(chance * 9_973);
		const bodies = [{}, { body: 'no' }, { kind: 'not-json' as const }, { body: '' }];
		const waits = [{}, { retryAfter: NO_WAIT[at % NO_WAIT.length] }];
		const status = statuses[at % statuses.length];
		return { kind: 'status', status, ...bodies[at % bodies.length], ...waits[at % 2] };
	};
}

/** What goes wrong between two servers, in the words of the table that is printed. */
const kinds: Kind[] = [
	{
		name: '429 with Retry-After',
		weight: 4,
		tells: 'turnedAway',
		strike: (chance) => ({ kind: 'status', status: 429, retryAfter: chance < 0.8 ? 0 : 1 }),
	},
	{
		name: '429 without Retry-After',
		weight: 3,
		tells: 'turnedAway',
		strike: { kind: 'status', status: 429 },
	},
	{
		name: '503 with Retry-After',
		weight: 3,
		tells: 'unknown',
		strike: { kind: 'status', status: 503, retryAfter: 0 },
	},
	{
		name: '503 without Retry-After',
		weight: 2,
		tells: 'unknown',
		strike: { kind: 'status', status: 503 },
	},
	{
		name: '429 whose Retry-After asks for no wait',
		weight: 2,
		tells: 'turnedAway',
		strike: (chance) => ({
			kind: 'status',
			status: 429,
			retryAfter: NO_WAIT[Math.floor(chance * NO_WAIT.length)],
		}),
	},
	{ name: 'a status that refuses', weight: 4, tells: 'refused', strike: anyOf(REFUSING) },
	{ name: 'a status that proves nothing', weight: 6, tells: 'unknown', strike: anyOf(PROVING_NOTHING) },
	{ name: '500, not processed', weight: 2, tells: 'unknown', strike: { kind: 'status', status: 500 } },
	{ name: '500, processed', weight: 2, tells: 'unknown', strike: { kind: 'status-after', status: 500 } },
	{ name: 'reset before processing', weight: 3, tells: 'unknown', strike: { kind: 'reset-before' } },
	{ name: 'reset after processing', weight: 3, tells: 'unknown', strike: { kind: 'reset-after' } },
	{ name: 'answer cut in half', weight: 2, tells: 'unknown', strike: { kind: 'truncated' } },
	{ name: 'HTML page, not processed', weight: 2, tells: 'unknown', strike: { kind: 'not-json' } },
	{ name: 'HTML page, processed', weight: 2, tells: 'unknown', strike: { kind: 'not-json-after' } },
	{ name: 'empty answer, not processed', weight: 2, tells: 'unknown', strike: { kind: 'empty' } },
	{
		name: 'slow answer',
		weight: 2,
		tells: 'fine',
		strike: (chance) => ({ kind: 'slow-answer', delayMs: 50 + Math.floor(chance * 450) }),
	},
];

const notOfMensatek: Kind[] = [
	{ name: '401, 403 or 404', weight: 2, tells: 'refused', strike: anyOf(ABOUT_ACCESS) },
];

/** Only Firmafy has sessions: at the others, nothing would happen. */
const ofSessions: Kind[] = [
	{ name: 'session expired', weight: 4, tells: 'fine', strike: { kind: 'session-ended' } },
	{
		name: '500 about the session, processed',
		weight: 1,
		tells: 'unknown',
		strike: {
			kind: 'status-after',
			status: 500,
			body: { error: true, message: 'No se pudo guardar la sesión' },
		},
	},
];

/** Longer than any request of the nodes waits, which is 120 s. */
const TOO_LONG_MS = 125_000;

const tooSlow: Kind[] = [
	{
		name: 'slower than the time-out, processed late',
		weight: 1,
		tells: 'unknown',
		strike: { kind: 'slow', delayMs: TOO_LONG_MS },
	},
	{
		name: 'slower than the time-out, processed at once',
		weight: 1,
		tells: 'unknown',
		strike: { kind: 'slow-answer', delayMs: TOO_LONG_MS },
	},
];

/** Three times the four tries of a request, which is what n8n's Retry On Fail makes of them. */
const STUBBORN_FOR = 12;

export interface Struck {
	name: string;
	tells: Tells;
	fault: Strike;
}

export interface Mix {
	/** Share of the requests that meet with a fault, from 0 to 1. */
	share: number;
	/** Share of the things asked about whose every request is turned away, or, for reads, answered with any failure. */
	stubborn: number;
}

/** Every tenth request meets with a fault; of a hundred things asked about, one is always turned away. */
export const usualMix: Mix = { share: 0.09, stubborn: 0.01 };

/**
 * Decides which fault the n-th request about a thing meets with: from the seed and from what the request is about
 * alone, so that the same campaign meets with the same faults however its requests overtake one another.
 *
 * @param about what is written or read, e.g. `case-000123`
 * @param nth counted from 1
 */
export function faultFor(
	seed: number,
	mix: Mix,
	provider: string,
	about: string,
	nth: number,
): Struck | undefined {
	const all = kindsAt(provider);
	if (about.startsWith('late-')) return nth === 1 ? chosen(tooSlow, chance(seed, about, 'late')) : undefined;
	const isStubborn =
		/^(case|read)/.test(about) && nth <= STUBBORN_FOR && chance(seed, about, 'stubborn') < mix.stubborn;
	if (!isStubborn && chance(seed, about, nth, 'struck') >= mix.share) return undefined;
	const possible = isStubborn ? all.filter(({ tells }) => isFinal(about, tells)) : all;
	return chosen(possible, chance(seed, about, nth, 'kind'), chance(seed, about, nth, 'detail'));
}

function kindsAt(provider: string): Kind[] {
	if (provider === 'mensatek') return kinds;
	return [...kinds, ...(provider === 'firmafy' ? ofSessions : notOfMensatek)];
}

/** A write that meets with an unknown fate is never repeated, so only being turned away can go on. */
function isFinal(about: string, tells: Tells): boolean {
	return tells === 'turnedAway' || (tells === 'unknown' && about.startsWith('read'));
}

function chosen(from: Kind[], at: number, detail = 0): Struck {
	const total = from.reduce((sum, { weight }) => sum + weight, 0);
	let left = at * total;
	const kind = from.find(({ weight }) => (left -= weight) < 0) ?? from[0];
	const fault = typeof kind.strike === 'function' ? kind.strike(detail) : kind.strike;
	return { name: kind.name, tells: kind.tells, fault };
}

/** A number from 0 up to 1 that depends on nothing but what is given. */
export function chance(...about: Array<string | number>): number {
	return createHash('sha256').update(about.join('|')).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** The names of all faults, in the order in which they are printed. */
export const faultNames = [...kinds, ...ofSessions, ...tooSlow].map(({ name }) => name);
