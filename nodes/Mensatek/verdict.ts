import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { isRecord, isTooDeep, parsedJson, textOf } from '../runtime/text';
import { numberFrom } from './answers';

/** Each check of the result: passed, not passed, or null where the report does not speak of it. */
export interface Checks {
	documentValid: boolean | null;
	faceMatches: boolean | null;
	liveness: boolean | null;
	numberMatches: boolean | null;
	samePerson: boolean | null;
	sidesMatch: boolean | null;
}

/** For the form: the checks that a person can insist on. */
export const checkNames: Array<INodePropertyOptions & { value: keyof Checks }> = [
	{ name: 'Document Has Not Expired', value: 'documentValid', description: 'Caducado is “No”' },
	{ name: 'Living Person', value: 'liveness', description: 'PruebaDeVida is “Si”' },
	{
		name: 'Requested Number',
		value: 'numberMatches',
		description: 'The number on the document is the one that was asked for (DNISolicitadoCoincide)',
	},
	{
		name: 'Same Person All the Way',
		value: 'samePerson',
		description: 'ProcesoRelizadoMismaPersona is “Si”',
	},
	{
		name: 'Sides Belong Together',
		value: 'sidesMatch',
		description: 'AnversoReversoCoinciden is “Si”, and both sides show the same number',
	},
];

/** What has to hold for a person to count as verified. */
export interface Demands {
	/** Checks that must have passed. With none named, all that the report speaks of. */
	checks: Array<keyof Checks>;
	/** In per cent. 0: the likeness of face and document does not matter. */
	minimumLikeness: number;
}

export interface Verdict {
	/** Whether the result is there and holds what is demanded. */
	verified: boolean;
	/** Why not, a sentence for each reason; empty when verified. */
	reasons: string[];
	/** How much the face is that of the document, in per cent; null when the report does not say. */
	likeness: number | null;
	/** Undefined when the report carries no result. */
	checks?: Checks;
}

/** `passed` is null when it was not checked; `reason` says what is wrong then, or when it has not passed. */
interface Finding {
	passed: boolean | null;
	reason: string;
}

/**
 * The verdict on a report, from the result fields of the document: is the face that of the document, was it the same
 * person all the way, do the sides of the document belong together, has it not expired, is it the requested number, was
 * it a living person. What the result does not say, or calls "N/A", was not checked: it fails only if it is demanded.
 *
 * @param report as reportsIn() gives it
 */
export function verdictOn(report: IDataObject, { checks: demanded, minimumLikeness }: Demands): Verdict {
	const [result, ...others] = recordsOf(report.Result);
	if (!result) return { verified: false, reasons: ['The report carries no result'], likeness: null };
	const [document = {}] = recordsOf(field(result, 'DNI'));
	const likeness = likenessIn(result);
	const findings: Record<keyof Checks, Finding> = {
		documentValid: told(document, 'Caducado', 'No', 'The document has expired'),
		faceMatches: faceMatches(likeness, minimumLikeness),
		liveness: told(result, 'PruebaDeVida', 'Si', 'It was not shown that this is a living person'),
		numberMatches: requestedNumber(report, result, document),
		samePerson: told(result, 'ProcesoRelizadoMismaPersona', 'Si', 'It was not the same person all the way'),
		sidesMatch: sidesMatch(report, result),
	};
	const mustHold = (name: string) =>
		demanded.includes(name as keyof Checks) || (name === 'faceMatches' && minimumLikeness > 0);
	const isWrong = ([name, { passed }]: [string, Finding]) =>
		passed === null ? mustHold(name) : !passed && (demanded.length === 0 || mustHold(name));
	const entries = Object.entries(findings);
	const reasons = entries.filter(isWrong).map(([, { reason }]) => reason);
	if (entries.every(([, { passed }]) => passed === null))
		reasons.push('The result says nothing that was checked');
	if (others.length > 0) reasons.push('The report carries more than one result');
	const checks = Object.fromEntries(entries.map(([name, { passed }]) => [name, passed]));
	return { verified: reasons.length === 0, reasons, likeness, checks: checks as unknown as Checks };
}

/** The document has `Resultado` and `ParecidoPersonaDNI`, in its sample the same number. The lower one counts, and none if one of them is no percentage. */
function likenessIn(result: IDataObject): number | null {
	const told = ['ParecidoPersonaDNI', 'Resultado'].map((name) => field(result, name));
	const numbers = told.filter((value) => !isUnsaid(value)).map((value) => numberFrom(value) ?? NaN);
	const isPercent = (number: number) => number >= 0 && number <= 100;
	return numbers.length > 0 && numbers.every(isPercent) ? Math.min(...numbers) : null;
}

function faceMatches(likeness: number | null, minimum: number): Finding {
	if (likeness === null)
		return {
			passed: null,
			reason: 'How much the face is that of the document was not told (ParecidoPersonaDNI)',
		};
	const reason = `The face is that of the document by ${likeness} % only, and ${minimum} % are demanded (ParecidoPersonaDNI)`;
	return { passed: minimum > 0 ? likeness >= minimum : null, reason };
}

function told(record: IDataObject, name: string, wanted: 'Si' | 'No', reason: string): Finding {
	const value = field(record, name);
	if (isUnsaid(value)) return { passed: null, reason: `${reason}: “${name}” is not told` };
	return { passed: says(value, wanted), reason: `${reason}: “${name}” is “${textOf(value)}”` };
}

/** "Logically, it should match the number on the back to be correct." A document with one side has no number there. */
function sidesMatch(report: IDataObject, result: IDataObject): Finding {
	const reason = 'The two sides of the document do not belong together';
	const [front, back] = ['DNIAnverso', 'DNIReverso'].map(
		(name) => plainNumber(field(result, name)) || plainNumber(report[name]),
	);
	if (front && back && front !== back)
		return { passed: false, reason: `${reason}: “${front}” on the front, “${back}” on the back` };
	return told(result, 'AnversoReversoCoinciden', 'Si', reason);
}

/**
 * `DNISolicitadoCoincide` is "N/A" when no number was requested. In the document's own sample it is "N/A" although the
 * report names a requested number; then the number that was read is compared with that.
 */
function requestedNumber(report: IDataObject, result: IDataObject, document: IDataObject): Finding {
	const reason = 'The document is not the requested one';
	const answered = told(result, 'DNISolicitadoCoincide', 'Si', reason);
	if (answered.passed !== null) return answered;
	const requested = plainNumber(field(result, 'DNISolicitado')) || plainNumber(report.DNISolicitado);
	if (!requested) return { passed: null, reason: `${reason}: no number was requested` };
	const read = [field(document, 'DNI'), field(result, 'DNIAnverso'), report.DNIAnverso].map(plainNumber);
	const number = read.find((candidate) => candidate !== '') ?? '';
	return { passed: number === requested, reason: `${reason}: “${number}” instead of “${requested}”` };
}

function plainNumber(value: unknown): string {
	return isUnsaid(value)
		? ''
		: textOf(value)
				.replace(/[\s.-]/g, '')
				.toUpperCase();
}

/** "N/A" stands in the document's sample where there was nothing to compare. */
function isUnsaid(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && /^(n\/?a)?$/i.test(value.trim()))
	);
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
function recordsOf(value: unknown): IDataObject[] {
	const parsed = typeof value === 'string' ? parsedJson(value) : value;
	if (isTooDeep(parsed)) return [];
	return ([parsed].flat(Infinity) as unknown[]).filter(isRecord);
}
