import { randomBytes } from 'node:crypto';
import { notFound, Refusal } from '../refusal';
import { isComplete, type SignatureRequest, type Signer } from './records';
import { csvUnknown, refusal } from './refusal';
import { auditPdf, signedPdf } from './signedPdfs';
import type { SignatureInput } from './signatureInput';
import { spendCredit } from './plan';
import type { FirmafyState } from './state';
import { templateFor } from './templates';

/** Refuses without a credit and for a template that does not fit; nothing is spent then. */
export function createRequest(state: FirmafyState, input: SignatureInput): SignatureRequest {
	const { document, signer, template_name, fecha_vencimiento } = input;
	const template = template_name
		? templateFor(state.templates, template_name, document.pages, signer.length)
		: undefined;
	if (fecha_vencimiento && fecha_vencimiento <= state.clock.text()) {
		throw refusal('fecha_vencimiento is over already');
	}
	spendCredit(state.plan, document.bytes.length);
	const request: SignatureRequest = {
		csv: randomBytes(10).toString('hex').toUpperCase(),
		subject: input.subject ?? template?.subject ?? 'Firmafy | Solicitud de Firma',
		message: input.message ?? template?.message ?? 'Tiene un documento pendiente de firma.',
		daterequest: state.clock.text(),
		language: input.document_lang ?? 'ES',
		template: template?.name ?? null,
		coordenadas: input.coordenadas ?? null,
		copies: input.cco ?? [],
		ordered: input.signer_priority ?? false,
		notified: input.mail_notification ?? true,
		expires: fecha_vencimiento ?? null,
		replyTo: input['reply-to'] ?? null,
		signers: signer.map((person) => ({ ...person, datesign: null })),
		original: state.files.add(document.name, document.bytes),
		signed: null,
		audit: null,
		invalidated: false,
		rejectedBy: null,
	};
	state.requests.set(request.csv, request);
	beginTimeline(state, request);
	return request;
}

function beginTimeline(state: FirmafyState, request: SignatureRequest): void {
	const { csv, subject, signers } = request;
	const about = { provider: 'firmafy', name: `Request “${subject}”`, page: `/page/firmafy/requests/${csv}` };
	const names = signers.map(({ nombre }) => nombre).join(', ');
	const moment = { at: state.clock.iso(), text: `went out to ${names}`, state: 'pending' };
	state.history.begin(request, about, moment);
}

/** "Esta acción desactiva los enlaces de los firmantes que haya pendientes de firma." */
export function invalidate(state: FirmafyState, csv: string): void {
	const request = state.requests.get(csv);
	if (!request) throw refusal(csvUnknown);
	request.invalidated = true;
	state.history.add(request, { at: state.clock.iso(), text: 'was invalidated', state: 'invalidated' });
}

/**
 * A person signs. Each signature is an event of type 2, the last one of type 1, and of type 2 unless that is switched off.
 * Refuses 409 when the person cannot sign (any more), 404 for an unknown one.
 */
export async function sign(state: FirmafyState, request: SignatureRequest, index: number): Promise<void> {
	const signer = signerOf(request, index);
	assertCanSign(state, request, index);
	signer.datesign = state.clock.text();
	request.signed = state.files.add(request.original.name, await signedPdf(request));
	request.audit = state.files.add(`Auditoria-${request.original.name}`, await auditPdf(request));
	noteSignature(state, request, signer);
	if (!isComplete(request)) return state.webhooks.emit(2, request);
	if (state.switches.now.lastSignature === 'both') state.webhooks.emit(2, request);
	state.webhooks.emit(1, request);
}

/** A person says no, and nobody can sign any more. Whom Firmafy tells is a switch. Refuses as `sign` does. */
export function reject(state: FirmafyState, request: SignatureRequest, index: number): void {
	const signer = signerOf(request, index);
	assertCanSign(state, request, index);
	request.rejectedBy = index;
	const text = `was rejected by ${signer.nombre}`;
	state.history.add(request, { at: state.clock.iso(), text, state: 'rejected' });
	const { rejection } = state.switches.now;
	if (rejection !== 'silent') state.webhooks.emit(rejection === 'document' ? 1 : 2, request);
}

function signerOf({ csv, signers }: SignatureRequest, index: number): Signer {
	const signer = signers[index];
	if (!signer) throw notFound(`Request ${csv} has no signer ${index}`);
	return signer;
}

function noteSignature(state: FirmafyState, request: SignatureRequest, { nombre }: Signer): void {
	const text = `was signed by ${nombre}`;
	const status = isComplete(request) ? 'signed by all' : 'partly signed';
	state.history.add(request, { at: state.clock.iso(), text, state: status });
}

/** Why nobody can sign any more, or undefined. */
export function closedBecause(state: FirmafyState, request: SignatureRequest): string | undefined {
	if (isComplete(request)) return 'signed by all';
	if (request.rejectedBy !== null) return 'rejected';
	if (request.invalidated) return 'invalidated';
	if (request.expires && request.expires < state.clock.text()) return 'expired';
	return undefined;
}

function assertCanSign(state: FirmafyState, request: SignatureRequest, index: number): void {
	const closed = closedBecause(state, request);
	if (closed) throw new Refusal(409, `The document cannot be signed any more: ${closed}`);
	if (request.signers[index].datesign) throw new Refusal(409, 'This person has signed already');
	const before = request.signers.slice(0, index).some(({ datesign }) => datesign === null);
	if (request.ordered && before) throw new Refusal(409, 'Others have to sign before this person');
}
