/**
 * A request that the provider would turn down.
 * `message` goes to the client in the provider's own envelope; `reason` is for the page and the request log,
 * where it may say more than a real provider would.
 */
export class Refusal extends Error {
	readonly reason: string;

	constructor(
		readonly statusCode: number,
		message: string,
		reason?: string,
		/** The provider's own code for it, where its documents have one. */
		readonly code?: string,
	) {
		super(message);
		this.reason = reason ?? message;
	}
}

/** 400 with the given sentence: what the documents do not allow. */
export function badRequest(message: string): Refusal {
	return new Refusal(400, message);
}

/** 404 with the given sentence. */
export function notFound(message: string): Refusal {
	return new Refusal(404, message);
}

/** 400 with one of the provider's documented codes. */
export function coded(code: string, message: string): Refusal {
	return new Refusal(400, message, `${code}: ${message}`, code);
}
