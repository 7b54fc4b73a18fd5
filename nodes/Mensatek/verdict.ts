import type { IDataObject } from 'n8n-workflow';
import { isRecord, textOf } from '../runtime/text';

/** Each check of the result: passed or not. */
export interface Checks {
	samePerson: boolean;
	sidesMatch: boolean;
	documentValid: boolean;
	numberMatches: boolean;
	liveness: boolean;
}

export interface Verdict {
	/** Whether the result is there and every check has passed. */
	verified: boolean;
	/** Why not, a sentence for each reason; empty when verified. */
	reasons: string[];
	/** Undefined when the report carries no result. */
	checks?: Checks;
}

/**
 * The verdict on a report, from the result fields of the document: was it the same person all the way, do the sides of
 * the document belong together, has it not expired, is it the requested number, was it a living person. What the result
 * does not say counts as not passed.
 *
 * @param report as reportsIn() gives it
 */
export function verdictOn(report: IDataObject): Verdict {
	const result = firstRecord(report.Result);
	if (!result) return { verified: false, reasons: ['The report carries no result'] };
	const document = firstRecord(field(result, 'DNI')) ?? {};
	const findings = {
		samePerson: told(result, 'ProcesoRelizadoMismaPersona', 'Si', 'It was not the same person all the way'),
		sidesMatch: told(
			result,
			'AnversoReversoCoinciden',
			'Si',
			'The two sides of the document do not belong together',
		),
		documentValid: told(document, 'Caducado', 'No', 'The document has expired'),
		numberMatches: requestedNumber(report, result, document),
		liveness: told(result, 'PruebaDeVida', 'Si', 'It was not shown that this is a living person'),
	};
	const reasons = Object.values(findings).filter((reason) => reason !== undefined);
	const checks = Object.fromEntries(
		Object.entries(findings).map(([name, reason]) => [name, reason === undefined]),
	) as unknown as Checks;
	return { verified: reasons.length === 0, reasons, checks };
}

/** Undefined when the field says what it should, or the reason why the check has not passed. */
function told(record: IDataObject, name: string, wanted: 'Si' | 'No', reason: string): string | undefined {
	const value = field(record, name);
	if (value === undefined || value === '') return `${reason}: “${name}” is missing`;
	return says(value, wanted) ? undefined : `${reason}: “${name}” is “${textOf(value)}”`;
}

/**
 * `DNISolicitadoCoincide` is "N/A" when no number was requested. In the document's own sample it is "N/A" although the
 * report names a requested number; then the number that was read is compared with that.
 */
function requestedNumber(
	report: IDataObject,
	result: IDataObject,
	document: IDataObject,
): string | undefined {
	const reason = 'The document is not the requested one';
	const answer = field(result, 'DNISolicitadoCoincide');
	if (says(answer, 'Si')) return undefined;
	if (says(answer, 'No')) return `${reason}: “DNISolicitadoCoincide” is “${textOf(answer)}”`;
	const requested = plainNumber(field(result, 'DNISolicitado')) || plainNumber(report.DNISolicitado);
	if (!requested) return undefined;
	const read = [field(document, 'DNI'), field(result, 'DNIAnverso'), report.DNIAnverso].map(plainNumber);
	const number = read.find((candidate) => candidate !== '');
	return number === requested ? undefined : `${reason}: “${number ?? ''}” instead of “${requested}”`;
}

function plainNumber(value: unknown): string {
	return textOf(value)
		.replace(/[\s.-]/g, '')
		.toUpperCase();
}

function says(value: unknown, wanted: 'Si' | 'No'): boolean {
	// "Sí" is how it is spelled; accents and case are taken away.
	return textOf(value).normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase() === wanted.toLowerCase();
}

function field(record: IDataObject, name: string): IDataObject[string] {
	if (Object.hasOwn(record, name)) return record[name];
	const found = Object.keys(record).find((key) => key.toLowerCase() === name.toLowerCase());
	return found === undefined ? undefined : record[found];
}

/** The tables speak of an "Array of arrays", the sample shows objects. A report is bounded in its depth: see reportsIn(). */
function firstRecord(value: unknown): IDataObject | undefined {
	const [first] = [value].flat(Infinity) as unknown[];
	return isRecord(first) ? first : undefined;
}
