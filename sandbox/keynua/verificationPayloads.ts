import { expiredCard } from './alerts';
import { frontOfCard, withBack } from './idInfo';
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
	const { items, documentNumber, documentExpired } = verification;
	const userIdInfo = idInfoOf(verification);
	// "Para las identificaciones siempre es 0 ya que el flujo solo tiene un participante".
	const alerts = documentExpired ? expiredCard(items, 0, documentNumber) : [];
	return { ...verificationStarted(verification), userIdInfo, alerts };
}

export function verificationItemUpdated(verification: Verification, item: Item): object {
	const { id, reference, state, version, stageIndex, type, title, value } = item;
	const changed = { id, reference, state, version, stageIndex, type, title, value };
	return { ...verificationStarted(verification), item: changed };
}

/**
 * "Información obtenida del OCR del documento enviado por el firmante", so only where the document is asked for;
 * "solamente cuando la Identificación haya finalizado", and only for Peru.
 */
export function idInfoOf(verification: Verification): IdInfo | undefined {
	const { status, documentType, documentSide, documentScanVersion, documentExpired } = verification;
	if (status !== 'done' || documentType !== 'pe-dni') return undefined;
	if (documentSide === undefined && documentScanVersion !== 2) return undefined;
	const front = frontOfCard(verification.userFullName, verification.documentNumber, documentExpired);
	return documentSide === 'both' ? withBack(front) : front;
}
