import { randomUUID } from 'node:crypto';
import { notFound } from '../refusal';

export interface StoredPdf {
	id: string;
	name: string;
	bytes: Buffer;
}

/** The PDFs of the requests. A download link is known only to whom it was given; how long it lives is not documented. */
export class Files {
	private readonly files = new Map<string, StoredPdf>();

	constructor(private readonly baseUrl: () => string) {}

	add(name: string, bytes: Buffer): StoredPdf {
		const file = { id: randomUUID(), name, bytes };
		this.files.set(file.id, file);
		return file;
	}

	url({ id }: StoredPdf): string {
		return `${this.baseUrl()}/files/${id}.pdf`;
	}

	/** Refuses 404. */
	open(id: string): StoredPdf {
		const file = this.files.get(id);
		if (!file) throw notFound('This file does not exist');
		return file;
	}

	clear(): void {
		this.files.clear();
	}
}
