export function median(values: number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Ratios round by round: what disturbs the machine disturbs both sides of a round. */
export function ratios(ours: number[], others: number[]): number[] {
	return ours.map((value, round) => value / others[round]);
}

const units: Record<string, (value: number) => string> = {
	ms: (value) => `${digits(value)} ms`,
	µs: (value) => `${digits(value)} µs`,
	MB: (value) => `${digits(value / 1e6)} MB`,
	kB: (value) => `${digits(value / 1e3)} kB`,
	x: (value) => `${value.toFixed(2)}x`,
	'/s': (value) => `${digits(value)}/s`,
};

export type Unit = 'ms' | 'µs' | 'MB' | 'kB' | 'x' | '/s';

/** The median, with the lowest and the highest value if there are several. */
export function shown(values: number[], unit: Unit): string {
	const text = units[unit];
	if (values.length === 1) return text(values[0]);
	return `${text(median(values))} (${text(Math.min(...values)).split(/[ x/]/)[0]}–${text(Math.max(...values)).split(/[ x/]/)[0]})`;
}

/** Three digits that mean something. */
function digits(value: number): string {
	const decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	return value.toLocaleString('en-US', { maximumFractionDigits: decimals, minimumFractionDigits: decimals });
}
