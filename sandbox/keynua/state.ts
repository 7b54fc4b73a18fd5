import { randomBytes, randomUUID } from 'node:crypto';
import type { History } from '../history';
import type { SandboxContext } from '../provider';
import { notFound } from '../refusal';
import { Switches } from '../switches';
import { account } from './account';
import { Clock } from './clock';
import { Issuers } from './deceval';
import { DocumentTemplates } from './documentTemplates';
import { FileStore, type StoredFile } from './files';
import { Otps } from './otps';
import { keynuaQuestions } from './switches';
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
	readonly switches = new Switches(keynuaQuestions);
	readonly otps = new Otps(this.clock, (claims) => this.newToken(claims));
	readonly issuers = new Issuers();
	readonly files: FileStore;
	readonly uploads: Uploads;
	readonly documentTemplates: DocumentTemplates;

	readonly history: History;

	constructor(baseUrl: () => string, { history, wires }: Pick<SandboxContext, 'history' | 'wires'>) {
		this.history = history;
		this.webhooks = new Webhooks(account.id, wires, this.switches);
		this.files = new FileStore(baseUrl, this.clock);
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

	newContractId(): string {
		return this.switches.now.ids === 'uuid' ? randomUUID() : `${randomUUID()}e1`;
	}

	/** A token that nobody can guess; `claims` are in it when it is a JWT. */
	newToken(claims: object): string {
		const secret = randomBytes(32).toString('base64url');
		if (this.switches.now.tokens === 'opaque') return secret;
		const parts = [
			{ typ: 'JWT', alg: 'HS256' },
			{ ...claims, iat: Math.floor(this.clock.now() / 1000) },
		];
		const encoded = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
		return [...encoded, secret].join('.');
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
