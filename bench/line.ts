import { median, ratios, shown, type Unit } from './statistics';

/** One line of the table. */
export interface Line {
	what: string;
	ours: string;
	against: string;
	ratio: string;
	goal: string;
	/** Undefined where there is no goal. */
	met?: boolean;
}

interface Compared {
	what: string;
	/** One value per round. */
	ours: number[];
	/** The other side in the same rounds, and what it is. */
	others: number[];
	against: string;
	unit: Unit;
	/** The ratio ours/others that must not be exceeded, or, with `atLeast`, the ratio others/ours to be reached. */
	atMost?: number;
	atLeast?: number;
}

export function compared({ what, ours, others, against, unit, atMost, atLeast }: Compared): Line {
	const all = atLeast === undefined ? ratios(ours, others) : ratios(others, ours);
	const ratio = Number(median(all).toFixed(2));
	const goal =
		atMost !== undefined ? `at most ${atMost}x` : atLeast !== undefined ? `${atLeast}x faster` : '';
	return {
		what,
		ours: shown(ours, unit),
		against: `${against}: ${shown(others, unit)}`,
		ratio: shown(all, 'x'),
		goal,
		...(atMost !== undefined && { met: ratio <= atMost }),
		...(atLeast !== undefined && { met: ratio >= atLeast }),
	};
}

export function check(condition: boolean, what: string): asserts condition {
	if (!condition) throw new Error(`The two sides did not do the same work: ${what}`);
}
