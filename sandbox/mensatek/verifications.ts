import { joinWithCertificate } from '../pdf';
import { Refusal } from '../refusal';
import { spanishTime } from './clock';
import { reportOf, statusOf } from './report';
import { numberOnDocument, resultOf } from './result';
import type { MensatekState } from './state';
import { type Outcome, type Step, steps, type Verification, type VerificationInput } from './types';

/** What the person reads when the client gave no message; the documents do not tell the real one. */
const defaultMessage = 'Verifique su identidad: [LINK]';

/** Takes a request. It is sent at once, or, with a date, when `send` is called: the sandbox does not wait for days. */
export function requestVerification(state: MensatekState, input: VerificationInput): Verification {
	const verification: Verification = {
		...{ id: state.newId(), input, receivedMessage: '', step: 'scheduled', status: 0 },
		...{ sentAt: input.Fecha ?? '', changedAt: spanishTime() },
	};
	state.verifications.set(verification.id, verification);
	beginTimeline(state, verification);
	if (!input.Fecha) send(state, verification);
	return verification;
}

function beginTimeline(state: MensatekState, verification: Verification): void {
	const { id, input } = verification;
	const subject = {
		provider: 'mensatek',
		name: `Identity verification ${id}`,
		page: `/page/mensatek/verifications/${id}`,
	};
	const text = input.Fecha ? `is to be sent at ${input.Fecha} (Spain)` : 'was asked for';
	const status = input.Fecha ? 'scheduled' : undefined;
	state.history.begin(verification, subject, { at: new Date().toISOString(), text, state: status });
}

/** The message goes out. */
export function send(state: MensatekState, verification: Verification): void {
	const link = `${state.phoneUrl()}/${verification.id}`;
	const message = verification.input.Mensaje ?? defaultMessage;
	verification.receivedMessage = message.replaceAll('[LINK]', link);
	verification.sentAt = spanishTime();
	advance(state, verification, 'sent');
}

/** The person does the next thing. Refuses 409 when it is not the next. */
export function advance(
	state: MensatekState,
	verification: Verification,
	step: Exclude<Step, 'scheduled' | 'finished'>,
): void {
	moveTo(state, verification, step);
	report(state, verification, statusOf[step]);
}

/** The process ends. Its result is reported, then its certificate. Refuses 409 before the selfie. */
export async function finish(
	state: MensatekState,
	verification: Verification,
	outcome: Outcome,
): Promise<void> {
	moveTo(state, verification, 'finished');
	verification.outcome = outcome;
	report(state, verification, statusOf.finished);
	verification.certificate = await certificateOf(verification);
	note(state, verification, `has its certificate: status ${statusOf.certificate} was reported`);
	report(state, verification, statusOf.certificate);
}

/** What happened when the person came to a step. */
const meanings: Record<Step, string> = {
	scheduled: 'was asked for',
	sent: 'went out as an SMS',
	opened: 'was opened on the phone',
	front: 'has the front of the document',
	back: 'has the back of the document',
	selfie: 'has the video of the person',
	finished: 'came to its end',
};

function note(state: MensatekState, verification: Verification, text: string, step?: Step): void {
	state.history.add(verification, { at: new Date().toISOString(), text, state: step });
}

function moveTo(state: MensatekState, verification: Verification, step: Step): void {
	if (steps[steps.indexOf(verification.step) + 1] !== step) {
		throw new Refusal(409, `The verification is at "${verification.step}": "${step}" cannot come now`);
	}
	verification.step = step;
	note(state, verification, meanings[step], step);
}

function report(state: MensatekState, verification: Verification, status: number): void {
	verification.status = status;
	verification.changedAt = spanishTime();
	state.reports.emit(reportOf(verification));
}

async function certificateOf(verification: Verification): Promise<Buffer> {
	const result = JSON.stringify(resultOf(verification), null, 1).split('\n');
	return await joinWithCertificate([], {
		title: `Certificado de verificacion de identidad ${verification.id}`,
		lines: [
			`Telefono: ${verification.input.Telefono}`,
			`DNI: ${numberOnDocument(verification)}`,
			`Fecha: ${verification.changedAt}`,
			...result,
		],
	});
}
