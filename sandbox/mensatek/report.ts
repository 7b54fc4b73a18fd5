import type { Report } from './reports';
import { isRead, resultOf, numberOnDocument } from './result';
import type { Step, Verification } from './types';

/**
 * The documents' list of statuses is lost. Two are known: 5001 is that of the sample, which carries a result, and 5100
 * announces the certificate. The other numbers are the sandbox's own; a client must not rely on them.
 */
export const statusOf: Record<Exclude<Step, 'scheduled'> | 'certificate', number> = {
	sent: 5010,
	opened: 5020,
	front: 5030,
	back: 5040,
	selfie: 5050,
	finished: 5001,
	certificate: 5100,
};

/** The report of a verification as it stands: the fields and the writing of the documented sample. */
export function reportOf(verification: Verification): Report {
	const { id, input, sentAt, status, changedAt, step } = verification;
	const opened = step !== 'scheduled' && step !== 'sent';
	return {
		Servicio: 'VERIFICACION_IDENTIDAD',
		ID: id,
		FechaEnvio: sentAt,
		Estado: String(status),
		UltimaActualizacion: changedAt,
		Acceso: opened ? json({ Fecha: `${changedAt}:21`, IP: '85.10.20.221', Puerto: '11892' }) : '',
		Telefono: input.Telefono,
		DNIAnverso: isRead(verification, 'front') ? numberOnDocument(verification) : '',
		DNIReverso: isRead(verification, 'back') ? numberOnDocument(verification, 'back') : '',
		DNISolicitado: input.Dni ?? '',
		Posicion: opened ? json(position) : '',
		Dispositivo: opened ? json(device) : '',
		Result: step === 'finished' ? json(resultOf(verification)) : '',
	};
}

const position = {
	Direccion: 'C. de las calles, 8B, 28333 Madrid, Spain',
	Coordenadas: {
		Longitud: '-1.6592592',
		Latitud: '4.4577993',
		Altura: 75.70229058041491,
		Precision: 15.265999794006348,
	},
};

const device = { browser: 'Chrome 92.0.4515.131', SysOp: 'Android 11', displayResolution: '360 x 800' };

/** JSON as PHP writes it, and as the sample shows it: with escaped slashes. */
function json(value: object): string {
	return JSON.stringify(value).replace(/\//g, '\\/');
}
