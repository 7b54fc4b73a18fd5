import type { Blueprint } from './templates';
import type { Item } from './types';
import { badRequest } from '../refusal';

type OnChange = (item: Item) => void;

export function newItem(id: number, userId: number | null, blueprint: Blueprint): Item {
	return { id, version: 0, state: 'pending', userId, ...blueprint, value: null };
}

/** An item as the API shows it, with three attributes that typed clients of the real API know. */
export function shownItem(item: Item): object {
	return { ...item, allowsManualUpdate: false, allowsRetry: false, hideOnWebApp: false };
}

/** What a person gave: the item succeeds. "El item version cambiará por cada intento": it counts the attempts. */
export function provide(item: Item, value: Record<string, unknown>, onChange: OnChange): void {
	startAttempt(item);
	item.state = 'success';
	item.value = value;
	onChange(item);
}

/** What Keynua does itself: the item works, then succeeds with what `produce` makes. */
export function work(item: Item, value: Record<string, unknown>, onChange: OnChange): void {
	begin(item, onChange);
	item.state = 'success';
	item.value = value;
	onChange(item);
}

export function begin(item: Item, onChange: OnChange): void {
	startAttempt(item);
	item.state = 'working';
	item.value = null;
	onChange(item);
}

/** "Cuando ocurra un error en un Item": state error, and the value is a code and a message. */
export function fail(item: Item, code: string, message: string, onChange: OnChange): void {
	startAttempt(item);
	item.state = 'error';
	item.value = { code, message };
	onChange(item);
}

function startAttempt(item: Item): void {
	if (item.state !== 'working') item.version += 1;
}

/** "Errores por tipo de Item", for the item types that the sandbox can let fail. */
const documentedErrors: Record<string, Record<string, string>> = {
	reniec: {
		ReniecFailed: 'Ha fallado la conexión con Reniec y no fue posible obtener la información.',
		NotAllowedCancellation: 'El documento se encuentra cancelado.',
		NotAllowedRestriction: 'El documento presenta restricciones por parte de Reniec.',
		NotAllowedObservation: 'El documento presenta observaciones por parte de Reniec.',
	},
	convertvideo: {
		ConvertVideoFailed:
			'No ha sido posible procesar el video del firmante. Este error puede ocurrir si el video es inválido.',
	},
	checklabels: {
		unmatchedInputText: 'El texto ingresado no coincide con la imagen del documento de identificación.',
		NotValidIdCard: 'El documento de identificación no es válido.',
		NotValidExpirationDateInIdCard: 'La fecha de expiración del documento no es válida.',
		ExpirationDateNotDetected: 'No se ha detectado la fecha de expiración en el documento.',
		NoDetectedTextsInImage: 'No se pudo detectar ningún texto dentro de la imagen.',
		DuplicatesFoundInId: 'Se ha detectado más de un documento de identificación.',
	},
	transcribe: {
		ShortCodeNotFound: 'Error en el código hablado.',
		TranscriptionFailed: 'No fue posible extraer el audio del video.',
	},
	detectlabels: {
		DidNotPass: 'La imagen procesada no es un documento válido.',
		DetectLabelsFailed: 'No ha sido posible detectar el formato esperado ni textos en la imagen.',
	},
	facematch: {
		NotAMatch: 'La cara del video no coincide con el documento oficial.',
		SourceFaceNotFound: 'La cara en la imagen no se pudo encontrar.',
		FacemasksDetected: 'Se ha detectado una mascarilla en la imagen.',
		FaceMatchError: 'No fue posible encontrar una coincidencia facial.',
		MarkedAsFraud: 'Ha sido marcado como un posible fraude por parte de Keynua.',
	},
	livenessdetection: {
		AdminReject: 'Error obteniendo la prueba de vida del video.',
		ManyFacesDetected: 'Han sido detectadas múltiples caras en el video.',
		ScoreTooLow: 'El video no ha pasado el score mínimo y debe volver a enviarse.',
		NoFacesDetected: 'No se detectó ningún rostro en el video',
		InvalidPayloadStructure: 'Error obteniendo la prueba de vida del video.',
		MarkedAsFraud: 'Ha sido marcado como un posible fraude por parte de Keynua.',
	},
};

/** A documented error of an item type, the first one when no code is given. Refuses 400 for an unknown one. */
export function documentedError(type: string, code?: string): { code: string; message: string } {
	const errors = documentedErrors[type];
	if (!errors) throw badRequest(`itemType must be one of ${Object.keys(documentedErrors).join(', ')}`);
	const chosen = code ?? Object.keys(errors)[0];
	if (!Object.hasOwn(errors, chosen)) {
		throw badRequest(`code must be one of ${Object.keys(errors).join(', ')} for ${type}`);
	}
	return { code: chosen, message: errors[chosen] };
}
