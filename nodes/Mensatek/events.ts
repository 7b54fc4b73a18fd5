import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { verdictOn, type Demands, type Verdict } from './verdict';
import { textOf } from '../runtime/text';
import { beside } from '../runtime/webhook/webhook';

export const IDENTITY = 'VERIFICACION_IDENTIDAD';
export const CERTIFICATE_READY = 5100;

/** The document's list of statuses is lost; these two are in its sample and its text. */
export const statuses: INodePropertyOptions[] = [
	{
		name: 'Certificate Available (5100)',
		value: CERTIFICATE_READY,
		description: 'The PDF that certifies the verification can be fetched',
	},
	{
		name: 'Result Available (5001)',
		value: 5001,
		description: 'The report carries the result, as in Mensatek’s sample',
	},
];

export const services: INodePropertyOptions[] = [
	{ name: 'Any Service', value: 'any', description: 'Everything that Mensatek reports for the account' },
	{ name: 'Identity Verification', value: IDENTITY },
	{ name: 'Other Services', value: 'others', description: 'Those that you name' },
	{ name: 'Received Text Message', value: 'SMSRECIBIDO' },
];

export const documentMatches: INodePropertyOptions[] = [
	{ name: 'Any', value: 'any', description: 'Also reports that carry no result yet' },
	{
		name: 'Does Not Match',
		value: 'differs',
		description: 'The sides do not belong together, or the number is not the requested one',
	},
	{
		name: 'Matches',
		value: 'matches',
		description:
			'Nothing says that the sides do not belong together, or that the number is not the requested one',
	},
];

/** What the person wants to hear of, as the trigger's fields say it. */
export interface Wish {
	/** Names as Mensatek writes them in `Servicio`, or `any`. */
	services: string[];
	/** Without any, every status is wanted. */
	statuses: number[];
	documentMatch: 'any' | 'matches' | 'differs';
	demands: Demands;
}

/** A report with what can be said about it. */
export interface Event extends Verdict {
	report: IDataObject;
	/** `Estado` as a number, null when it is none. */
	status: number | null;
}

export function eventOf(report: IDataObject, demands: Demands): Event {
	const written = textOf(report.Estado).trim();
	const status = /^-?\d+$/.test(written) ? Number(written) : null;
	return { report, status, ...verdictOn(report, demands) };
}

export function isAboutIdentity({ Servicio }: IDataObject): boolean {
	return sameName(Servicio, IDENTITY);
}

/** The names of the required fields that a report lacks: "Servicio", "ID" and "Estado" of an identity verification. */
export function missingFields(report: IDataObject): string[] {
	const required = isAboutIdentity(report) ? ['ID', 'Estado'] : ['Servicio'];
	return required.filter((name) => report[name] === undefined || report[name] === '');
}

export function isWanted(event: Event, wish: Wish): boolean {
	return isWantedService(event, wish) && isWantedStatus(event, wish) && isWantedMatch(event, wish);
}

function isWantedService({ report }: Event, { services }: Wish): boolean {
	return services.some((name) => name === 'any' || sameName(report.Servicio, name));
}

function isWantedStatus({ status }: Event, { statuses }: Wish): boolean {
	return statuses.length === 0 || (status !== null && statuses.includes(status));
}

function isWantedMatch({ checks }: Event, { documentMatch }: Wish): boolean {
	if (documentMatch === 'any') return true;
	if (!checks) return false;
	const differs = checks.sidesMatch === false || checks.numberMatches === false;
	return documentMatch === 'differs' ? differs : !differs;
}

/** What the trigger itself says of a report, the file that it may fetch included. */
const OWN = ['verified', 'reasons', 'hasResult', 'likeness', 'checks', 'status', 'receivedAt', 'certificate'];

/** What the workflow gets: the verdict, and beside it the provider's fields under their own names. */
export function outputOf({ report, status, verified, reasons, likeness, checks }: Event): IDataObject {
	const ours = {
		verified,
		reasons,
		hasResult: checks !== undefined,
		likeness,
		...(checks && { checks: { ...checks } }),
		status,
		receivedAt: new Date().toISOString(),
	};
	return beside(ours, report, OWN);
}

function sameName(one: unknown, other: string): boolean {
	return textOf(one).trim().toUpperCase() === other.trim().toUpperCase();
}
