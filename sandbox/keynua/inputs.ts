import { livenessValue, type ScannedPerson } from './liveness';
import type { KeynuaState } from './state';
import type { Item } from './types';

/** The sample of "Formulario de plantilla de documento". */
const form = {
	fields: [
		{ id: 'number-y2ga911c4cdas', value: '123123123' },
		{ id: 'names-ubxx8pjp9a3m', value: 'test' },
	],
};

/** The sample of "Cuestionario", with a question of each other type of its table. */
const questionnaire = {
	questions: [
		{
			options: ['De 0 a 6 meses', 'De 6 meses a un año', 'De un año a 3 años', 'Más de 3 años'],
			id: 'tiempo',
			question: '¿Cuánto tiempo vive usted en la vivienda declarada?',
			type: 'radio',
			required: true,
			value: 'De 0 a 6 meses',
		},
		{ id: 'referencias', question: 'Referencias', type: 'string', required: true, value: 'testing' },
		{
			options: ['Agua', 'Luz'],
			id: 'servicios',
			question: '¿Con qué servicios cuenta?',
			type: 'checkbox',
			required: false,
			value: 'Agua',
		},
		{
			id: 'correo',
			question: 'Correo de contacto',
			type: 'email',
			required: false,
			placeholder: 'nombre@example.com',
			value: 'contacto@example.com',
		},
		{ id: 'ingreso', question: 'Ingreso mensual', type: 'number', required: true, min: 0, value: '2500' },
		{ id: 'desde', question: 'Vive ahí desde', type: 'date', required: false, value: '2024-01-15' },
	],
};

/** GeolocationPosition, as browsers give it. */
const place = {
	location: {
		coords: { latitude: -12.0464, longitude: -77.0428, accuracy: 20, altitude: null },
		timestamp: 1_604_957_455_847,
	},
	address: 'Jirón de la Unión 300, Lima',
};

/** What a person would have given for an item, in the form the documents show. */
export function inputFor(state: KeynuaState, item: Item, person: ScannedPerson): Record<string, unknown> {
	switch (item.type) {
		case 'terms':
			return {
				termsAndConditionsUrl: 'https://www.keynua.com/legal/terms-and-conditions/',
				privacypolicyUrl: 'https://www.keynua.com/legal/privacy-policy/',
				viewedAt: state.clock.iso(),
			};
		case 'documents':
			return { opened: true };
		case 'text':
			return { text: item.reference === 'viewerName' ? 'Revisora' : '12345678' };
		case 'image': {
			const located = state.switches.now.imageLocation === 'given' ? place : {};
			return { original: { url: state.photo(item.reference) }, ...located };
		}
		case 'documenttemplateform':
			return form;
		case 'questionnairecheck':
			return questionnaire;
		case 'livenessinput':
			return livenessValue(state, person);
		default:
			return { url: state.video(item.reference) };
	}
}
