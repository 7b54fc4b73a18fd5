import { html, type Html } from '../../page/html';
import { hiddenFields } from '../../page/parts';
import { camera, ending, step } from '../../page/phone';
import type { Contract, Item } from '../types';
import type { Visit } from './visit';

const base = '/phone/keynua';

/** The pages of the widget on which nothing can be done, by the names that the documents give to them. */
const endings: Record<string, () => Html> = {
	finished: () => ending('¡Listo!', 'Completaste todos los pasos. Ya puedes cerrar esta página.', 'good'),
	deleted: () => ending('Ya no está disponible', 'El contrato fue eliminado por quien lo envió.', 'bad'),
	expired: () => ending('Venció el plazo', 'El tiempo para completarlo ha terminado.', 'bad'),
	maxAttempts: () => ending('No quedan intentos', 'Superaste el número de intentos permitidos.', 'bad'),
	validating: () => ending('Estamos validando', 'Una persona revisa tu información.', 'waits'),
	pending: () => ending('Todavía no es tu turno', 'Otras personas tienen que firmar antes.', 'waits'),
};

/** What the person sees next. */
export function screenOf(visit: Visit): Html {
	if (visit.view) return (endings[visit.view] ?? endings.validating)();
	const [next] = visit.missing;
	const failures = visit.failed.map(
		({ value }) => html`<p class="alert">${String(value?.message ?? '')}</p>`,
	);
	// Everything was given, and a check failed that asks for nothing again.
	if (!next) return html`${failures} ${tryAgain(visit)}`;
	return html`${failures} ${stepOf(visit, next)}`;
}

function tryAgain({ token }: Visit): Html {
	return step(
		'Inténtalo de nuevo',
		html`<p>No pudimos validar tu información.</p>`,
		`${base}/again`,
		'Reintentar',
		hiddenFields({ token }),
	);
}

function stepOf(visit: Visit, item: Item): Html {
	const show = (body: Html, label: string) =>
		step(
			item.title,
			body,
			`${base}/step`,
			label,
			hiddenFields({ token: visit.token, item: String(item.id) }),
		);
	switch (item.type) {
		case 'terms':
			return show(
				html`<label class="check"
					><input type="checkbox" required name="accepted" /> Acepto los términos y condiciones y la política
					de privacidad</label
				>`,
				'Aceptar',
			);
		case 'documents':
			return html`${show(documentLinks(visit.signing?.contract), 'He leído los documentos')}
			${rejection(visit)}`;
		case 'text':
			return show(
				html`<div class="field">
					<label for="text">${item.title}</label>
					<input id="text" name="text" required value="12345678" autocomplete="off" />
				</div>`,
				'Continuar',
			);
		case 'image':
			return show(camera('photo', 'Ubica la imagen dentro del marco, con buena luz.'), 'Tomar foto');
		case 'documenttemplateform':
		case 'questionnairecheck':
			return show(html`<p>Las respuestas ya están escritas, como en los ejemplos.</p>`, 'Enviar respuestas');
		case 'imagesign':
			return show(camera('drawing', 'Firma con el dedo dentro del recuadro.'), 'Firmar');
		default:
			return show(camera('video', 'Mira a la cámara y sigue las instrucciones.'), 'Grabar video');
	}
}

function documentLinks(contract?: Contract): Html {
	const links = (contract?.documents ?? []).map(
		(file) => html`<li><a href="${file.toJSON()}" target="_blank" rel="noopener">${file.name}</a></li>`,
	);
	return html`<ul>
		${links}
	</ul>`;
}

/** "DocumentRejectedBySigner": the message is the person's own. */
function rejection({ token }: Visit): Html {
	return html`<details id="reject">
		<summary>No estoy de acuerdo</summary>
		<form method="post" action="${base}/refuse" class="step">
			${hiddenFields({ token })}
			<div class="field">
				<label for="message">Motivo</label>
				<input id="message" name="message" required />
			</div>
			<button class="danger">Rechazar los documentos</button>
		</form>
	</details>`;
}

/** For contracts whose template asks for a one-time code. */
export function codeScreen({ token }: Visit, wasSent: boolean): Html {
	const send = (label: string) =>
		html`<form method="post" action="${base}/send-code" class="step">
			${hiddenFields({ token })}
			<button class="${wasSent ? 'plain' : 'main'}">${label}</button>
		</form>`;
	if (!wasSent)
		return html`<h2>Código de verificación</h2>
			<p>Te enviaremos un código para comprobar que eres tú.</p>
			${send('Enviarme el código')}`;
	const field = html`<div class="field">
		<label for="code">Código</label>
		<input id="code" name="code" required autocomplete="one-time-code" />
	</div>`;
	return html`${step(
		'Código de verificación',
		html`<p>Escribe el código que recibiste.</p>`,
		`${base}/code`,
		'Verificar',
		html`${hiddenFields({ token })} ${field}`,
	)}
	${send('Enviar otro código')}`;
}
