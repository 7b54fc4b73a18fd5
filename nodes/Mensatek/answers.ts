import type { IDataObject } from 'n8n-workflow';
import { parsedJson, textOf } from '../runtime/text';

/**
 * Reads an answer of Mensatek, which comes as JSON, TXT or XML, as one object or a list with one, with numbers as
 * numbers, as text or in Spanish format, or, as in old versions, as nothing but the number of `Res`.
 *
 * @param text the body as it came
 * @returns the fields under the names of the documents (`Res`, `ID`, `Cred`, `Error`) whatever their case, with `Res`
 * and `Cred` as numbers where they are some; undefined when the text has none of these forms
 */
export function readAnswer(text: string): IDataObject | undefined {
	const entries = fieldsOf(text.replace(/^\uFEFF/, '').trim());
	// Of a field that is there twice (a list with more than one object), the first counts.
	return entries && Object.fromEntries(entries.reverse().map(([name, value]) => documented(name, value)));
}

type Entries = Array<[name: string, value: IDataObject[string]]>;

function fieldsOf(text: string): Entries | undefined {
	if (/^"?[+-]?\d+"?$/.test(text)) return [['Res', text.replaceAll('"', '')]];
	if (text.startsWith('{') || text.startsWith('[')) return jsonFields(text);
	if (text.startsWith('<')) return xmlFields(text);
	return txtFields(text);
}

function jsonFields(text: string): Entries | undefined {
	const [first] = [parsedJson(text)].flat(2) as unknown[];
	if (typeof first === 'number') return [['Res', first]];
	return typeof first === 'object' && first !== null ? Object.entries(first as IDataObject) : undefined;
}

/** `Res:1;` and so on, in lines or behind one another. What has no name belongs to the value before it. */
function txtFields(text: string): Entries | undefined {
	const entries: Array<[string, string]> = [];
	for (const piece of text.split(/[;\r\n]+/).filter((part) => part.trim() !== '')) {
		const [, name, value] = /^\s*([A-Za-z]\w*)\s*[:=](.*)$/.exec(piece) ?? [];
		const last = entries.at(-1);
		if (name !== undefined) entries.push([name, value.trim()]);
		else if (last) last[1] += `; ${piece.trim()}`;
		else return undefined;
	}
	return entries.length > 0 ? entries : undefined;
}

const ELEMENT = /<([A-Za-z_][\w.-]*)(?:\s[^<>]*)?>([^<>]*)<\/\1\s*>/g;
const DEEPEST = 5;

/**
 * `<result><Res>1</Res>…</result>`, where elements such as `item0` may lie in between. The innermost elements are the
 * fields; they are taken out, level by level, until nothing is left. If something is, this was not well-formed.
 */
function xmlFields(text: string): Entries | undefined {
	const entries: Entries = [];
	let rest = text.replace(/<\?[^<>]*\?>|<!--[^<>]*-->|<[\w.-]+\s*\/>/g, '');
	for (let level = 0; level < DEEPEST && rest.trim() !== ''; level++) {
		rest = rest.replace(ELEMENT, (_, name: string, value: string) => {
			if (value.trim() !== '') entries.push([name, plainText(value.trim())]);
			return '';
		});
	}
	return rest.trim() === '' && entries.length > 0 ? entries : undefined;
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function plainText(xml: string): string {
	return xml.replace(/&(?:#(\d{1,6})|(\w+));/g, (whole, code: string | undefined, name: string) =>
		code === undefined ? (ENTITIES[name] ?? whole) : String.fromCodePoint(Number(code)),
	);
}

/** Names seen in answers of Mensatek's functions, in lower case, and how the documents of this API write them. */
const DOCUMENTED: Record<string, string> = {
	res: 'Res',
	id: 'ID',
	cred: 'Cred',
	creditos: 'Cred',
	saldo: 'Cred',
	error: 'Error',
};

function documented(name: string, value: IDataObject[string]): [string, IDataObject[string]] {
	const known = Object.hasOwn(DOCUMENTED, name.toLowerCase()) ? DOCUMENTED[name.toLowerCase()] : name;
	if (known === 'Res' || known === 'Cred') return [known, numberFrom(value) ?? value];
	return [known, known === 'ID' ? textOf(value) : value];
}

/**
 * A number, or the one a text shows: `12000`, `14970,00`, `12.345,67`, `1.234.567`, `12,345.67`. A single dot is a
 * decimal point and a single comma a decimal comma. Undefined for any other text.
 */
export function numberFrom(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	const text = textOf(value).trim();
	if (/^[+-]?\d+([.,]\d+)?$/.test(text)) return Number(text.replace(',', '.'));
	if (/^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
	if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
	return undefined;
}
