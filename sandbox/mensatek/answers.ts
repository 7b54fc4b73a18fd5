/** "Resp: TXT, JSON, XML"; `legacy` stands for the answers of old versions, which come when Resp is not sent. */
export const formats = ['JSON', 'TXT', 'XML', 'legacy'] as const;

export type Format = (typeof formats)[number];

/** The shapes that integrators met beside those of the documents' samples. */
export interface AnswerShape {
	/** Answers in this format whatever Resp says. */
	format?: Format;
	/** JSON: the documents show a list with one object; some functions give the bare object. */
	container: 'array' | 'object';
	/** The samples show numbers as text; the tables say integer and double; some functions write 14.970,00. */
	numbers: 'text' | 'number' | 'spanish';
	/** Labels every answer with this content type, whatever is in it. */
	contentType?: string;
}

export const documentedShape: AnswerShape = { container: 'array', numbers: 'text' };

export type AnswerFields = Record<string, string | number>;

const contentTypes: Record<Format, string> = {
	JSON: 'application/json; charset=utf-8',
	TXT: 'text/plain; charset=utf-8',
	XML: 'text/xml; charset=utf-8',
	legacy: 'text/html; charset=utf-8',
};

/** An answer as it goes over the wire: its content type and its text. */
export function renderAnswer(
	fields: AnswerFields,
	asked: Format,
	shape: AnswerShape,
): { type: string; text: string } {
	const format = shape.format ?? asked;
	const written = Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, writtenValue(name, value, shape)]),
	);
	return { type: shape.contentType ?? contentTypes[format], text: textOf(written, format, shape) };
}

function textOf(fields: AnswerFields, format: Format, { container }: AnswerShape): string {
	const entries = Object.entries(fields);
	switch (format) {
		case 'JSON':
			return JSON.stringify(container === 'array' ? [fields] : fields);
		case 'TXT':
			return entries.map(([name, value]) => `${name}:${value};\n`).join('');
		case 'XML':
			return `<?xml version="1.0" encoding="UTF-8"?>\n<result>${entries.map(element).join('')}</result>`;
		case 'legacy':
			// "some of the variables that are included in this version of the API are omitted": only Res is left.
			return String(fields.Res);
	}
}

function element([name, value]: [string, string | number]): string {
	const text = String(value).replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
	return `<${name}>${text}</${name}>`;
}

function writtenValue(name: string, value: string | number, { numbers }: AnswerShape): string | number {
	if (typeof value === 'string') return value;
	if (numbers === 'number') return value;
	// Only amounts are written with separators.
	if (numbers === 'spanish' && name === 'Cred') return spanishNumber(value);
	return String(value);
}

function spanishNumber(value: number): string {
	const [whole, fraction] = value.toFixed(2).split('.');
	return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`;
}
