import fc from 'fast-check';
import { numberFrom, readAnswer } from '../../../nodes/Mensatek/answers';
import { anyText } from '../arbitraries';

test('the samples of the document', () => {
	const send = '[\n{\n"Res": "10",\n"ID": "1994779988",\n"Cred": "12000"\n}\n]';
	expect(readAnswer(send)).toEqual({ Res: 10, ID: '1994779988', Cred: 12000 });
	expect(readAnswer('[{"Res": "10", "Cred": "12000"}]')).toEqual({ Res: 10, Cred: 12000 });
});

test.each<[string, string, object]>([
	['an object', '{"Res":1,"ID":7,"Cred":0.5}', { Res: 1, ID: '7', Cred: 0.5 }],
	['names in another case', '{"RES":"1","Id":"7","CRED":"2"}', { Res: 1, ID: '7', Cred: 2 }],
	['the credits under another name', '{"Res":"1","Saldo":"14970,00"}', { Res: 1, Cred: 14970 }],
	['TXT in lines', 'Res:1;\nID:7;\nCred:12.345,67;\n', { Res: 1, ID: '7', Cred: 12345.67 }],
	['TXT in one line', 'Res:1;ID:7;Cred:12000;', { Res: 1, ID: '7', Cred: 12000 }],
	[
		'TXT with a semicolon in a text',
		'Res:-3;Error:Falta algo; Telefono',
		{ Res: -3, Error: 'Falta algo; Telefono' },
	],
	[
		'XML',
		'<result><Res>1</Res><ID>7</ID><Cred>12.345,67</Cred></result>',
		{ Res: 1, ID: '7', Cred: 12345.67 },
	],
	[
		'XML with a prolog, items and capitals',
		'<?xml version="1.0" encoding="UTF-8"?>\n<result>\n <item0>\n  <RES>1</RES>\n  <ID>7</ID>\n </item0>\n</result>',
		{ Res: 1, ID: '7' },
	],
	[
		'XML with entities',
		'<result><Res>-3</Res><Error>a &lt;b&gt; &amp; &#233;</Error></result>',
		{ Res: -3, Error: 'a <b> & é' },
	],
	['XML with an empty element', '<result><Res>-1</Res><Error/><ID></ID></result>', { Res: -1 }],
	['a bare -1', '-1', { Res: -1 }],
	['a bare -1 with spaces and a mark in front', '\uFEFF -1\r\n', { Res: -1 }],
	['a bare number as JSON', '[-1]', { Res: -1 }],
	['the first of several', '[{"Res":"1","ID":"7"},{"Res":"2","ID":"8"}]', { Res: 1, ID: '7' }],
])('%s', (_, text, expected) => {
	expect(readAnswer(text)).toEqual(expected);
});

test.each([
	'',
	' ',
	'hello',
	'[',
	'[]',
	'{"Res":',
	'null',
	'<result><Res>1</Res><ID>12',
	'<Res>1</result>',
	'"x"',
])('%j is no answer', (text) => {
	expect(readAnswer(text)).toBeUndefined();
});

test('a page of HTML has no Res, whatever else is read out of it', () => {
	const page = '<!doctype html><html><body><h1>Under maintenance</h1></body></html>';
	expect(readAnswer(page)?.Res).toBeUndefined();
});

test.each([
	['12000', 12000],
	['0', 0],
	['-1', -1],
	['12000.5', 12000.5],
	['14970,00', 14970],
	['12.345,67', 12345.67],
	['1.234.567', 1234567],
	['1.234.567,8', 1234567.8],
	['12,345.67', 12345.67],
	['12.345', 12.345],
	[' 7 ', 7],
	[0.25, 0.25],
])('the number %j', (written, expected) => {
	expect(numberFrom(written)).toBe(expected);
});

test.each([
	'',
	'x',
	'1e5',
	'0x10',
	'1.2.3',
	'1,2,3',
	'12.34.567',
	'NaN',
	'Infinity',
	'--1',
	'1 000',
	null,
	{},
])('%j is no number', (written) => {
	expect(numberFrom(written)).toBeUndefined();
});

const amount = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((cents) => cents / 100);
const digits = fc.stringMatching(/^\d{1,15}$/);
/** What survives every format: no line breaks or semicolons (TXT), no white space at the ends. */
const words = fc
	.string({ unit: 'grapheme', minLength: 1 })
	.map((text) => text.replace(/[;\r\n\p{C}\p{Z}]/gu, ''))
	.filter((text) => text !== '' && text.trim() === text);
const spanish = (value: number) =>
	value.toLocaleString('es-ES', { minimumFractionDigits: 2, useGrouping: 'always' } as never);
const escaped = (text: string) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

test('one answer, whatever format it is written in', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: -100, max: 100 }),
			digits,
			amount,
			words,
			fc.boolean(),
			(Res, ID, credits, Error, isSpanish) => {
				const Cred = isSpanish ? spanish(credits) : String(credits);
				const expected = { Res, ID, Cred: credits, Error };
				const text = { Res: String(Res), ID, Cred, Error };
				const xml = Object.entries(text).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`);
				expect(readAnswer(JSON.stringify([text]))).toEqual(expected);
				expect(readAnswer(JSON.stringify({ ...text, Res }))).toEqual(expected);
				expect(readAnswer(`<result>${xml.join('')}</result>`)).toEqual(expected);
				expect(readAnswer(`Res:${Res};\nID:${ID};\nCred:${Cred};\nError:${Error};`)).toEqual(expected);
			},
		),
	);
});

test('no text makes it crash, or take something other than a number for Res', () => {
	const fragments = fc.constantFrom(
		'<Res>',
		'</Res>',
		'<result>',
		'</result>',
		'[',
		']',
		'{',
		'}',
		'"Res"',
		':',
		'-1',
		';',
		'&#9999999;',
		'&lt;',
		'__proto__',
	);
	const hostile = fc.oneof(
		anyText(),
		fc.json(),
		fc.array(fc.oneof(fragments, fc.string()), { maxLength: 12 }).map((parts) => parts.join('')),
	);
	fc.assert(
		fc.property(hostile, (text) => {
			const answer = readAnswer(text);
			expect(answer === undefined || Object.getPrototypeOf(answer) === Object.prototype).toBe(true);
		}),
		{ numRuns: 1000 },
	);
});

test('a long text full of brackets is read in a moment', () => {
	expect(readAnswer('<a>'.repeat(100_000))).toBeUndefined();
	expect(readAnswer(`<r>${'<a>1</a>'.repeat(50_000)}</r>`)).toEqual({ a: '1' });
	expect(readAnswer('['.repeat(100_000))).toBeUndefined();
});
