/**
 * What came from outside, as text: numbers and truth values are written out, and whatever is no single value is empty.
 * Unlike `String()`, it cannot be made to throw by an object that pretends to have a `toString`.
 */
export function textOf(value: unknown): string {
	const isSingle = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
	return isSingle ? String(value) : '';
}
