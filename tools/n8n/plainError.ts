/**
 * A failure that a person can act on without a stack trace: `message` is one sentence that says what happened and
 * what to do. Whoever catches it prints the message and exits with 1.
 */
export class PlainError extends Error {
	override readonly name = 'PlainError';
}
