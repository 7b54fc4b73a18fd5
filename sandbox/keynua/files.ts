import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { Clock } from './clock';
import { storageRefusal } from './refusals';

const lifetime = 12 * 60 * 60 * 1000;

/** A file behind a presigned URL. Serialised to JSON it becomes a fresh URL, valid for 12 hours. */
export class StoredFile {
	readonly id = randomUUID();
	readonly sha256: string;

	constructor(
		readonly name: string,
		readonly type: string,
		readonly bytes: Buffer,
		private readonly sign: (id: string) => string,
	) {
		this.sha256 = createHash('sha256').update(bytes).digest('hex');
	}

	toJSON(): string {
		return this.sign(this.id);
	}
}

/**
 * The storage beside the API. The documents say only that URLs are signed and live for at most 12 hours; like
 * the storage services that hand out such URLs, it takes the signature in the query as the one credential.
 */
export class FileStore {
	private readonly files = new Map<string, StoredFile>();
	private readonly secret = randomBytes(32);

	constructor(
		private readonly baseUrl: () => string,
		private readonly clock = new Clock(),
	) {}

	add(name: string, type: string, bytes: Buffer): StoredFile {
		const file = new StoredFile(name, type, bytes, (id) => this.url(id));
		this.files.set(file.id, file);
		return file;
	}

	/** A presigned URL; `now` in ms since the epoch is when its 12 hours begin. */
	url(id: string, now = this.clock.now()): string {
		const expires = String(now + lifetime);
		return `${this.baseUrl()}/files/${id}?expires=${expires}&signature=${this.signature(id, expires)}`;
	}

	/**
	 * The file behind a presigned URL.
	 * Refuses 403 for a wrong or expired signature, and 404 for a file that is gone.
	 */
	open(id: string, expires: string, signature: string): StoredFile {
		this.assertSigned(id, expires, signature);
		const file = this.files.get(id);
		if (!file)
			throw storageRefusal('NoSuchKey', 'The specified key does not exist.', 'This file does not exist', 404);
		return file;
	}

	/** Refuses 403 for a wrong or expired signature. */
	assertSigned(id: string, expires: string, signature: string): void {
		const expected = Buffer.from(this.signature(id, expires));
		const given = Buffer.from(signature);
		if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
			throw storageRefusal(
				'SignatureDoesNotMatch',
				'The request signature we calculated does not match the signature you provided.',
				'The signature of this URL is wrong',
			);
		}
		if (Number(expires) < this.clock.now())
			throw storageRefusal('AccessDenied', 'Request has expired', 'This URL has expired');
	}

	clear(): void {
		this.files.clear();
	}

	private signature(id: string, expires: string): string {
		return createHmac('sha256', this.secret).update(`${id}\n${expires}`).digest('hex');
	}
}
