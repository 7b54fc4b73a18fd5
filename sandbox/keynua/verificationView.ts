import { flagText, isoDate, numberText, shape, text } from '../check';
import { badRequest } from '../refusal';
import { withRegister } from './idInfo';
import { shownItem } from './items';
import { idInfoOf } from './verificationPayloads';
import type { Verification } from './types';

/** The object of "Propiedades de una verificación de identidad". */
export function verificationView(verification: Verification): Record<string, unknown> {
	const idInfo = idInfoOf(verification);
	return {
		...verification,
		// Not attributes of the documented object; undefined keeps them out of the JSON.
		documentType: undefined,
		documentSide: undefined,
		documentScanVersion: undefined,
		scansFace: undefined,
		documentExpired: undefined,
		failedAttempts: undefined,
		// The event of the same information has no `reniecInfo`.
		userIdInfo: idInfo && withRegister(idInfo),
		items: verification.items.map(shownItem),
	};
}

const checkQuery = shape(
	{},
	{
		startKey: text({ empty: false }),
		startDate: isoDate({ utc: false }),
		endDate: isoDate({ utc: false }),
		limit: numberText({ min: 1, integer: true }),
		expanded: flagText,
	},
);

/** "Alrededor de 1 MB de datos" when no limit is sent. */
const defaultPage = 1000;

/**
 * A page of "Listar verificaciones de identidad", newest first. Refuses 400 for one of startDate and endDate
 * without the other, and for a startKey that no page gave.
 */
export function listVerifications(all: Verification[], query: unknown): { items: object[]; next?: string } {
	const { startKey, startDate, endDate, limit = defaultPage, expanded = false } = checkQuery(query, '');
	if ((startDate === undefined) !== (endDate === undefined)) {
		throw badRequest('startDate and endDate must be sent together');
	}
	const within = all.filter(({ createdAt }) => isBetween(createdAt, startDate, endDate)).reverse();
	const start = startKey === undefined ? 0 : indexAfter(within, startKey);
	const page = within.slice(start, start + limit);
	const items = page.map((verification) => listItem(verification, expanded));
	return start + limit < within.length ? { items, next: keyOf(page[page.length - 1]) } : { items };
}

function isBetween(createdAt: string, startDate?: string, endDate?: string): boolean {
	if (startDate === undefined || endDate === undefined) return true;
	const created = Date.parse(createdAt);
	return created >= Date.parse(startDate) && created <= Date.parse(endDate);
}

function keyOf({ accountId, id, createdAt }: Verification): string {
	return Buffer.from(JSON.stringify({ accountId, id, createdAt })).toString('base64url');
}

function indexAfter(verifications: Verification[], startKey: string): number {
	const index = verifications.findIndex((verification) => keyOf(verification) === startKey);
	if (index < 0) throw badRequest('startKey is not a value that next had');
	return index + 1;
}

/** "Response body VerificationItem". */
function listItem(verification: Verification, expanded: boolean): object {
	const { id, status, accountEmail, createdAt, documentNumber, title, userEmail, userPhone } = verification;
	const brief = { id, status, accountEmail, createdAt, documentNumber, title, userEmail, userPhone };
	if (!expanded) return brief;
	const { accountId, organizationId, countryCode, language, expirationInHours, startedAt } = verification;
	const { userFullName, accountName } = verification;
	return {
		...brief,
		...{ accountId, organizationId, countryCode, language, expirationInHours, startedAt },
		...{ userFullName, accountName },
	};
}
