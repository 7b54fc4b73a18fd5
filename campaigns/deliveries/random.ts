/** Numbers that look random and are the same for the same seed. */
export interface Random {
	/** From 0 to below `limit`, a whole number. */
	below(limit: number): number;
	/** True in `share` (0 to 1) of the cases. */
	chance(share: number): boolean;
	pick<T>(values: readonly T[]): T;
	bytes(count: number): Buffer;
}

/** Mulberry32: enough for choosing cases, and for nothing that has to stay secret. */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		below,
		chance: (share) => next() < share,
		pick: (values) => values[below(values.length)],
		bytes: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
	};
}
