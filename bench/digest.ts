import { createHash } from 'node:crypto';

const LIMIT = 2 ** 48;

/** A number that stands for a text. Sums of them stand for a set of texts, whatever its order. */
export function digestOf(text: string): number {
	return createHash('sha1').update(text).digest().readUIntBE(0, 6);
}

export function sum(one: number, other: number): number {
	return (one + other) % LIMIT;
}

export function digestOfAll(values: unknown[]): number {
	return values.reduce<number>((total, value) => sum(total, digestOf(JSON.stringify(value))), 0);
}
