import type { IDataObject } from 'n8n-workflow';
import { isRecord, isTooDeep, parsedJson } from '../runtime/text';

/** A delivery as n8n hands it to a node. */
export interface Delivery {
	/** What n8n made of the body: parsed JSON or form, `{ data, files }` for a multipart form, a text, or nothing. */
	body: unknown;
	/** The exact body; empty for a multipart form. */
	raw: string;
}

/** The fields of a report, as the document of "Real-time reception of statuses" spells them. */
const FIELDS = [
	'Servicio',
	'ID',
	'FechaEnvio',
	'Estado',
	'UltimaActualizacion',
	'Acceso',
	'Telefono',
	'DNIAnverso',
	'DNIReverso',
	'DNISolicitado',
	'Posicion',
	'Dispositivo',
	'Result',
];

/** "The following data will be received in JSON": these come as a text of JSON, in the sample even within JSON. */
const NESTED = ['Acceso', 'Posicion', 'Dispositivo', 'Result'];

/**
 * Reads the reports out of a delivery in JSON or as a form ("in JSON or FORM-DATA format"), whatever its content type
 * says. Names of fields are matched whatever their case and given as the document spells them; a nested text of JSON is
 * decoded, and left as it is when it cannot be or is nested too deeply. Everything else stays as it came.
 *
 * @returns no reports when there are none in it
 */
export function reportsIn({ body, raw }: Delivery): IDataObject[] {
	return reportRecords(body, raw)
		.filter((record) => !isTooDeep(record))
		.map((record) => decoded(record));
}

/** What tells one delivery from another: for startOnce(). */
export function toldApart(reports: IDataObject[]) {
	const event = reports.map(({ Servicio, Estado }) => [Servicio, Estado]);
	return { event, object: reports.map(({ ID }) => ID), content: reports };
}

function reportRecords(body: unknown, raw: string): IDataObject[] {
	// Programs that send JSON often forget to say so, and n8n then takes it for a form or a text.
	const json = parsedPart(raw) ?? (typeof body === 'string' ? parsedPart(body) : undefined);
	if (json) return [json].flat().filter(isRecord);
	if (isRecord(body) && isRecord(body.data) && 'files' in body) return [body.data];
	if (isRecord(body) && Object.keys(body).length > 0) return [body];
	if (Array.isArray(body)) return body.filter(isRecord);
	return raw.includes('=') ? [Object.fromEntries(new URLSearchParams(raw))] : [];
}

function decoded(record: IDataObject): IDataObject {
	const entries = Object.entries(record).flatMap(([name, value]) => {
		const known = FIELDS.find((field) => field.toLowerCase() === name.toLowerCase()) ?? name;
		// Where the exact name is there as well, it counts.
		if (known !== name && Object.hasOwn(record, known)) return [];
		return [[known, NESTED.includes(known) ? decodedValue(value) : value] as const];
	});
	return Object.fromEntries(entries);
}

function decodedValue(value: IDataObject[string]): IDataObject[string] {
	const parsed = typeof value === 'string' ? (parsedPart(value) as IDataObject | undefined) : undefined;
	return parsed === undefined || isTooDeep(parsed) ? value : parsed;
}

/** The object or list that a text of JSON holds. */
function parsedPart(text: string): unknown {
	const trimmed = text.replace(/^\uFEFF/, '').trim();
	return /^[{[]/.test(trimmed) ? parsedJson(trimmed) : undefined;
}
