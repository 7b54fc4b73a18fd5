import type { KeynuaState } from './state';

/** Who shows a document in the 3D scan. */
export interface ScannedPerson {
	documentType?: string;
	documentNumber: string;
	fullName: string | null;
	/** What is scanned in 3D. */
	scans: { face: boolean; document: boolean };
}

const dates = { birthDate: '1991-10-04', issueDate: '2021-11-16', expirationDate: '2031-10-04' };
const { birthDate, expirationDate } = dates;

/** What is read of each kind of document: the tables "DocumentType: …", besides what all have. */
const readings: Record<string, object> = {
	'co-id': { birthDate, barcode: '04912345678PubDSK_1' },
	'cl-id': {
		...dates,
		...{ birthPlace: 'SANTIAGO', nationality: 'CHL', rut: '17840680', digitChecker: '9', sex: 'M' },
	},
	'mx-id': { ...dates, address: 'C EJEMPLO 123 CIUDAD DE MEXICO', sex: 'M', voterKey: 'EJPRSN91100409H100' },
	'pe-id': dates,
	'pe-ce': { birthDate, nationality: 'VEN', sex: 'M' },
	global: { expirationDate },
};

/** The tables' names by those of the document types that are asked for; all others are read as `global`. */
const tableOf: Record<string, string> = {
	'co-cedula': 'co-id',
	'cl-cedula': 'cl-id',
	'mx-ife': 'mx-id',
	'pe-dni': 'pe-id',
	'pe-dni-ce': 'pe-id',
	'pe-ce': 'pe-ce',
};

/**
 * "OCR y Prueba de vida 3D", the value of `livenessinput`: of the face, the document, or both. `facematchScore` "solo tendrá
 * valor si se realiza la prueba de vida 3D y la validación de documento 3D".
 */
export function livenessValue(state: KeynuaState, person: ScannedPerson): Record<string, unknown> {
	const { face, document } = person.scans;
	return {
		...(face && { auditTrail: state.photo('face') }),
		...(document && scanOf(state, person)),
		...(face && document && { facematchScore: 99.91 }),
	};
}

function scanOf(state: KeynuaState, person: ScannedPerson): object {
	const type = tableOf[person.documentType ?? ''] ?? 'global';
	const words = (person.fullName ?? 'Persona Ejemplo').trim().toUpperCase().split(/\s+/);
	const given = Math.max(1, Math.floor(words.length / 2));
	const names = words.slice(0, given).join(' ');
	const familyNames = words.slice(given).join(' ') || 'EJEMPLO';
	return {
		idScanFrontImage: state.photo('front'),
		// "La parte trasera no se pide en algunos casos, como en el caso del DNI Peruano".
		...(type !== 'pe-id' && { idScanBackImage: state.photo('back') }),
		ocrData: { type, idNumber: person.documentNumber, names, familyNames, ...readings[type] },
	};
}
