import { Refusal } from '../refusal';

/**
 * What Firmafy does not do is said within a 200, as `{"error": true, "message": …}`: that is how the documents show
 * "no credits"; no other status is documented.
 */
export function refusal(message: string, reason?: string): Refusal {
	return new Refusal(200, message, reason);
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
