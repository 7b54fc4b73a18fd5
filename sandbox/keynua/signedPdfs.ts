import { joinWithCertificate } from '../pdf';
import type { FileStore, StoredFile } from './files';
import { individualPdfsOf } from './templates';
import type { Contract, Item, Signer } from './types';

const pdfType = 'application/pdf';

/** A signed PDF, and who signed it. */
interface Signed {
	file: StoredFile;
	userIds: number[];
}

/** The final PDF, and what `individuals` of the webhook and the value of the `pdf` item tell of the others. */
export interface SignedPdfs {
	final: StoredFile;
	value: Record<string, unknown>;
}

/**
 * Makes the final PDF with the pages of all documents and a certificate. Only contracts that are configured for it also
 * have "documentos individuales": one per document, and where the template has signers per document, one per group of
 * signers. `value` is that of the `pdf` item ("Documento PDF final").
 */
export async function makeSignedPdfs(files: FileStore, contract: Contract, item: Item): Promise<SignedPdfs> {
	const sign: Sign = async (name, documents, signers) => {
		const bytes = await withCertificate(contract, documents, signers);
		const file = files.add(`pdf.${item.id}.${item.version}.${name}`, pdfType, bytes);
		return { file, userIds: signers.map(({ id }) => id) };
	};
	const { file: final } = await sign('pdf', contract.documents, contract.users);
	return { final, value: { url: final, ...(await individualPdfs(contract, sign)) } };
}

type Sign = (name: string, documents: StoredFile[], signers: Signer[]) => Promise<Signed>;

async function individualPdfs(contract: Contract, sign: Sign) {
	const { templateId, documents, groups, users } = contract;
	const kind = hasOwnSigners(contract) ? 'documents' : individualPdfsOf(templateId);
	if (!kind) return {};
	const perDocument = await Promise.all(
		documents.map((document, index) => sign(document.name, [document], signersOf(contract, index))),
	);
	const individualDocsUrls = perDocument.map(({ file }) => file);
	if (kind === 'documents') return { individualDocsUrls, individualDocs: perDocument.map(hashed) };
	const membersOf = (group: string) => users.filter((user) => user.groups.includes(group));
	const perGroup = await Promise.all(
		groups.map((group) => sign(`${group}.pdf`, documents, membersOf(group))),
	);
	return {
		individualDocsUrls,
		// "Documentos por cada grupo de firmantes (si aplica) o por cada documento del contrato".
		individualDocs: perGroup.map(hashed),
		userGroupDocs: perGroup.map((signed) => ({ ...hashed(signed), url: signed.file })),
	};
}

/** "Si el contrato no ha sido configurado para tener firmantes por documento": whether it has been. */
export function hasOwnSigners({ users }: Contract): boolean {
	return users.some(({ documentsRefs }) => documentsRefs !== undefined);
}

function signersOf({ users, documentRefs }: Contract, index: number): Signer[] {
	const ref = documentRefs[index];
	return users.filter(({ documentsRefs }) => !documentsRefs || (ref && documentsRefs.includes(ref)));
}

function hashed({ file, userIds }: Signed): { hash: string; userIds: number[] } {
	return { hash: file.sha256, userIds };
}

/** "Proceso de firma digital aplicado a un archivo de firma electrónica": the final PDF with one more page. */
export async function digitallySigned(files: FileStore, final: StoredFile): Promise<StoredFile> {
	const lines = [`Of the electronically signed file with SHA-256 ${final.sha256}`, '', notice];
	const bytes = await joinWithCertificate([final], { title: 'Digital signature', lines });
	return files.add(`signed.${final.name}`, pdfType, bytes);
}

function withCertificate(contract: Contract, documents: StoredFile[], signers: Signer[]): Promise<Buffer> {
	const signatures = signers.map(({ name, signedAt }) => `Signed by ${name} at ${signedAt}`);
	const originals = documents.map(({ name, sha256 }) => `${name}: SHA-256 ${sha256}`);
	const lines = [`Contract ${contract.id}`, contract.title, '', ...signatures, '', ...originals, '', notice];
	return joinWithCertificate(documents, { title: 'Signature certificate', lines });
}

const notice = 'Made by a development sandbox. This certificate has no legal value.';
