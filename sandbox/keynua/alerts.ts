import { Refusal } from '../refusal';
import type { Item } from './types';

/** "Propiedades de una Alerta". */
export interface Alert {
	type: 'reniec';
	data: { code: 'dniExpired'; userId: number; dni: string };
}

/** The alert of an expired card, once RENIEC was asked about it. */
export function expiredCard(items: Item[], userId: number, dni: string): Alert[] {
	const isAnswer = (item: Item) =>
		item.userId === userId && item.type === 'reniec' && item.state === 'success';
	return items.some(isAnswer) ? [{ type: 'reniec', data: { code: 'dniExpired', userId, dni } }] : [];
}

/** Refuses 409 where RENIEC is not asked about the person, so that nobody would notice. */
export function assertReniecAsked(items: Item[], userId: number): void {
	if (items.some((item) => item.userId === userId && item.type === 'reniec')) return;
	throw new Refusal(409, `RENIEC is not asked about user ${userId}`);
}
