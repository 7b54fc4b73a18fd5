import { type Step, steps, type Verification } from './types';

const ownNumber = '00000000T';
const anotherNumber = '11111111H';

/** Whether the person has come at least to that step. */
export function isRead({ step }: Verification, needed: Step): boolean {
	return steps.indexOf(step) >= steps.indexOf(needed);
}

/** The number on the person's document. On one whose sides do not belong together, the back has another. */
export function numberOnDocument({ input, outcome }: Verification, side: 'front' | 'back' = 'front'): string {
	const asked = input.Dni || ownNumber;
	if (outcome === 'otherNumber') return asked === anotherNumber ? ownNumber : anotherNumber;
	return side === 'back' && outcome === 'sidesDiffer' ? anotherNumber : asked;
}

/** `Result` of the documented sample, with what the outcome changes in it. */
export function resultOf(verification: Verification): object {
	const { input, outcome } = verification;
	const front = numberOnDocument(verification);
	const likeness = outcome === 'otherPerson' ? 21.52 : 93.957847595214844;
	return {
		Resultado: likeness,
		DNIAnverso: front,
		DNIReverso: numberOnDocument(verification, 'back'),
		AnversoReversoCoinciden: yes(outcome !== 'sidesDiffer'),
		DNISolicitado: input.Dni ?? '',
		DNISolicitadoCoincide: input.Dni ? yes(front === input.Dni) : 'N/A',
		DNI: {
			Edad: 66,
			FechaNacimiento: '18/12/1955',
			DNI: front,
			Nacionalidad: 'ESP',
			Pais: 'ESP',
			Nombre: 'APARICIO GARCIA,RAFAEL',
			NumeroSerie: 'BGT78666',
			TipoDocumento: 'ID-1',
			Sexo: 'M',
			FechaExpira: outcome === 'documentExpired' ? '19/10/2017' : '19/10/2037',
			Caducado: yes(outcome === 'documentExpired'),
		},
		ProcesoRelizadoMismaPersona: yes(outcome !== 'otherPerson'),
		Barba: 'No',
		Bigote: 'No',
		GafasLectura: 'No',
		GafasSol: 'No',
		Sexo: 'Hombre con probabilidad de 99.599784851074%',
		RangoAparenteEdad: '44-62',
		Dispositivo: 'Android.v11-Chrome.v92.0.4515.131',
		ParecidoPersonaDNI: likeness,
		PruebaDeVida: yes(outcome !== 'noLiveness'),
	};
}

function yes(value: boolean): 'Si' | 'No' {
	return value ? 'Si' : 'No';
}
