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
	if (side === 'front') return asked;
	// A passport has one side.
	if (outcome === 'passport') return '';
	return outcome === 'sidesDiffer' || outcome === 'backNumberDiffers' ? anotherNumber : asked;
}

/** `Result` of the documented sample, with what the outcome changes in it. */
export function resultOf(verification: Verification): object {
	const { input, outcome } = verification;
	const front = numberOnDocument(verification);
	const likeness = likenessOf(outcome);
	const check = (passed: boolean) => (outcome === 'notAvailable' ? 'N/A' : yes(passed));
	const isPassport = outcome === 'passport';
	return {
		Resultado: likeness,
		DNIAnverso: front,
		DNIReverso: numberOnDocument(verification, 'back'),
		AnversoReversoCoinciden: isPassport ? 'N/A' : check(outcome !== 'sidesDiffer'),
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
			// Of ISO/IEC 7810: ID-1 is a card, as in the sample, ID-3 a passport.
			TipoDocumento: isPassport ? 'ID-3' : 'ID-1',
			Sexo: 'M',
			FechaExpira: outcome === 'documentExpired' ? '19/10/2017' : '19/10/2037',
			Caducado: check(outcome === 'documentExpired'),
		},
		ProcesoRelizadoMismaPersona: check(outcome !== 'otherPerson'),
		Barba: 'No',
		Bigote: 'No',
		GafasLectura: 'No',
		GafasSol: 'No',
		Sexo: 'Hombre con probabilidad de 99.599784851074%',
		RangoAparenteEdad: '44-62',
		Dispositivo: 'Android.v11-Chrome.v92.0.4515.131',
		ParecidoPersonaDNI: likeness,
		PruebaDeVida: check(outcome !== 'noLiveness'),
	};
}

/** In percent. Somebody who is not the holder may pass all checks with a low one. */
function likenessOf(outcome: Verification['outcome']): number {
	if (outcome === 'otherPerson') return 21.52;
	return outcome === 'lowLikeness' ? 12.31 : 93.957847595214844;
}

function yes(value: boolean): 'Si' | 'No' {
	return value ? 'Si' : 'No';
}
