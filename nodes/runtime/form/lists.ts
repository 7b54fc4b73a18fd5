import type { IDataObject } from 'n8n-workflow';
import { textOf } from '../text';

/** The rows of a fixed collection with one kind of row, wherever it lies. */
export function rowsOf(value: unknown): IDataObject[] {
	return Object.values((value ?? {}) as Record<string, IDataObject[]>).flat();
}

/** Splits what people write as "data, annex" into its names. */
export function commaSeparated(text: unknown): string[] {
	return textOf(text)
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
