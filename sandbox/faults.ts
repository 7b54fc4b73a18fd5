import { type Check, number, oneOf, shape, text } from './check';

const kinds = [
	'status',
	'status-after',
	'reset-before',
	'reset-after',
	'slow',
	'slow-answer',
	'truncated',
	'not-json',
	'not-json-after',
	'empty',
	'error-in-200',
	'session-ended',
] as const;

/**
 * A misbehaviour that waits for a request.
 * - `status`: answers `status` (default 503) with `Retry-After` and `body`, without processing the request.
 * - `status-after`: processes the request, then answers `status` (default 500) with an error in place of the answer.
 * - `reset-before` / `reset-after`: cuts the connection before / after the request was processed.
 * - `slow`: waits `delayMs` (default 1000), then goes on as usual.
 * - `slow-answer`: processes the request, then waits `delayMs` (default 1000) before it answers.
 * - `truncated`: processes the request, then cuts the connection in the middle of the answer.
 * - `not-json`: answers an HTML page, as a gateway in between would, without processing the request.
 * - `not-json-after`: processes the request, then answers such a page in place of the answer.
 * - `empty`: answers 200 with nothing, without processing the request.
 * - `error-in-200`: answers 200 with the provider's error envelope, without processing the request.
 * - `session-ended`: ends every session of a provider that has some, then goes on as usual.
 */
export interface Fault {
	provider: string;
	kind: (typeof kinds)[number];
	status?: number;
	retryAfter?: string | number;
	body?: unknown;
	delayMs?: number;
	/** How many requests it still applies to; 1 when not given, or without end when it is by percentage. */
	times?: number;
	/** Of the requests that fit, how many of a hundred it strikes, by chance; all when not given. */
	percent?: number;
	method?: string;
	pathContains?: string;
}

const textOrNumber: Check<string | number> = (value, name) =>
	typeof value === 'number' ? value : text()(value, name);

/** Reads a fault from the control API; throws a 400 `Refusal` for one it does not know. */
export const checkFault: Check<Fault> = shape(
	{ provider: text({ empty: false }), kind: oneOf(...kinds) },
	{
		status: number({ min: 100, max: 599, integer: true }),
		retryAfter: textOrNumber,
		body: (value: unknown) => value,
		delayMs: number({ min: 0 }),
		times: number({ min: 1, integer: true }),
		percent: number({ min: 1, max: 100 }),
		method: text({ empty: false }),
		pathContains: text({ empty: false }),
	},
);

/** The kinds of faults, for those who offer a choice. */
export const faultKinds: ReadonlyArray<Fault['kind']> = kinds;

/** A fault that is switched on. `id` is what it is switched off by; `times` is null when it stays on. */
export type WaitingFault = Omit<Fault, 'times'> & { id: number; times: number | null };

/** The faults that wait, first in first out. */
export class FaultQueue {
	private waiting: WaitingFault[] = [];
	private count = 0;

	add(fault: Fault): void {
		const unlimited = fault.percent === undefined ? 1 : null;
		this.count += 1;
		this.waiting.push({ ...fault, times: fault.times ?? unlimited, id: this.count });
	}

	list(): WaitingFault[] {
		return this.waiting;
	}

	remove(id: number): void {
		this.waiting = this.waiting.filter((fault) => fault.id !== id);
	}

	clear(): void {
		this.waiting = [];
	}

	/** The first fault that fits the request, counted as used once. */
	take(provider: string, method: string, url: string): Fault | undefined {
		const strikes = (fault: WaitingFault) => fits(fault, provider, method, url) && isHit(fault);
		const fault = this.waiting.find(strikes);
		if (!fault) return undefined;
		if (fault.times !== null) fault.times -= 1;
		this.waiting = this.waiting.filter(({ times }) => times !== 0);
		const { times, ...struck } = fault;
		return times === null ? struck : { ...struck, times };
	}
}

function isHit({ percent = 100 }: WaitingFault): boolean {
	return Math.random() * 100 < percent;
}

function fits(fault: WaitingFault, provider: string, method: string, url: string): boolean {
	if (fault.provider !== provider) return false;
	if (fault.method && fault.method.toUpperCase() !== method) return false;
	return !fault.pathContains || url.includes(fault.pathContains);
}

/** A request of which only the beginning of the body has been read. */
export interface Arriving {
	provider: string;
	method: string;
	url: string;
	/** As much of the body as came with the first packet: all of a small one. */
	body: string;
}

/**
 * Decides by its content whether a fault strikes a request. For campaigns that are to be repeated, whatever the order
 * in which requests arrive.
 */
export type Misbehave = (request: Arriving) => Fault | undefined;
