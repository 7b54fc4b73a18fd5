import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { badRequest } from '../refusal';
import type { ContractInput } from './contractInput';
import { contractCreated, contractDeleted, contractStarted, itemUpdated } from './contractPayloads';
import { newItem, provide, work } from './items';
import { account, type KeynuaState } from './state';
import { finalPdf, ownApproval, signerBlueprints, step } from './templates';
import type { Contract, Item, Signer } from './types';

/** Dynamic templates have no id of their own in the documents. */
const dynamicTemplate = 'dynamic-template';

/** Creates a contract and starts it at once: the invitations go out, and it waits for its signers. */
export function createContract(state: KeynuaState, input: ContractInput): Contract {
	const contract = newContract(state, input);
	state.contracts.set(contract.id, contract);
	state.webhooks.emit('ContractCreated', contractCreated(contract));
	state.webhooks.emit('ContractStarted', contractStarted(contract));
	const onChange = itemNotifier(state, contract);
	for (const item of contract.items) {
		if (item.type === 'email') work(item, {}, onChange);
		const text = prefilledText(input, item);
		if (text !== undefined) provide(item, { text }, onChange);
	}
	return contract;
}

/** "Eliminar un Contrato". Refuses 400 for a contract that is done, or deleted already. */
export function deleteContract(state: KeynuaState, contract: Contract): { deletedAt: string } {
	if (contract.status === 'done') throw badRequest('A contract that is done cannot be deleted');
	if (contract.deletedAt) throw badRequest('The contract was deleted already');
	contract.deletedAt = new Date().toISOString();
	contract.status = 'deleted';
	state.webhooks.emit('ContractDeleted', contractDeleted(contract));
	return { deletedAt: contract.deletedAt };
}

/** Tells the webhooks about every change of an item of this contract. */
export function itemNotifier(state: KeynuaState, contract: Contract): (item: Item) => void {
	return (item) => state.webhooks.emit('ContractItemUpdated', itemUpdated(contract, item), item.state);
}

function newContract(state: KeynuaState, input: ContractInput): Contract {
	const now = new Date().toISOString();
	const templateId = input.templateOptions ? dynamicTemplate : (input.templateId ?? '');
	const documents = input.documents.map(({ name }, index) =>
		state.files.add(name, 'application/pdf', input.pdfs[index]),
	);
	const users = input.users.map(newSigner);
	const longCode = createHash('sha256').update(randomUUID()).digest('hex');
	return {
		id: randomUUID(),
		accountId: input.onBehalfOf ?? account.id,
		templateId,
		createdAt: now,
		startedAt: now,
		inputProvidedAt: null,
		finishedAt: null,
		deletedAt: null,
		title: input.title,
		description: input.description ?? null,
		language: input.language ?? 'es',
		timezone: input.timezone ?? 'America/Lima',
		metadata: input.metadata ?? {},
		reference: input.reference ?? null,
		longCode,
		shortCode: shortCodeOf(longCode),
		expirationInHours: input.expirationInHours ?? 0,
		expirationDatetime: input.expirationDatetime ?? null,
		users,
		groups: [...new Set(users.flatMap(({ groups }) => groups))],
		documents,
		items: newItems(input, templateId),
		status: 'pending_input',
	};
}

function newSigner(user: ContractInput['users'][number], id: number): Signer {
	return {
		id,
		name: user.name,
		email: user.email ?? null,
		phone: user.phone ?? null,
		groups: user.groups ?? ['signers'],
		token: randomBytes(32).toString('base64url'),
		state: 'pending',
		...(user.customFieldsInfo && { customFieldsInfo: user.customFieldsInfo }),
		signedAt: null,
	};
}

/** Each signer's items in the template's order, then those of all; numbered through the whole contract. */
function newItems(input: ContractInput, templateId: string): Item[] {
	const own = input.users.flatMap((user, userId) => {
		const blueprints = signerBlueprints(templateId);
		const known = blueprints.map(({ reference }) => reference);
		const targets = (user.prefilledItems ?? []).map(({ target }) => target);
		const extra = targets.filter((target) => !known.includes(target));
		const all = [...blueprints, ...extra.map((target) => step(target, target, 'text', 0))];
		return all.map((blueprint) => ({ userId, blueprint }));
	});
	const approval = input.templateOptions?.global?.contractApproval ? [ownApproval] : [];
	const shared = [...approval, finalPdf].map((blueprint) => ({ userId: null, blueprint }));
	return [...own, ...shared].map(({ userId, blueprint }, id) => newItem(id, userId, blueprint));
}

function prefilledText(input: ContractInput, item: Item): string | undefined {
	if (item.userId === null || item.type !== 'text') return undefined;
	const prefilled = input.users[item.userId].prefilledItems ?? [];
	return prefilled.find(({ target }) => target === item.reference)?.value.text;
}

/** In the document's examples the short code is the first six digits in the long code. */
function shortCodeOf(longCode: string): string {
	return longCode.replace(/\D/g, '').slice(0, 6).padEnd(6, '0');
}
