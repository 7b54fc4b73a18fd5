import { Refusal } from '../refusal';
import type { Contract, Owner } from './types';

/** The contracts by their id. */
export interface Contracts {
	readonly contracts: ReadonlyMap<string, Contract>;
}

/** The contract and the person that a user token stands for; undefined for an unknown token. */
export function ownerOf({ contracts }: Contracts, token: string): Owner | undefined {
	for (const contract of contracts.values()) {
		const signer = contract.users.find((user) => user.token === token);
		if (signer) return { contract, signer };
	}
	return undefined;
}

/** As `ownerOf`; refuses 401 for an unknown token, which is the credential of these endpoints. */
export function requireOwner(kept: Contracts, token: string): Owner {
	const owner = ownerOf(kept, token);
	if (!owner) throw new Refusal(401, 'Unauthorized', 'no user has this token');
	return owner;
}
