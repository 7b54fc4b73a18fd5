import { type Alert, expiredCard } from './alerts';
import { account } from './account';
import { isExpired } from './expiry';
import { frontOfCard } from './idInfo';
import { shownItem } from './items';
import { peruTemplate } from './templates';
import type { Contract, IdInfo, Item, Signer } from './types';
import type { StoredFile } from './files';

/** Which items a contract is shown with ("Obtener un Contrato", "Query Parameters"). */
export interface ItemPage {
	startAt?: number;
	limit?: number;
	values?: boolean;
}

/**
 * The contract object as documented in "Propiedades de un Contrato", with what typed clients of the real API know besides:
 * `sentBy`, `canceledAt`, `expired`, `itemsCount`, and some of each user, group and item. `now` in milliseconds since 1970.
 */
export function contractView(contract: Contract, now: number, page: ItemPage = {}): Record<string, unknown> {
	const { id, accountId, templateId, createdAt, startedAt, title, description, finishedAt, deletedAt } =
		contract;
	const { language, timezone, metadata, reference, shortCode, expirationInHours } = contract;
	return {
		...{ id, accountId, templateId, createdAt, startedAt, title, description, finishedAt, deletedAt },
		...{ language, timezone, metadata, reference, shortCode, expirationInHours },
		expirationDatetime: contract.expirationDatetime,
		users: contract.users.map((user) => userView(contract, user)),
		groups: contract.groups.map(groupView),
		documents: contract.documents.map(documentView),
		items: pageOf(contract.items, page),
		status: contract.status,
		alerts: alertsOf(contract),
		sentBy: account.email,
		canceledAt: null,
		expired: isExpired(contract, now),
		itemsCount: contract.items.length,
	};
}

function userView(contract: Contract, user: Signer): Record<string, unknown> {
	const { id, name, email, phone, groups, token, state, customFieldsInfo } = user;
	const idInfo = idInfoOf(contract, user);
	return {
		...{ id, name, email, phone, ref: null, groups, token, state },
		attempts: attemptsOf(contract, user),
		...(idInfo && { idInfo }),
		...(customFieldsInfo !== undefined && { customFieldsInfo }),
	};
}

/** `max` is null for a contract that sets no limit. */
function attemptsOf({ maximumSigningAttempts: max }: Contract, { failedAttempts }: Signer): object {
	return { max: Number.isFinite(max) ? max : null, current: failedAttempts };
}

/** "Solamente cuando el contrato haya finalizado", and only from Peruvian identity cards. */
export function idInfoOf(contract: Contract, user: Signer): IdInfo | undefined {
	if (contract.status !== 'done' || contract.templateId !== peruTemplate) return undefined;
	return frontOfCard(user.name, documentNumberOf(contract, user), user.documentExpired);
}

export function alertsOf(contract: Contract): Alert[] {
	const expired = contract.users.filter(({ documentExpired }) => documentExpired);
	return expired.flatMap((user) => expiredCard(contract.items, user.id, documentNumberOf(contract, user)));
}

function documentNumberOf({ items }: Contract, user: Signer): string {
	const isNumber = (item: Item) => item.userId === user.id && item.reference === 'documentNumber';
	return String(items.find(isNumber)?.value?.text ?? '');
}

function groupView(id: string): Record<string, unknown> {
	const name = id === 'signers' ? 'Firmantes' : id;
	return { id, name, description: '', icon: null, digitalSignature: false, bulk: false, isApprover: false };
}

function documentView(document: StoredFile, id: number): Record<string, unknown> {
	const { name, sha256, type, bytes } = document;
	return { id, name, ext: 'pdf', sha: sha256, size: bytes.length, type, url: document };
}

function pageOf(items: Item[], { startAt = 0, limit = 50, values = true }: ItemPage): object[] {
	const page = items.slice(startAt, startAt + limit).map(shownItem);
	return values ? page : page.map((item) => ({ ...item, value: undefined }));
}
