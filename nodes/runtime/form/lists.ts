import type { IDataObject } from 'n8n-workflow';
import { writtenOut } from '../text';

/** The rows of a fixed collection with one kind of row, wherever it lies. */
export function rowsOf(value: unknown): IDataObject[] {
	return Object.values((value ?? {}) as Record<string, IDataObject[]>).flat();
}

/** Splits what people write as "data, annex" into its names. */
export function commaSeparated(text: unknown): string[] {
	const parts = Array.isArray(text) ? text : writtenOut(text ?? '').split(',');
	return parts.map((part) => writtenOut(part).trim()).filter((part) => part !== '');
}
