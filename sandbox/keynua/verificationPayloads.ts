import { frontOfCard, withRegister } from './idInfo';
import type { IdInfo, Item, Verification } from './types';

/** The payloads of the identity events, each with the attributes of its table in "Webhooks". */

export function verificationCreated(verification: Verification): object {
	const { language, reference, contractId, documentNumber, id, accountId, createdAt } = verification;
	const { accountEmail, organizationId, accountName, title } = verification;
	return {
		...{ language, reference, contractId, documentNumber, id, accountId, createdAt },
		...{ accountEmail, organizationId, accountName, title },
	};
}

export function verificationStarted(verification: Verification): object {
	const { startedAt, userEmail, userPhone, userToken } = verification;
	return { ...verificationCreated(verification), startedAt, userEmail, userPhone, userToken };
}

export function verificationFinished(verification: Verification): object {
	const userIdInfo = userIdInfoOf(verification);
	return { ...verificationStarted(verification), userIdInfo, alerts: [] };
}

export function verificationItemUpdated(verification: Verification, item: Item): object {
	const { id, reference, state, version, stageIndex, type, title, value } = item;
	const changed = { id, reference, state, version, stageIndex, type, title, value };
	return { ...verificationStarted(verification), item: changed };
}

/** "Solamente cuando la Identificación haya finalizado", and only for Peru. */
export function userIdInfoOf(verification: Verification): IdInfo | undefined {
	if (verification.status !== 'done' || verification.documentType !== 'pe-dni') return undefined;
	const info = frontOfCard(verification.userFullName, verification.documentNumber);
	return withRegister(info, verification.documentSide === 'both');
}
