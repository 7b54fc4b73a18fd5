import { itemUpdated } from './contractPayloads';
import { noteItem } from './progress';
import type { KeynuaState } from './state';
import type { Contract, Item } from './types';

/** Tells the webhooks and the time line about every change of an item of this contract. */
export function itemNotifier(state: KeynuaState, contract: Contract): (item: Item) => void {
	return (item) => {
		const signer = contract.users.find(({ id }) => id === item.userId);
		noteItem(state, contract, item, signer?.name ?? undefined);
		state.webhooks.emit('ContractItemUpdated', itemUpdated(contract, item), item.state);
	};
}
