import { Refusal } from '../refusal';
import type { KeynuaState } from './state';
import type { Contract, Signer } from './types';

/** The contract and the person that a user token stands for; undefined for an unknown token. */
export function ownerOf(
	state: KeynuaState,
	token: string,
): { contract: Contract; signer: Signer } | undefined {
	for (const contract of state.contracts.values()) {
		const signer = contract.users.find((user) => user.token === token);
		if (signer) return { contract, signer };
	}
	return undefined;
}

/** As `ownerOf`; refuses 401 for an unknown token, which is the credential of these endpoints. */
export function requireOwner(state: KeynuaState, token: string): { contract: Contract; signer: Signer } {
	const owner = ownerOf(state, token);
	if (!owner) throw new Refusal(401, 'Unauthorized', 'no user has this token');
	return owner;
}
