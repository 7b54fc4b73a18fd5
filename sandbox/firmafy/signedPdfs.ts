import { joinWithCertificate } from '../pdf';
import type { SignatureRequest } from './records';

const notice = 'Made by a development sandbox. This document has no legal value.';

/** The document with a page that tells who has signed so far. */
export function signedPdf(request: SignatureRequest): Promise<Buffer> {
	const lines = [`CSV ${request.csv}`, '', ...signatures(request), '', notice];
	return joinWithCertificate([request.original], { title: 'Documento firmado', lines });
}

/** The audit: what happened to the request, and when. */
export function auditPdf(request: SignatureRequest): Promise<Buffer> {
	const { csv, subject, daterequest } = request;
	const lines = [`CSV ${csv}`, subject, `Solicitado ${daterequest}`, '', ...signatures(request), '', notice];
	return joinWithCertificate([], { title: 'Auditoría', lines });
}

function signatures({ signers }: SignatureRequest): string[] {
	return signers.map(({ nombre, nif, datesign }) => `${nombre} (${nif}): ${datesign ?? 'pendiente'}`);
}
