import type { RefusalAnswer } from '../provider';
import { Refusal } from '../refusal';
import type { FirmafyReadings } from './switches';

/**
 * What Firmafy does not do is said within a 200, as `{"error": true, "message": …}`: that is how the documents show
 * "no credits"; no other status is documented.
 */
export function refusal(message: string, reason?: string): Refusal {
	return new Refusal(200, message, reason);
}

const page = (title: string) =>
	`<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

/** A refusal in the shape that is switched on. */
export function refusalAnswer(
	message: string,
	status: number,
	{ refusals }: Pick<FirmafyReadings, 'refusals'>,
): RefusalAnswer {
	const answers: Record<typeof refusals, Partial<RefusalAnswer>> = {
		flag: { body: { error: true, message } },
		textFlag: { body: { error: 'true', message } },
		one: { body: { error: 1, message } },
		two: { body: { error: 2, message } },
		sentence: { body: { error: message } },
		data: { body: { error: true, data: message } },
		errorMessage: { body: { error: true, error_message: message } },
		messageOnly: { body: { message } },
		text: { body: message, type: 'text/plain' },
		html: { body: page('Error'), type: 'text/html' },
		gateway: { status: 502, body: page('502 Bad Gateway'), type: 'text/html' },
		empty: { body: '' },
	};
	return { status, body: '', ...answers[refusals] };
}

/** The one refusal that the documents quote ("En caso de … no disponer de créditos"). */
export const noCredits =
	'Se ha alcanzado el numero máximo de envios disponibles en su plan. En caso de querer adquirir un nuevo plan, visite www.firmafy.com/tarifas y pongase en contacto con su proveedor';

/** Quoted by the documents of earlier years. */
export const templatePages = 'Número de páginas distinto al de la plantilla';
export const templateUnknown = 'Plantilla no encontrada';
export const csvUnknown = 'CSV no encontrado.';

/** The texts for these are not documented. */
export const wrongLogin = 'Usuario o contraseña incorrectos';
export const wrongToken = 'El token no es válido o ha caducado';
export const wrongAccount = 'El id_show no corresponde al usuario';
export const noSms = 'No dispone de SMS en su plan';
