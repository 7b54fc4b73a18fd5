import fc from 'fast-check';

/** No case is larger: n8n reads bodies of up to 16 MB, but what grows faster than its input shows long before. */
export const LARGEST = 64 * 1024;

/** Pieces that parsers stumble over: syntax, names of prototypes, control characters, halves of characters. */
const PIECES = [
	...[
		'"',
		"'",
		'{',
		'}',
		'[',
		']',
		'<',
		'>',
		'(',
		')',
		',',
		':',
		';',
		'=',
		'&',
		'?',
		'#',
		'%',
		'\\',
		'/',
		'|',
	],
	...[
		'\u0000',
		'\u200b',
		'\ufeff',
		'\ud800',
		'\udfff',
		'\u2028',
		'\u202e',
		'\r\n',
		'\t',
		' ',
		'😀',
		'ñ',
		'٣',
		'İ',
	],
	...[
		'__proto__',
		'constructor',
		'prototype',
		'toString',
		'valueOf',
		'then',
		'toJSON',
		'hasOwnProperty',
		'length',
	],
	...[
		'null',
		'true',
		'NaN',
		'Infinity',
		'-0',
		'1e309',
		'9007199254740993',
		'0x10',
		'1_000',
		'%00',
		'%ZZ',
		'%F0%9F',
	],
	...[
		'<!--',
		'-->',
		'<?',
		'<![CDATA[',
		'&#9999999999;',
		'&#55296;',
		'\\u0000',
		'\\ud800',
		'../',
		'//',
		'@',
		'.',
	],
	...[
		'{"__proto__":{"polluted":1}}',
		'{"constructor":{"prototype":{"polluted":1}}}',
		'signer[__proto__][polluted]',
	],
];

const piece = fc.constantFrom(...PIECES);

type Edit = [kind: number, at: number, length: number, piece: string];

const edit: fc.Arbitrary<Edit> = fc.tuple(fc.nat(9), fc.nat(1_000_000), fc.nat(40), piece);

/** One place in the text is cut, doubled, replaced, torn off, or blown up. */
function edited(text: string, [kind, where, length, inserted]: Edit): string {
	const at = where % (text.length + 1);
	const before = text.slice(0, at);
	const after = text.slice(at);
	const rest = after.slice(length);
	switch (kind) {
		case 0:
			return before + rest;
		case 1:
			return before + after.slice(0, length) + after;
		case 2:
			return before + inserted + rest;
		case 3:
			return before;
		case 4:
			return after + before;
		case 5:
			return before + String.fromCharCode(where & 0xffff) + rest;
		case 6:
			// Seldom, because it is what makes a case large: a piece or a part of the text, over and over.
			return before + repeated(where % 2 ? inserted : after.slice(0, length) || inserted, where) + rest;
		default:
			return before + inserted + after;
	}
}

function repeated(text: string, seed: number): string {
	const most = Math.floor(LARGEST / text.length / 4);
	const count = seed % 64 === 0 ? most : (seed >> 6) % 100;
	return text.repeat(Math.min(count, most));
}

/** The documents' own examples, with up to five places changed. */
export function mutated(...examples: string[]): fc.Arbitrary<string> {
	return fc
		.tuple(fc.constantFrom(...examples), fc.array(edit, { maxLength: 5 }))
		.map(([text, edits]) => edits.reduce(edited, text).slice(0, LARGEST));
}

/** Any short text, mostly hostile. */
export const text: fc.Arbitrary<string> = fc.oneof(
	mutated('', 'a', 'x@y.pe', '2026-11-22', 'https://example.com/a?b=c#d', '12345678'),
	fc.array(fc.nat(0xffff), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes)),
	piece,
);

/** One of the examples or of the words, or something hostile. */
export function likely<T>(...values: T[]): fc.Arbitrary<T | string> {
	return fc.oneof({ arbitrary: fc.constantFrom(...values), weight: 3 }, text);
}
