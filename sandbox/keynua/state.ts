import type { History } from '../history';
import type { SandboxContext } from '../provider';
import { notFound } from '../refusal';
import { account } from './account';
import { Clock } from './clock';
import { Issuers } from './deceval';
import { DocumentTemplates } from './documentTemplates';
import { FileStore, type StoredFile } from './files';
import { Otps } from './otps';
import type { Contract, Signer, Verification } from './types';
import { Uploads } from './uploads';
import { Webhooks } from './webhooks';

export const keynuaCredentials = { apiKey: 'sandbox-api-key', apiToken: 'sandbox-api-token' };

const onePixel =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Everything one sandbox's Keynua knows. */
export class KeynuaState {
	readonly contracts = new Map<string, Contract>();
	readonly verifications = new Map<string, Verification>();
	readonly webhooks: Webhooks;
	readonly clock = new Clock();
	readonly otps = new Otps(this.clock);
	readonly issuers = new Issuers();
	readonly files: FileStore;
	readonly uploads: Uploads;
	readonly documentTemplates: DocumentTemplates;

	readonly history: History;

	constructor(baseUrl: () => string, { history, wires }: Pick<SandboxContext, 'history' | 'wires'>) {
		this.history = history;
		this.webhooks = new Webhooks(account.id, wires);
		this.files = new FileStore(baseUrl);
		this.uploads = new Uploads(this.files, baseUrl);
		this.documentTemplates = new DocumentTemplates(this.files);
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
		this.clock.reset();
		this.otps.clear();
		this.issuers.clear();
		this.uploads.clear();
		this.files.clear();
		this.documentTemplates.reset();
		this.webhooks.reset();
	}
}

/** Refuses 404 for an unknown signer. */
export function signerOf(contract: Contract, userId: number): Signer {
	const signer = contract.users.find(({ id }) => id === userId);
	if (!signer) throw notFound(`Contract ${contract.id} has no user ${userId}`);
	return signer;
}
