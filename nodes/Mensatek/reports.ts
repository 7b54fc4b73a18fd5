import type { IDataObject } from 'n8n-workflow';
import { decoded } from '../runtime/webhook/body';

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
 * The reports in what a delivery holds. Names of fields are matched whatever their case and given as the document spells
 * them; a nested text of JSON is decoded, and left as it is when it cannot be. Everything else stays as it came.
 */
export function reportsIn(records: IDataObject[]): IDataObject[] {
	return records.map((record) => {
		const entries = Object.entries(record).flatMap(([name, value]) => {
			const known = FIELDS.find((field) => field.toLowerCase() === name.toLowerCase()) ?? name;
			// Where the exact name is there as well, it counts.
			if (known !== name && Object.hasOwn(record, known)) return [];
			return [[known, NESTED.includes(known) ? decoded(value) : value] as const];
		});
		return Object.fromEntries(entries) as IDataObject;
	});
}

/** What tells one delivery from another: for startOnce(). */
export function toldApart(reports: IDataObject[]) {
	const event = reports.map(({ Servicio, Estado }) => [Servicio, Estado]);
	return { event, object: reports.map(({ ID }) => ID), content: reports };
}
