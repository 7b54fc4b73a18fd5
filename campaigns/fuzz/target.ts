import type fc from 'fast-check';

/** One decoder, verifier or encoder, the cases that it is tried with, and what has to hold for each of them. */
export interface Target<Case = never> {
	/** How the command line and the report name it. */
	name: string;
	cases: fc.Arbitrary<Case>;
	/**
	 * Tries one case. What it throws is a finding, so it catches the refusals that are meant, and nothing else.
	 * A promise is awaited; a target without one runs several times faster.
	 */
	check(input: Case): void | Promise<void>;
}

/** Targets differ in what a case is; whoever runs them does not look into it. */
export type AnyTarget = Target<unknown>;

/** Lets each target see its own kind of cases, and hides it from the runner. */
export function target<Case>(definition: Target<Case>): AnyTarget {
	return definition as unknown as AnyTarget;
}
