import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from '../runtime/form/item';
import { recordsIn, textOf } from '../runtime/text';
import { explainItem } from './codes';
import { signingLinks } from './signingPage';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const signingLinksField: INodeProperties = {
	displayName: 'Include Signing Links',
	name: 'includeSigningLinks',
	type: 'boolean',
	default: false,
	description:
		'Whether to add the link under which each person signs. Whoever has the link can sign: treat it like a password.',
};

/** What a person reads of a contract: the ids, who has signed, which steps are done, and why one failed. */
export function simplifiedContract(contract: IDataObject): IDataObject {
	const { id, title, status, reference, createdAt, finishedAt, metadata } = contract;
	const users = recordsIn(contract.users).map(
		pick('id', 'name', 'email', 'phone', 'groups', 'state', 'token', 'signingLink', 'idInfo'),
	);
	const documents = recordsIn(contract.documents).map(pick('id', 'name', 'url'));
	const items = recordsIn(contract.items).map(simplifiedItem);
	const about = { id, title, status, reference, createdAt, finishedAt, metadata };
	// A DNI that has expired, say: rarely there.
	const alerts = recordsIn(contract.alerts);
	return { ...about, ...(alerts.length > 0 && { alerts }), users, documents, items };
}

/** What a person reads of an identity verification. */
export function simplifiedVerification(verification: IDataObject): IDataObject {
	const { items, ...all } = verification;
	const own = ['id', 'title', 'status', 'documentNumber', 'reference', 'userRealName', 'userIdInfo'];
	return {
		...pick(...own, 'createdAt', 'finishedAt', 'userToken', 'signingLink')(all),
		items: recordsIn(items).map(simplifiedItem),
	};
}

function simplifiedItem(item: IDataObject): IDataObject {
	const explanation = explanationOf(item);
	return {
		...pick('id', 'userId', 'type', 'title', 'state', 'version')(item),
		...(explanation && { explanation }),
	};
}

/**
 * Why a step failed: Keynua's code and words, what they mean in English, and what to do about it.
 * Undefined for a step that did not fail.
 */
export function explanationOf({ state, value }: IDataObject): IDataObject | undefined {
	if (state !== 'error') return undefined;
	const { code, message } = (value ?? {}) as IDataObject;
	return { code, message, ...explainItem(textOf(code)) };
}

/**
 * How the person wants to see a contract: with signing links or without, simplified or raw. To be asked for before a
 * contract is created: a field that cannot be read must not keep back what was made.
 */
export async function contractShower(item: Item): Promise<(contract: IDataObject) => IDataObject> {
	const linkFor = item.boolean('includeSigningLinks') ? await signingLinks(item.context) : undefined;
	const simplify = item.boolean('simplify');
	return (contract) => {
		const complete = linkFor ? withSigningLinks(contract, linkFor) : contract;
		return simplify ? simplifiedContract(complete) : complete;
	};
}

function withSigningLinks(
	contract: IDataObject,
	linkFor: (token: unknown) => string | undefined,
): IDataObject {
	const users = recordsIn(contract.users).map((user) => ({ ...user, signingLink: linkFor(user.token) }));
	return { ...contract, users };
}

function pick(...names: string[]): (object: IDataObject) => IDataObject {
	return (object) =>
		Object.fromEntries(
			names.filter((name) => object[name] !== undefined).map((name) => [name, object[name]]),
		);
}
