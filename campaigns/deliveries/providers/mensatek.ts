import type { IDataObject } from 'n8n-workflow';
import { garbage, TOO_LARGE, type Kind, type Post, type Sender } from '../delivery';
import type { Random } from '../random';
import { formEncodings, jsonEncodings, wrappings, type Encoding } from './encodings';

export interface MensatekPlaces {
	/** The trigger's production URL. */
	url: string;
	user: string;
	password: string;
	/** The password that the credential had before. */
	formerPassword: string;
	mark: string;
}

const JSON_TEXTS = wrappings.flatMap(jsonEncodings);
/** 5001 is in the document's sample; the list that the others were in is lost. */
const STATUSES = ['5010', '5020', '5001'];

/** Reports as "Real-time reception of statuses" describes them: in JSON or as a form, with Basic authentication. */
export function mensatek(places: MensatekPlaces): Sender {
	return {
		name: 'Mensatek',
		kinds: ['forged', 'altered', 'stale', 'other secret', 'oversized', 'garbage'],
		make: (kind, number, random) => {
			const report = reportOf(places, number);
			const encoding = random.pick(random.chance(0.5) ? formEncodings : JSON_TEXTS);
			return {
				provider: 'Mensatek',
				kind,
				key: keyOf(report),
				post: () => post(places, kind, report, encoding, random),
			};
		},
		keyOf,
	};
}

function keyOf({ ID, Estado }: IDataObject): string {
	return ['Mensatek', ID, Estado].join(' ');
}

/** The fields and the writing of the document's sample. Several statuses are about the same verification. */
function reportOf({ mark }: MensatekPlaces, number: number): Record<string, string> {
	const Estado = STATUSES[number % STATUSES.length];
	return {
		Servicio: 'VERIFICACION_IDENTIDAD',
		ID: `${mark}-${Math.floor(number / STATUSES.length)}`,
		FechaEnvio: '2026-10-10 10:10',
		Estado,
		UltimaActualizacion: '2026-10-10 10:10',
		Acceso: '{"Fecha":"2026-09-04 19:37:21","IP":"85.10.20.221","Puerto":"11892"}',
		Telefono: '34600000000',
		DNIAnverso: '00000000T',
		DNIReverso: '00000000T',
		DNISolicitado: '00000000T',
		Result:
			Estado === '5001'
				? '{"AnversoReversoCoinciden":"Si","DNISolicitadoCoincide":"N\\/A","DNI":{"DNI":"00000000T","Caducado":"No"},"ProcesoRelizadoMismaPersona":"Si","PruebaDeVida":"Si"}'
				: '',
	};
}

function post(
	places: MensatekPlaces,
	kind: Kind,
	report: Record<string, string>,
	encoding: Encoding,
	random: Random,
): Post {
	const authorization = authorizationOf(places, kind, random);
	const sent = kind === 'oversized' ? { ...report, Posicion: TOO_LARGE } : report;
	// A form has another, larger limit: what is oversized goes as JSON.
	const { headers, body } = (kind === 'oversized' ? JSON_TEXTS[0] : encoding)(sent);
	const right = { url: places.url, headers: { ...headers, ...authorization }, body };
	if (kind !== 'garbage') return right;
	const { contentType, body: rubbish } = garbage(random);
	return { ...right, headers: { 'Content-Type': contentType, ...authorization }, body: rubbish };
}

/** The only proof that Mensatek gives is its login. */
function authorizationOf(
	{ user, password, formerPassword }: MensatekPlaces,
	kind: Kind,
	random: Random,
): Record<string, string> {
	if (kind === 'forged' && random.chance(0.5)) return {};
	const passwords: Partial<Record<Kind, string>> = {
		forged: '',
		altered: password.slice(0, -1),
		stale: formerPassword,
		'other secret': `not ${password}`,
	};
	const login = `${user}:${passwords[kind] ?? password}`;
	return { Authorization: `Basic ${Buffer.from(login).toString('base64')}` };
}
