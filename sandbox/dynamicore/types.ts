import { type Check, listOf, openObject, shape, text } from '../check';
import { badRequest, notFound } from '../refusal';
import type { DynamiCoreReadings } from './switches';

/** A field of a template. These names, and the order by `score`, are those of DynamiCore's later public documents. */
export interface TemplateField {
	field: string;
	displayname: string;
	type: 'text' | 'number' | 'date' | 'boolean' | 'options' | 'file';
	score: number;
	validate: { required?: boolean; options?: string[] };
}

/** A client type or product type, with the template of the fields that its records have. */
export interface RecordType {
	id: number;
	name: string;
	description: string;
	template: TemplateField[];
}

type Preset = Omit<RecordType, 'template'> & { template: Array<Omit<TemplateField, 'score'>> };

/** A field by its name alone, or with more about it. */
const checkField: Check<Omit<TemplateField, 'score'>> = (value, name) => {
	if (typeof value === 'string') {
		return { field: text({ empty: false })(value, name), displayname: value, type: 'text', validate: {} };
	}
	const { field, displayname, type, validate } = openObject(value, name);
	if (typeof field !== 'string' || field === '')
		throw badRequest(`${name}.field must be the name of a field`);
	const given = { displayname: displayname ?? field, type: type ?? 'text', validate: validate ?? {} };
	return { field, ...given } as Omit<TemplateField, 'score'>;
};

/**
 * "Types of Clients" and "Types of Products": the sample sends `template[0][]`, a list of lists, and the table asks for
 * `pii[lastname]`, which the other table repeats word by word. Either is taken; one of them has to be there.
 */
const checkType = shape(
	{ name: text({ empty: false }) },
	{ description: text(), template: listOf(listOf(checkField)), pii: openObject },
);

/** The client types or the product types of a company. */
export class RecordTypes {
	private readonly types = new Map<number, RecordType>();

	constructor(private readonly presets: Preset[]) {
		this.reset();
	}

	/** Refuses 400 what the table does not allow. */
	create(body: unknown, needs: DynamiCoreReadings['typeFields']): RecordType {
		const { name, description = '', template, pii } = checkType(body, '');
		if (!template && !pii) throw badRequest('template (or pii) is required');
		if (needs === 'pii' && pii?.lastname === undefined) throw badRequest('pii.lastname is required');
		const fields = template?.flat() ?? Object.keys(pii ?? {}).map((key) => checkField(key, 'pii'));
		if (fields.length === 0) throw badRequest('the template has no field');
		const id = Math.max(...this.types.keys()) + 1;
		return this.keep({ id, name, description, template: fields });
	}

	/** The catalog. Its entries are not documented: this is what the later documents show of a type. */
	list(): RecordType[] {
		return [...this.types.values()];
	}

	/** Refuses 404. `what` says in the sentence what the id was given for. */
	get(id: string, what: string): RecordType {
		const type = /^\d+$/.test(id) ? this.types.get(Number(id)) : undefined;
		if (!type) throw notFound(`${what} ${id} does not exist`);
		return type;
	}

	reset(): void {
		this.types.clear();
		this.presets.forEach((preset) => this.keep(preset));
	}

	private keep({ template, ...type }: Preset): RecordType {
		const scored = template.map((field, index) => ({ ...field, score: index + 1 }));
		const kept = { ...type, template: scored };
		this.types.set(type.id, kept);
		return kept;
	}
}

const required = { required: true };
const field = (
	name: string,
	displayname: string,
	type: TemplateField['type'] = 'text',
	validate: TemplateField['validate'] = {},
) => ({ field: name, displayname, type, validate });

const everyone = [
	field('firstname', 'Nombre', 'text', required),
	field('lastname', 'Apellidos', 'text', required),
	field('rfc', 'RFC', 'text', required),
	field('email', 'Correo electrónico', 'text', required),
	field('phone', 'Teléfono'),
];

/** 17 is the type of the documents' samples. */
export const clientTypePresets: Preset[] = [
	{
		id: 17,
		name: 'Persona Fisica',
		description: 'Template para registro de personas fisicas en SOFOM',
		template: [
			...everyone,
			field('birthdate', 'Fecha de nacimiento', 'date'),
			field('monthly_income', 'Ingreso mensual', 'number'),
			field('politically_exposed', 'Persona políticamente expuesta', 'boolean'),
			field('occupation', 'Ocupación', 'options', { options: ['Asalariado', 'Independiente', 'Jubilado'] }),
			field('acceptance_bc', 'Autorización de buró de crédito', 'file'),
		],
	},
	{
		id: 18,
		name: 'Persona Moral',
		description: 'Template para registro de empresas en SOFOM',
		template: [
			...everyone,
			field('business_name', 'Razón social', 'text', required),
			field('acta_constitutiva', 'Acta constitutiva', 'file'),
		],
	},
];

/** 6 is the product of the documents' sample. */
export const productTypePresets: Preset[] = [
	{
		id: 6,
		name: 'Crédito simple',
		description: 'Crédito a plazo fijo',
		template: [field('amount', 'Monto', 'number', required), field('months', 'Plazo en meses', 'number')],
	},
	{
		id: 7,
		name: 'Factoraje',
		description: 'Anticipo de facturas',
		template: [field('nominal_value', 'Valor Nominal', 'number'), field('clabe', 'CLABE')],
	},
];
