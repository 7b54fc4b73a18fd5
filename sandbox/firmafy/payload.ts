import type { StoredPdf } from './files';
import { isComplete, type SignatureRequest } from './records';

/** A delivery without its files, as "Un ejemplo del POST en HTTP que se devuelve" shows it. */
export interface Payload {
	type: string;
	daterequest: string;
	datesign: string;
	status: string;
	subject: string;
	csv: string;
	size: string;
	sender: string;
	filename: string;
	signer: object[];
}

export type DocumentField = 'docoriginal' | 'docsigned' | 'docaudit';

/** The example has the values in Spanish ("FIRMADO", "ACTIVO") and its numbers and booleans as texts. */
export function payloadOf(request: SignatureRequest): Payload {
	const { daterequest, subject, csv, original, signers } = request;
	const signed = signers.flatMap(({ datesign }) => datesign ?? []);
	return {
		type: 'Firmar Documento',
		daterequest,
		datesign: signed.sort().at(-1) ?? '',
		// The documents show the state of a finished document only; that of an unfinished one is a guess.
		status: isComplete(request) ? 'FIRMADO' : 'PENDIENTE',
		subject,
		csv,
		size: String(original.bytes.length),
		sender: 'SYSTEM TEST',
		filename: original.name,
		signer: signers.map((signer) => ({
			name: signer.nombre,
			phone: String(signer.telefono),
			nif: signer.nif,
			email: signer.email ?? '',
			status: 'ACTIVO',
			compliance: String(signer.datesign !== null),
			datesign: signer.datesign ?? '',
		})),
	};
}

export function documentsOf({ original, signed, audit }: SignatureRequest): Record<DocumentField, StoredPdf> {
	return { docoriginal: original, docsigned: signed ?? original, docaudit: audit ?? original };
}
