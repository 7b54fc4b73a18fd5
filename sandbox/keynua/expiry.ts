import type { Contract } from './types';

/** Whether a contract is out of time; `now` in milliseconds since 1970. */
export function isExpired(contract: Contract, now: number): boolean {
	const { expirationInHours, expirationDatetime, startedAt } = contract;
	const byHours = expirationInHours > 0 ? Date.parse(startedAt) + expirationInHours * 3_600_000 : Infinity;
	const byDate = expirationDatetime === null ? Infinity : Date.parse(expirationDatetime);
	return now > Math.min(byHours, byDate);
}
