import type { MensatekReadings } from './switches';

/** "Resp: TXT, JSON, XML"; `legacy` stands for the answers of old versions, which come when Resp is not sent. */
export type Format = 'JSON' | 'TXT' | 'XML' | 'legacy';

export type AnswerFields = Record<string, string | number>;

const contentTypes: Record<Format, string> = {
	JSON: 'application/json; charset=utf-8',
	TXT: 'text/plain; charset=utf-8',
	XML: 'text/xml; charset=utf-8',
	legacy: 'text/html; charset=utf-8',
};

/** An answer as it goes over the wire. */
export interface Rendered {
	status?: number;
	type: string;
	text: string;
}

export function renderAnswer(fields: AnswerFields, asked: Format, now: MensatekReadings): Rendered {
	const format = now.format === 'asked' ? asked : now.format;
	const written = Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, writtenValue(name, value, now)]),
	);
	return { type: contentType(contentTypes[format], now), text: textOf(written, format, now) };
}

/** The content type that an answer is labelled with. */
export function contentType(usual: string, now: MensatekReadings): string {
	return now.contentType === 'usual' ? usual : now.contentType;
}

/** A refusal in the shape that is switched on. */
export function renderRefusal(res: number, message: string, asked: Format, now: MensatekReadings): Rendered {
	const answer = (fields: AnswerFields) => renderAnswer(fields, asked, now);
	if (res === -1 && now.wrongLogin === 'bare') return { type: 'text/html', text: '-1' };
	if (res === -1 && now.wrongLogin === 'status')
		return { status: 401, ...answer({ Res: res, Error: message }) };
	switch (now.refusals) {
		case 'res':
			return answer({ Res: res, Error: message });
		case 'zero':
			return answer({ Res: 0, Error: message });
		case 'error':
			return answer({ Error: message });
		case 'message':
			return { type: contentTypes.JSON, text: JSON.stringify({ message }) };
		case 'text':
			return { type: contentTypes.TXT, text: message };
		case 'html':
			return { type: 'text/html', text: '<html><body><h1>Error</h1></body></html>' };
		case 'status':
			return { status: 400, ...answer({ Res: res, Error: message }) };
	}
}

function textOf(fields: AnswerFields, format: Format, { container }: MensatekReadings): string {
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
			return String(fields.Res ?? fields.Error);
	}
}

function element([name, value]: [string, string | number]): string {
	const text = String(value).replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
	return `<${name}>${text}</${name}>`;
}

function writtenValue(name: string, value: string | number, { numbers }: MensatekReadings): string | number {
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
