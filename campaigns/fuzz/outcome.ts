/**
 * What the function gave; undefined when it refused with one of n8n's own errors, which are sentences for a person.
 * Anything else that is thrown is thrown on: it is a finding.
 */
export function orRefused<T>(run: () => T): T | undefined {
	try {
		return run();
	} catch (error) {
		if (isRefusal(error)) return undefined;
		throw error;
	}
}

/** As orRefused(), for what answers later. */
export async function orRefusedLater<T>(run: () => Promise<T>): Promise<T | undefined> {
	try {
		return await run();
	} catch (error) {
		if (isRefusal(error)) return undefined;
		throw error;
	}
}

/** One of n8n's own errors, unless it only wraps what JavaScript threw. */
export function isRefusal(error: unknown): error is Error {
	const { name, message } = error as Error;
	return (name === 'NodeApiError' || name === 'NodeOperationError') && typeof message === 'string';
}

export function assert(holds: boolean, what: string): asserts holds {
	if (!holds) throw new Error(what);
}

/** Whether two values are the same as JSON. */
export function same(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * That no object in the value has got a foreign prototype: `copy[name] = value` with the name `__proto__` would do that,
 * and properties would then appear that nobody sent.
 */
export function assertPlain(value: unknown): void {
	const open = [value];
	for (let one = open.pop(); open.length > 0 || one !== undefined; one = open.pop()) {
		if (one === null || typeof one !== 'object') continue;
		const prototype: unknown = Object.getPrototypeOf(one);
		const isPlain = prototype === Object.prototype || prototype === Array.prototype || prototype === null;
		assert(isPlain, `an object with a foreign prototype: ${JSON.stringify(prototype)}`);
		open.push(...Object.values(one));
	}
}
