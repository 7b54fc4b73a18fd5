import { createHash, randomUUID } from 'node:crypto';
import { badRequest } from '../refusal';
import type { ContractInput } from './contractInput';
import { contractCreated, contractDeleted, contractStarted } from './contractPayloads';
import { newItem, provide } from './items';
import { itemNotifier } from './notifier';
import { beginContract, setStatus } from './progress';
import { invite, isIn } from './stages';
import { account } from './account';
import type { KeynuaState } from './state';
import {
	type Blueprint,
	groupBlueprints,
	noteBlueprints,
	otpChannelOf,
	ownApproval,
	sharedBlueprints,
	signerBlueprints,
	step,
} from './templates';
import type { Contract, Group, Item, Signer } from './types';

/** Dynamic templates have no id of their own in the documents. */
const dynamicTemplate = 'dynamic-template';

/** Creates a contract and starts it at once: the invitations of its first stage go out, and it waits for its signers. */
export function createContract(state: KeynuaState, input: ContractInput): Contract {
	const contract = newContract(state, input);
	state.contracts.set(contract.id, contract);
	beginContract(state, contract);
	state.webhooks.emit('ContractCreated', contractCreated(contract));
	state.webhooks.emit('ContractStarted', contractStarted(contract));
	const onChange = itemNotifier(state, contract);
	for (const item of contract.items) {
		const text = prefilledText(input, item);
		if (text !== undefined) provide(item, { text }, onChange);
	}
	invite(state, contract);
	return contract;
}

/**
 * "Eliminar un Contrato". Refuses 400 for a contract that is done, or deleted already. The credit comes back only
 * when nobody has begun to sign.
 */
export function deleteContract(state: KeynuaState, contract: Contract): { deletedAt: string } {
	if (contract.status === 'done') throw badRequest('A contract that is done cannot be deleted');
	if (contract.deletedAt) throw badRequest('The contract was deleted already');
	const deletedAt = state.clock.iso();
	contract.creditRefunded = contract.status === 'pending_input';
	contract.deletedAt = deletedAt;
	setStatus(state, contract, 'deleted');
	state.webhooks.emit('ContractDeleted', contractDeleted(contract));
	return { deletedAt };
}

function newContract(state: KeynuaState, input: ContractInput): Contract {
	const now = state.clock.iso();
	const { templateOptions } = input;
	const templateId = templateOptions ? dynamicTemplate : (input.templateId ?? '');
	const documents = input.documents.map(({ name }, index) =>
		state.files.add(name, 'application/pdf', input.pdfs[index]),
	);
	const users = input.users.map((user, index) => newSigner(state, user, index));
	const groups = [...new Set(users.flatMap((user) => user.groups))];
	const stages = templateOptions?.stages.map((stage) => stage.groups) ?? [groups.map(signerGroup)];
	const longCode = createHash('sha256').update(randomUUID()).digest('hex');
	return {
		id: state.newContractId(),
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
		groups,
		documents,
		documentRefs: input.documents.map(({ refId }) => refId),
		items: newItems(input, templateId, stages),
		status: 'pending_input',
		stages,
		maximumSigningAttempts: templateOptions?.global?.maximumSigningAttempts ?? Infinity,
		otpChannel: otpChannelOf(templateId),
		flags: input.flags,
		creditRefunded: false,
	};
}

/** In public templates, every group signs. */
function signerGroup(name: string): Group {
	return { name, type: 'signers' };
}

function newSigner(state: KeynuaState, user: ContractInput['users'][number], id: number): Signer {
	return {
		id,
		name: user.name,
		email: user.email ?? null,
		phone: user.phone ?? null,
		groups: user.groups ?? ['signers'],
		token: state.newToken({ user: id }),
		state: 'pending',
		...(user.customFieldsInfo && { customFieldsInfo: user.customFieldsInfo }),
		...(user.documentsRefs && { documentsRefs: user.documentsRefs }),
		signedAt: null,
		failedAttempts: 0,
	};
}

/** Each signer's items in the template's order, then those of all; numbered through the whole contract. */
function newItems(input: ContractInput, templateId: string, stages: Group[][]): Item[] {
	const { flags = {} } = input;
	const own = input.users.flatMap((user, userId) => {
		const blueprints = blueprintsFor(input, templateId, stages, user.groups ?? ['signers']);
		const known = blueprints.map(({ reference }) => reference);
		const targets = (user.prefilledItems ?? []).map(({ target }) => target);
		const extra = targets.filter((target) => !known.includes(target));
		const prefilled = extra.map((target) => step(target, target, 'text', 0));
		const all = [...blueprints, ...prefilled, ...noteBlueprints(flags)];
		return all.map((blueprint) => ({ userId, blueprint }));
	});
	const approval = input.templateOptions?.global?.contractApproval ? [ownApproval] : [];
	const common = [...approval, ...sharedBlueprints(templateId, flags, stages.flat())];
	const shared = common.map((blueprint) => ({ userId: null, blueprint }));
	return [...own, ...shared].map(({ userId, blueprint }, id) => newItem(id, userId, blueprint));
}

function blueprintsFor(
	{ templateOptions }: ContractInput,
	templateId: string,
	stages: Group[][],
	groups: string[],
): Blueprint[] {
	if (!templateOptions) return signerBlueprints(templateId);
	const stage = stages.findIndex((members) => members.some((group) => isIn(groups, group)));
	const group = stages[stage].find((member) => isIn(groups, member));
	if (!group) return [];
	const before = 2 * stage;
	return groupBlueprints(group, templateOptions.mock === true).map((blueprint) => ({
		...blueprint,
		stageIndex: before + blueprint.stageIndex,
	}));
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
