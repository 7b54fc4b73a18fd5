import type { Line } from './line';
import type { Engine, N8nSession } from './n8n/session';

/** What a row of the benchmark gets to work with. */
export interface Bench {
	/** Small counts, to try the benchmark itself. */
	quick: boolean;
	report(line: string): void;
	/** n8n with the packed package in it, running with that expression engine. One runs at a time. */
	n8n(engine: Engine): Promise<N8nSession>;
	/** Text for the results beside the table. */
	note(title: string, text: string): void;
}

export interface Row {
	/** As in `--only`. */
	name: string;
	title: string;
	run(bench: Bench): Promise<Line[]>;
}

/** How often each side of a comparison is run, the sides in turns. */
export async function rounds(count: number, sides: Array<() => Promise<void>>): Promise<void> {
	for (let round = 0; round < count; round++) {
		const order = round % 2 === 0 ? sides : [...sides].reverse();
		for (const side of order) await side();
	}
}
