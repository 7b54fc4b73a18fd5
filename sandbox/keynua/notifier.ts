import { itemUpdated } from './contractPayloads';
import type { KeynuaState } from './state';
import type { Contract, Item } from './types';

/** Tells the webhooks about every change of an item of this contract. */
export function itemNotifier(state: KeynuaState, contract: Contract): (item: Item) => void {
	return (item) => state.webhooks.emit('ContractItemUpdated', itemUpdated(contract, item), item.state);
}
