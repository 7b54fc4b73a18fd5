import type { FastifyInstance } from 'fastify';
import { html, type Html } from '../page/html';
import { show } from '../page/layout';
import { actions, facts } from '../page/parts';
import { camera, ending, phonePage, step } from '../page/phone';
import { outcomeButtons } from './page/verifications';
import type { MensatekState } from './state';
import { failing, type Step, type Verification } from './types';

const base = '/page/mensatek/verifications';

/** The SMS, and the pages that its link leads to: "Identity Verification requests through video". */
export function mensatekPhone(app: FastifyInstance, state: MensatekState): void {
	app.get<{ Params: { id: string } }>('/:id', async ({ params }, reply) =>
		show(reply, pageOf(state.verification(params.id))),
	);
}

function pageOf(verification: Verification): string {
	const { id, input, receivedMessage, step: done, outcome } = verification;
	return phonePage({
		provider: 'Mensatek',
		title: `Identity verification ${id}`,
		person: `the person with the phone ${input.Telefono}`,
		back: { href: `${base}/${id}`, title: `Identity verification ${id}` },
		messages: receivedMessage ? [{ from: input.Remitente ?? 'SMS', text: receivedMessage }] : [],
		progress: done in given ? { done: given[done] ?? 0, of: 4 } : undefined,
		screen: screenOf(verification),
		behind: html`<p>
				This is what the SMS leads to. Mensatek reports each step to the account’s address; the pictures are
				made up.
			</p>
			${facts([
				['Step', html`<code>${done}</code>`],
				['Last status reported', verification.status],
				['Outcome', outcome],
			])}
			${done === 'selfie'
				? html`<h2>How does the check come out?</h2>
						${actions(outcomeButtons(verification))}`
				: null}`,
	});
}

/** How much of what is asked for was given, by the step that was done last. */
const given: Partial<Record<Step, number>> = { opened: 0, front: 1, back: 2, selfie: 3 };

/** The documents name the steps, not the texts: these are the sandbox's own. */
function screenOf({ id, step: done, outcome, input }: Verification): Html {
	const path = `${base}/${id}`;
	switch (done) {
		case 'scheduled':
			return ending('Nada todavía', `El SMS llegará el ${input.Fecha}.`, 'waits');
		case 'sent':
			return step(
				'Mensaje nuevo',
				html`<p>Toque el enlace del mensaje para empezar.</p>`,
				`${path}/open`,
				'Abrir el enlace',
			);
		case 'opened':
			return step(
				'Anverso del DNI',
				camera('photo', 'Coloque el anverso de su DNI dentro del marco.'),
				`${path}/front`,
				'Tomar foto',
			);
		case 'front':
			return step(
				'Reverso del DNI',
				camera('photo', 'Dele la vuelta a su DNI.'),
				`${path}/back`,
				'Tomar foto',
			);
		case 'back':
			return step(
				'Vídeo selfie',
				camera('video', 'Mire a la cámara y gire despacio la cabeza.'),
				`${path}/selfie`,
				'Grabar vídeo',
			);
		case 'selfie':
			return step(
				'Enviar',
				html`<p>Compruebe que las imágenes son nítidas.</p>`,
				`${path}/finish`,
				'Enviar y terminar',
				html`<input type="hidden" name="outcome" value="well" />`,
			);
		case 'finished':
			return outcome !== undefined && !failing.includes(outcome)
				? ending('Identidad verificada', 'Gracias. Ya puede cerrar esta página.', 'good')
				: ending('No hemos podido verificar su identidad', 'Póngase en contacto con la empresa.', 'bad');
	}
}
