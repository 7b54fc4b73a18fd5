import { notFound } from '../refusal';
import { FileStore, type StoredFile } from './files';
import type { Contract, Signer, Verification } from './types';
import { Webhooks } from './webhooks';

/** The account that the sandbox's credentials belong to. */
export const account = {
	id: '48101c38-0000-4ea8-88ab-5a4db0c5a4db',
	email: 'account@sandbox.example',
	name: 'Sandbox account',
	organizationId: '48101c38-1111-41a8-88ab-5a4db0c5a4db',
};

export const keynuaCredentials = { apiKey: 'sandbox-api-key', apiToken: 'sandbox-api-token' };

const onePixel =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Everything one sandbox's Keynua knows. */
export class KeynuaState {
	readonly contracts = new Map<string, Contract>();
	readonly verifications = new Map<string, Verification>();
	readonly webhooks = new Webhooks(account.id);
	readonly files: FileStore;

	constructor(baseUrl: () => string) {
		this.files = new FileStore(baseUrl);
	}

	/** Refuses 404 for an unknown id. */
	contract(id: string): Contract {
		const contract = this.contracts.get(id);
		if (!contract) throw notFound(`Contract ${id} not found`);
		return contract;
	}

	/** Refuses 404 for an unknown id. */
	verification(id: string): Verification {
		const verification = this.verifications.get(id);
		if (!verification) throw notFound(`Identity verification ${id} not found`);
		return verification;
	}

	/** Stands for the photo that a person took. */
	photo(name: string): StoredFile {
		return this.files.add(`${name}.png`, 'image/png', Buffer.from(onePixel, 'base64'));
	}

	/** Stands for the video that a person recorded. No player can show it. */
	video(name: string): StoredFile {
		return this.files.add(`${name}.mp4`, 'video/mp4', Buffer.from('a video of the sandbox'));
	}

	reset(): void {
		this.contracts.clear();
		this.verifications.clear();
		this.files.clear();
		this.webhooks.reset();
	}
}

/** Refuses 404 for an unknown signer. */
export function signerOf(contract: Contract, userId: number): Signer {
	const signer = contract.users.find(({ id }) => id === userId);
	if (!signer) throw notFound(`Contract ${contract.id} has no user ${userId}`);
	return signer;
}
