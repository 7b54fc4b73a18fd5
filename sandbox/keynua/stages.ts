import { work } from './items';
import { itemNotifier } from './notifier';
import type { KeynuaState } from './state';
import { isUserInput } from './templates';
import type { Contract, Group, Item, Signer } from './types';

/** The items of one person. */
export function itemsOf(contract: Contract, signer: Signer): Item[] {
	return contract.items.filter(({ userId }) => userId === signer.id);
}

/** A person is in a group by its name; the document's own example gives the group's type instead, so that will do. */
export function isIn(groups: string[], { name, type }: Group): boolean {
	return groups.includes(name) || groups.includes(type);
}

function membersOf(contract: Contract, stage: Group[]): Signer[] {
	return contract.users.filter(({ groups }) => stage.some((group) => isIn(groups, group)));
}

/** "Los items se ejecutan si y solo si el stage previo finaliza": whether it is this person's turn. */
export function hasTurn(contract: Contract, signer: Signer): boolean {
	const current = contract.stages.find((stage) =>
		membersOf(contract, stage).some(({ state }) => state !== 'done'),
	);
	return current !== undefined && membersOf(contract, current).includes(signer);
}

/**
 * Invites the people whose turn it is, once. Those who have nothing to do (viewers with `removeUserInput`) are done
 * with that, and the next stage begins when they were the last.
 */
export function invite(state: KeynuaState, contract: Contract): void {
	const onChange = itemNotifier(state, contract);
	for (const stage of contract.stages) {
		for (const signer of membersOf(contract, stage)) {
			const items = itemsOf(contract, signer);
			const invitations = items.filter((item) => item.type === 'email' && item.state === 'pending');
			invitations.forEach((item) => work(item, {}, onChange));
			if (!items.some(isUserInput) && items.every((item) => item.state === 'success')) signer.state = 'done';
		}
		if (membersOf(contract, stage).some((signer) => signer.state !== 'done')) return;
	}
}
