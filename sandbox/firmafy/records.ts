import type { StoredPdf } from './files';
import type { SignatureInput, SignerInput } from './signatureInput';

export interface Signer extends SignerInput {
	/** When the person signed, as Firmafy writes moments. */
	datesign: string | null;
}

/** A document on its way through its signers. */
export interface SignatureRequest {
	csv: string;
	subject: string;
	message: string;
	daterequest: string;
	language: string;
	template: string | null;
	coordenadas: SignatureInput['coordenadas'] | null;
	copies: string[];
	ordered: boolean;
	notified: boolean;
	expires: string | null;
	replyTo: string | null;
	signers: Signer[];
	original: StoredPdf;
	signed: StoredPdf | null;
	audit: StoredPdf | null;
	invalidated: boolean;
	/** The index of the signer who rejected it. */
	rejectedBy: number | null;
}

export function isComplete({ signers }: SignatureRequest): boolean {
	return signers.every(({ datesign }) => datesign !== null);
}

export interface SentEmail {
	csv: string;
	subject: string;
	body: string;
	to: { name: string; email: string };
	language: string;
	attachments: Array<{ filename: string; size: number | null; url?: string }>;
	replyTo: string | null;
}

export interface SentSms {
	csv: string;
	body: string;
	to: { name: string; country: number; phone: number };
	language: string;
}
