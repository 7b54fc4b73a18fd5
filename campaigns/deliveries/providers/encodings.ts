import { gzipSync } from 'node:zlib';
import { multipart, type Part } from './multipart';

/** A body with the headers that say how it is to be read. */
export interface Encoded {
	headers: Record<string, string>;
	body: string | Buffer;
}

/** Makes a body of a record, in one of the ways in which programs send it. */
export type Encoding = (record: Record<string, unknown>) => Encoded;

const labelled = (contentType: string | undefined, body: string | Buffer): Encoded => ({
	headers: contentType === undefined ? {} : { 'Content-Type': contentType },
	body,
});

const CONTENT_TYPES = [
	'application/json',
	'application/json; charset=utf-8',
	// What PHP's cURL calls whatever it sends.
	'application/x-www-form-urlencoded',
	'text/plain; charset=utf-8',
	'application/octet-stream',
	undefined,
];

/** A text of JSON under its own content type, another one or none, with a byte order mark or packed. */
export function jsonEncodings(textOf: (record: Record<string, unknown>) => string): Encoding[] {
	const asIs = CONTENT_TYPES.map(
		(type): Encoding =>
			(record) =>
				labelled(type, textOf(record)),
	);
	return [
		...asIs,
		(record) => labelled('text/json', `\uFEFF${textOf(record)}`),
		(record) => labelled(undefined, `\uFEFF${textOf(record)}`),
		...[CONTENT_TYPES[0], undefined].map(
			(type): Encoding =>
				(record) => {
					const { headers, body } = labelled(type, gzipSync(textOf(record)));
					return { headers: { ...headers, 'Content-Encoding': 'gzip' }, body };
				},
		),
	];
}

/** The JSON of a record, bare, in `data`, as text in `data`, or in a list. */
export const wrappings: Array<(record: Record<string, unknown>) => string> = [
	(record) => JSON.stringify(record),
	(record) => JSON.stringify({ data: record }),
	(record) => JSON.stringify({ data: JSON.stringify(record) }),
	(record) => JSON.stringify([record]),
];

/** Forms, whose names lie bare or in `data[…]`. A record within is a text of JSON, or spelled out where `data` is. */
export const formEncodings: Encoding[] = [flat, nested].flatMap((fieldsOf): Encoding[] => [
	(record) => {
		const { contentType, body } = multipart(fieldsOf(record));
		return labelled(contentType, body);
	},
	(record) => {
		const form = new URLSearchParams(fieldsOf(record) as Record<string, string>);
		return labelled('application/x-www-form-urlencoded', form.toString());
	},
]);

function flat(record: Record<string, unknown>): Record<string, Part> {
	const entries = Object.entries(record).map(([name, value]) => [
		name,
		Array.isArray(value) ? JSON.stringify(value) : value,
	]);
	return Object.fromEntries(entries) as Record<string, Part>;
}

function nested(record: Record<string, unknown>): Record<string, Part> {
	return Object.fromEntries(
		Object.entries(record).flatMap(([name, value]): Array<[string, Part]> => {
			if (!Array.isArray(value)) return [[`data[${name}]`, value as Part]];
			return value.flatMap((row, index) =>
				Object.entries(row as object).map(([key, one]): [string, Part] => [
					`data[${name}][${index}][${key}]`,
					String(one),
				]),
			);
		}),
	);
}
