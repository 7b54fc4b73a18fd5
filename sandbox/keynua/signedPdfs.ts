import { joinWithCertificate } from '../pdf';
import type { FileStore, StoredFile } from './files';
import type { Contract, Item } from './types';

const pdfType = 'application/pdf';

/**
 * Makes the final documents: one PDF with the pages of all documents, and one per document, each with a
 * certificate page. Answers the value of the `pdf` item ("Documento PDF final").
 */
export async function makeSignedPdfs(
	files: FileStore,
	contract: Contract,
	item: Item,
): Promise<Record<string, unknown>> {
	const userIds = contract.users.map(({ id }) => id);
	const name = (document: string) => `pdf.${item.id}.${item.version}.${document}`;
	const all = files.add(name('pdf'), pdfType, await withCertificate(contract, contract.documents));
	const individual: StoredFile[] = [];
	for (const document of contract.documents) {
		const bytes = await withCertificate(contract, [document]);
		individual.push(files.add(name(document.name), pdfType, bytes));
	}
	return {
		url: all,
		individualDocsUrls: individual,
		individualDocs: individual.map(({ sha256 }) => ({ hash: sha256, userIds })),
	};
}

function withCertificate(contract: Contract, documents: StoredFile[]): Promise<Buffer> {
	const signers = contract.users.map(({ name, signedAt }) => `Signed by ${name} at ${signedAt}`);
	const originals = documents.map(({ name, sha256 }) => `${name}: SHA-256 ${sha256}`);
	const lines = [`Contract ${contract.id}`, contract.title, '', ...signers, '', ...originals, '', notice];
	return joinWithCertificate(documents, { title: 'Signature certificate', lines });
}

const notice = 'Made by a development sandbox. This certificate has no legal value.';
