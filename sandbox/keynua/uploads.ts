import { createHash, randomUUID } from 'node:crypto';
import { shape, text } from '../check';
import { badRequest, notFound } from '../refusal';
import type { FileStore, StoredFile } from './files';
import type { Signer } from './types';

/** "El archivo en binario de no más de 1MB": 1024 * 1024 bytes. How long a video is, the sandbox cannot tell. */
const maximumBytes = 1024 * 1024;

const contentTypes: Record<string, { type: string; for: 'image' | 'video' }> = {
	jpg: { type: 'image/jpeg', for: 'image' },
	jpeg: { type: 'image/jpeg', for: 'image' },
	png: { type: 'image/png', for: 'image' },
	mp4: { type: 'video/mp4', for: 'video' },
	webm: { type: 'video/webm', for: 'video' },
	mov: { type: 'video/quicktime', for: 'video' },
};

interface Upload {
	name: string;
	kind: 'image' | 'video';
	signer: Signer;
	headers: Record<string, string>;
	file?: StoredFile;
}

const required = text({ empty: false });

/** `md5` is only in the documents of 2023. */
export const checkUploadRequest = shape({ token: required, name: required }, { md5: required });

/** Files of signers on their way in: presigned, so that exactly the headers that were given out go with them. */
export class Uploads {
	private readonly links = new Map<string, Upload>();

	constructor(
		private readonly files: FileStore,
		private readonly baseUrl: () => string,
	) {}

	/** "Paso 1: solicitar la información antes de subir un archivo". */
	prepare(signer: Signer, accountId: string, { name, md5 }: { name: string; md5?: string }): object {
		const kind = contentTypes[name.split('.').pop()?.toLowerCase() ?? ''];
		if (!kind || !name.includes('.')) {
			throw badRequest(`name must have one of the extensions ${Object.keys(contentTypes).join(', ')}`);
		}
		const linkId = randomUUID();
		const headers = {
			'Content-Type': kind.type,
			'x-amz-tagging': `account-id=${accountId}`,
			'x-amz-meta-link': randomUUID(),
			...(md5 !== undefined && { 'Content-MD5': md5 }),
		};
		this.links.set(linkId, { name, kind: kind.for, signer, headers });
		const url = this.files.url(linkId).replace(`${this.baseUrl()}/files/`, `${this.baseUrl()}/uploads/`);
		return { linkId, url, method: 'PUT', headers };
	}

	/** "Paso 2: subir el contenido del archivo". Refuses 400 without the headers of step 1, or for too large a file. */
	receive(linkId: string, headers: Record<string, unknown>, bytes: Buffer): void {
		const upload = this.links.get(linkId);
		if (!upload) throw notFound('This link does not exist');
		for (const [name, value] of Object.entries(upload.headers)) {
			if (headers[name.toLowerCase()] !== value) throw badRequest(`The header ${name} must be ${value}`);
		}
		if (bytes.length === 0) throw badRequest('The file is empty');
		if (bytes.length > maximumBytes) throw badRequest('The file must not be larger than 1 MB');
		const md5 = upload.headers['Content-MD5'];
		if (md5 !== undefined && md5 !== createHash('md5').update(bytes).digest('base64'))
			throw badRequest('Content-MD5 is not that of the file');
		upload.file = this.files.add(upload.name, upload.headers['Content-Type'], bytes);
	}

	/** The uploaded file behind a linkId. Refuses 400 for a link of somebody else, or without a file. */
	take(linkId: string, signer: Signer, itemType: string, name: string): StoredFile {
		const upload = this.links.get(linkId);
		if (!upload || upload.signer !== signer) throw badRequest(`${name}.linkId does not exist`);
		if (!upload.file) throw badRequest(`${name}.linkId: nothing was uploaded`);
		if (upload.kind !== itemType) throw badRequest(`${name}.linkId: the file is no ${itemType}`);
		return upload.file;
	}

	clear(): void {
		this.links.clear();
	}
}
