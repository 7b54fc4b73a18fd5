import type { StoredPdf } from './files';
import { isComplete, type SignatureRequest } from './records';
import type { FirmafyReadings } from './switches';

/** A delivery without its files, as "Un ejemplo del POST en HTTP que se devuelve" shows it. */
export interface Payload {
	type: string;
	daterequest: string;
	datesign: string;
	status: string;
	subject: string;
	csv: string;
	size: string | number;
	sender: string;
	filename: string;
	signer: object[];
}

export type DocumentField = 'docoriginal' | 'docsigned' | 'docaudit';

/** As the English page translates them; of the others it has no word. */
const english: Record<string, string> = {
	'Firmar Documento': 'Sign Document',
	FIRMADO: 'SIGNED',
	ACTIVO: 'ACTIVE',
	PENDIENTE: 'PENDING',
	RECHAZADO: 'REJECTED',
};

/** The example has the values in Spanish ("FIRMADO", "ACTIVO") and its numbers and booleans as texts. */
export function payloadOf(request: SignatureRequest, now: FirmafyReadings): Payload {
	const { daterequest, subject, csv, original, signers, rejectedBy } = request;
	const signed = signers.flatMap(({ datesign }) => datesign ?? []);
	const word = (spanish: string) => (now.language === 'english' ? english[spanish] : spanish);
	const typed = <T>(value: T) => (now.values === 'typed' ? value : String(value));
	return {
		type: word('Firmar Documento'),
		daterequest,
		datesign: signed.sort().at(-1) ?? '',
		status: word(statusOf(request, now)),
		subject,
		csv,
		size: typed(original.bytes.length),
		sender: 'SYSTEM TEST',
		filename: original.name,
		signer: signers.map((signer, index) => ({
			name: signer.nombre,
			phone: String(signer.telefono),
			nif: signer.nif,
			email: signer.email ?? '',
			status: word(index === rejectedBy ? 'RECHAZADO' : 'ACTIVO'),
			compliance: typed(signer.datesign !== null),
			datesign: signer.datesign ?? '',
		})),
	};
}

/** The documents show the status of a finished document only. */
function statusOf(request: SignatureRequest, { unfinished }: FirmafyReadings): string {
	if (request.rejectedBy !== null) return 'RECHAZADO';
	return isComplete(request) ? 'FIRMADO' : unfinished;
}

export function documentsOf({ original, signed, audit }: SignatureRequest): Record<DocumentField, StoredPdf> {
	return { docoriginal: original, docsigned: signed ?? original, docaudit: audit ?? original };
}
