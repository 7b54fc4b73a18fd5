import type { StoredFile } from './files';
import { account } from './account';
import { alertsOf, idInfoOf } from './contractView';
import { hasOwnSigners } from './signedPdfs';
import type { Contract, Item, Signer } from './types';

/** The payloads of the contract events, each with the attributes of its table in "Webhooks". */

export function contractCreated(contract: Contract): object {
	const { reference, title, templateId, description, language, createdAt } = contract;
	const about = { contractId: contract.id, reference, title, templateId, description, language, createdAt };
	return { ...about, ...counts(contract), metadata: contract.metadata };
}

export function contractStarted(contract: Contract): object {
	return {
		...contractCreated(contract),
		startedAt: contract.startedAt,
		...codes(contract),
		users: contract.users.map((user) => webhookUser(contract, user)),
		documents: contract.documents.map(webhookDocument),
	};
}

export function contractFinished(contract: Contract): object {
	const pdfs = contract.items.filter(({ type }) => type === 'pdf');
	const pdfItems = pdfs.map((item) => pdfItem(item, hasOwnSigners(contract)));
	const alerts = alertsOf(contract);
	return { ...contractStarted(contract), finishedAt: contract.finishedAt, pdfItems, alerts };
}

export function itemUpdated(contract: Contract, item: Item): object {
	const user = contract.users.find(({ id }) => id === item.userId);
	const { id, reference, state, version, stageIndex, type, title, value } = item;
	return {
		...contractCreated(contract),
		startedAt: contract.startedAt,
		...codes(contract),
		item: { id, refId: reference, state, version, stageIndex, type, title, value },
		user: user ? webhookUser(contract, user) : null,
	};
}

export function inputProvided(contract: Contract): object {
	const { reference, title, templateId, language, createdAt, startedAt, inputProvidedAt, metadata } =
		contract;
	const about = { contractId: contract.id, reference, title, templateId, language };
	const times = { createdAt, startedAt, inputProvidedAt };
	return { ...about, ...times, ...counts(contract), ...codes(contract), metadata };
}

/** Only `user` and `otherUsers` are known of it; the rest is what the other events have. */
export function userUpdated(contract: Contract, user: Signer): object {
	const others = contract.users.filter((other) => other !== user);
	return {
		...contractCreated(contract),
		startedAt: contract.startedAt,
		...codes(contract),
		user: webhookUser(contract, user),
		otherUsers: others.map((other) => webhookUser(contract, other)),
	};
}

export function contractDeleted(contract: Contract): object {
	const { language, reference, createdAt, startedAt, title, templateId, metadata, deletedAt } = contract;
	return {
		...{ language, reference, contractId: contract.id, accountId: contract.accountId, createdAt, startedAt },
		accountEmail: account.email,
		organizationId: account.organizationId,
		accountName: account.name,
		...{ title, templateId, ...counts(contract), metadata, deletedAt },
	};
}

function counts(contract: Contract): object {
	const { documents, items, users } = contract;
	return { docCount: documents.length, itemCount: items.length, userCount: users.length };
}

function codes({ longCode, shortCode }: Contract): object {
	return { longCode, shortCode };
}

/** "Propiedades de un Usuario Webhook". */
function webhookUser(contract: Contract, user: Signer): object {
	const { id, name, email, phone, groups, customFieldsInfo } = user;
	const idInfo = idInfoOf(contract, user);
	return {
		...{ id, name, email, phone, ref: null, groups },
		...(idInfo && { idInfo }),
		...(customFieldsInfo !== undefined && { customFieldsInfo }),
	};
}

/** "Propiedades de un Documento Webhook". */
function webhookDocument(document: StoredFile): object {
	return { name: document.name, type: document.type, size: document.bytes.length, url: document };
}

/**
 * "Propiedades de un PDF item". `individuals` are only there where the contract is configured to have them, and their
 * `userIds` only where it has signers per document.
 */
function pdfItem({ title, value }: Item, ownSigners: boolean): object {
	const perDocument = (value?.individualDocsUrls ?? []) as StoredFile[];
	const signedBy = (value?.individualDocs ?? []) as Array<{ userIds: number[] }>;
	const perGroup = (value?.userGroupDocs ?? []) as Array<{ url: StoredFile; userIds: number[] }>;
	const individuals =
		perGroup.length > 0
			? perGroup.map(({ url, userIds }) => ({ title: url.name, url, userIds }))
			: perDocument.map((file, index) => ({
					...{ title: file.name, url: file },
					...(ownSigners && { userIds: signedBy[index].userIds }),
				}));
	return { title, url: value?.url, ...(individuals.length > 0 && { individuals }) };
}
