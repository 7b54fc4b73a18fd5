/** How many calls in a row are let through. The documents say "repeatedly"; the number is the sandbox's own. */
const patience = 10;

/**
 * "a repeatedly erroneous connection will be treated by the system as spam and may end up temporarily blocking the
 * connection", and so will "fast 'empty' connections (without sending anything) … to obtain the number of credits".
 */
export class Guard {
	private count = 0;

	get isBlocked(): boolean {
		return this.count >= patience;
	}

	/** A wrong call, or one that only asked for the credits. */
	countEmpty(): void {
		this.count++;
	}

	/** A call that did something, or the end of the block, which a person of the sandbox decides. */
	forgive(): void {
		this.count = 0;
	}
}
