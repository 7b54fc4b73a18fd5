import { type Check, email, oneOf, shape, text, textLike } from '../check';
import { notFound } from '../refusal';

const required = text({ empty: false });
const day = textLike(/^\d{4}-\d\d-\d\d$/, 'a date of the form YYYY-MM-dd');

/** "Crear girador natural": all attributes are strings. */
const checkCreate = shape(
	{
		girador: shape(
			{
				nombresNat_Nat: required,
				correoElectronico: email,
				primerApellido_Nat: required,
				segundoApellido_Nat: required,
				fkIdTipoDocumento: oneOf('1', '2'),
				numeroDocumento: required,
				numeroCelular: required,
				estadoCivil: required,
				direccion1PersonaGrupo_PGP: required,
				telefono1PersonaGrupo_PGP: required,
				fechaNacimiento_Nat: day,
				fechaExpedicion_Nat: day,
				fkIdDepartamentoExpedicion_Nat: required,
				fkIdCiudadExpedicion_Nat: required,
			},
			{},
		),
	},
	{},
);

type Girador = ReturnType<typeof checkCreate>['girador'];

/** "Consultar girador": "1" natural, "2" legal. */
const checkGet: Check<{ idClasePersona: string; tipoDocumento: string; numeroDocumento: string }> = shape(
	{ idClasePersona: oneOf('1', '2'), tipoDocumento: oneOf('1', '2'), numeroDocumento: required },
	{},
);

/** The people registered with Deceval. What Keynua answers is not documented: here it is the person. */
export class Issuers {
	private readonly people = new Map<string, Girador>();

	create(body: unknown): { girador: Girador } {
		const { girador } = checkCreate(body, '');
		this.people.set(girador.numeroDocumento, girador);
		return { girador };
	}

	/** Refuses 404 for somebody who is not registered. Only natural persons can be registered. */
	get(body: unknown): { girador: Girador } {
		const { idClasePersona, tipoDocumento, numeroDocumento } = checkGet(body, '');
		const girador = this.people.get(numeroDocumento);
		if (idClasePersona !== '1' || girador?.fkIdTipoDocumento !== tipoDocumento)
			throw notFound(`There is no girador ${numeroDocumento}`);
		return { girador };
	}

	has(numeroDocumento: string): boolean {
		return this.people.has(numeroDocumento);
	}

	clear(): void {
		this.people.clear();
	}
}
