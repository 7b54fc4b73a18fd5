import { randomUUID } from 'node:crypto';
import { flag, flagText, listOf, number, numberText, oneOf, shape, text } from '../check';
import { badRequest, notFound } from '../refusal';
import { account, colleague } from './account';
import type { FileStore, StoredFile } from './files';
import { filledPdf, formPdf } from './formPdf';

const required = text({ empty: false });

/** "Propiedades de DocumentTemplateField". */
const checkField = shape(
	{ id: required, name: required, type: oneOf('string', 'number', 'date'), required: flag },
	{
		default: text(),
		minLength: number({ min: 0, integer: true }),
		maxLength: number({ min: 0, integer: true }),
		regex: text(),
		placeholder: text(),
	},
);

type Field = ReturnType<typeof checkField>;

/** What a person makes in the web app; there is no API for it. */
export const checkNewTemplate = shape(
	{ name: required, fields: listOf(checkField) },
	{ files: listOf(required, { min: 1 }), colleague: flag },
);

interface Template {
	templateId: string;
	accountId: string;
	name: string;
	creatorEmail: string;
	fields: Field[];
	files: Array<{ id: string; name: string; bytes: Buffer; stored: StoredFile }>;
	updatedAt: string;
	createdAt: string;
}

const checkList = shape(
	{},
	{ limit: numberText({ min: 1, integer: true }), start: required, organizational: flagText },
);

const checkFill = shape({}, { fieldValues: listOf(shape({ name: required, value: text() }, {})) });

/** "Plantillas de documento", and the files that were filled from them. */
export class DocumentTemplates {
	private templates = new Map<string, Template>();
	private readonly filled = new Map<string, Buffer>();
	private ready: Promise<unknown>;

	constructor(private readonly files: FileStore) {
		this.ready = this.add(loanTemplate);
	}

	async create(input: ReturnType<typeof checkNewTemplate>): Promise<object> {
		await this.ready;
		return await this.add(input);
	}

	private async add(input: ReturnType<typeof checkNewTemplate>): Promise<object> {
		const { templates } = this;
		const owner = input.colleague ? colleague : account;
		const createdAt = new Date().toISOString();
		const names = input.files ?? [`${input.name}.pdf`];
		const files = await Promise.all(names.map(async (name) => await this.newFile(name, input.fields)));
		const template: Template = {
			templateId: `${createdAt}${randomUUID()}`,
			accountId: owner.id,
			name: input.name,
			creatorEmail: owner.email,
			fields: input.fields,
			files,
			updatedAt: createdAt,
			createdAt,
		};
		templates.set(template.templateId, template);
		return this.view(template);
	}

	/** "Listar plantillas de documento": newest first, all of them when there is no limit. */
	async list(query: unknown): Promise<{ templates: object[]; next?: string }> {
		await this.ready;
		const { limit = Infinity, start, organizational = false } = checkList(query, '');
		const all = [...this.templates.values()].reverse();
		const visible = all.filter(({ accountId }) => organizational || accountId === account.id);
		const begin = start === undefined ? 0 : visible.findIndex((template) => keyOf(template) === start) + 1;
		if (start !== undefined && begin === 0) throw badRequest('start is not a value that next had');
		const page = visible.slice(begin, begin + limit);
		const templates = page.map(listItem);
		return begin + limit < visible.length ? { templates, next: keyOf(page[page.length - 1]) } : { templates };
	}

	async get(templateId: string): Promise<object> {
		await this.ready;
		return this.view(this.find(templateId));
	}

	/** "Generar documentos rellenados". Refuses 400 what the template's rules do not allow. */
	async fill(templateId: string, body: unknown): Promise<{ files: object[] }> {
		await this.ready;
		const template = this.find(templateId);
		const values = readValues(template.fields, checkFill(body, '').fieldValues ?? []);
		const files = await Promise.all(
			template.files.map(async ({ id, name, bytes }) => {
				const filled = this.files.add(name, 'application/pdf', await filledPdf(bytes, values));
				const storageId = keyOf({ templateId: filled.id });
				this.filled.set(storageId, filled.bytes);
				return { id, storageId, url: filled, size: filled.bytes.length, sha256: filled.sha256 };
			}),
		);
		return { files };
	}

	/** A filled file, for the documents of a contract. */
	stored(storageId: string): Buffer | undefined {
		return this.filled.get(storageId);
	}

	all(): Array<{ templateId: string; name: string; fields: Field[] }> {
		return [...this.templates.values()];
	}

	reset(): void {
		this.templates = new Map();
		this.filled.clear();
		this.ready = this.add(loanTemplate);
	}

	private async newFile(name: string, fields: Field[]): Promise<Template['files'][number]> {
		const bytes = await formPdf(name.replace(/\.pdf$/i, ''), fields);
		return { id: randomUUID(), name, bytes, stored: this.files.add(name, 'application/pdf', bytes) };
	}

	private find(templateId: string): Template {
		const template = this.templates.get(templateId);
		if (!template) throw notFound(`Document template ${templateId} not found`);
		return template;
	}

	private view({ files, ...template }: Template): object {
		const shown = files.map(({ id, name, bytes, stored }) => ({ url: stored, id, name, size: bytes.length }));
		return { ...template, files: shown };
	}
}

function listItem({
	templateId,
	accountId,
	name,
	creatorEmail,
	files,
	fields,
	updatedAt,
	createdAt,
}: Template) {
	const counts = { fileCount: files.length, fieldCount: fields.length };
	return { templateId, accountId, name, creatorEmail, ...counts, updatedAt, createdAt };
}

/** A cursor, or a storageId: nothing that says what is in it. */
function keyOf({ templateId }: { templateId: string }): string {
	return Buffer.from(JSON.stringify({ key: templateId })).toString('base64');
}

/** The value of each field, by its id. "Valor del campo que es validado con las reglas de DocumentTemplateField". */
function readValues(fields: Field[], given: Array<{ name: string; value: string }>): Map<string, string> {
	const values = new Map<string, string>();
	for (const { name, value } of given) {
		const field = fields.find(({ id }) => id === name);
		if (!field) throw badRequest(`fieldValues: the template has no field ${name}`);
		if (values.has(name)) throw badRequest(`fieldValues: ${name} is there twice`);
		values.set(name, rules[field.type](field, value));
	}
	for (const { id, required: isRequired, default: initial } of fields) {
		if (!values.has(id) && initial !== undefined) values.set(id, initial);
		if (isRequired && !values.get(id)) throw badRequest(`fieldValues: ${id} is required`);
	}
	return values;
}

type Rule = (field: Field, value: string) => string;

const rules: Record<Field['type'], Rule> = {
	string: ({ id, minLength = 0, maxLength = Infinity, regex }, value) => {
		if (value.length < minLength || value.length > maxLength)
			throw badRequest(`fieldValues: ${id} must have ${minLength} to ${maxLength} characters`);
		if (regex !== undefined && !new RegExp(regex).test(value))
			throw badRequest(`fieldValues: ${id} does not match ${regex}`);
		return value;
	},
	number: ({ id }, value) => {
		if (value.trim() === '' || !Number.isFinite(Number(value)))
			throw badRequest(`fieldValues: ${id} must be a number`);
		return value;
	},
	// The only date in the documents is 2020-10-09.
	date: ({ id }, value) => {
		const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
		if (!isDay) throw badRequest(`fieldValues: ${id} must be a date of the form YYYY-MM-DD`);
		return value;
	},
};

/** The template that the sandbox begins with. */
export const loanTemplate: ReturnType<typeof checkNewTemplate> = {
	name: 'Loan agreement',
	files: ['Loan agreement.pdf', 'Payment schedule.pdf'],
	fields: [
		{ id: 'borrower-0', name: 'Borrower', type: 'string', required: true, minLength: 3, maxLength: 80 },
		{
			id: 'dni-0',
			name: 'DNI',
			type: 'string',
			required: true,
			regex: '^\\d{8}$',
			placeholder: 'Eight digits',
		},
		{ id: 'amount-0', name: 'Amount', type: 'number', required: true },
		{ id: 'date-0', name: 'First payment', type: 'date', required: true },
		{ id: 'city-0', name: 'City', type: 'string', required: true, default: 'Lima' },
		{ id: 'notes-0', name: 'Notes', type: 'string', required: false, maxLength: 200 },
	],
};
