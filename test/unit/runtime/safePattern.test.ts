import fc from 'fast-check';
import { matchesPattern } from '../../../nodes/runtime/form/safePattern';
import { anyText } from '../arbitraries';

const same = (pattern: string, ...texts: string[]) => {
	for (const text of texts) {
		expect([pattern, text, matchesPattern(pattern, text)]).toEqual([
			pattern,
			text,
			new RegExp(pattern).test(text),
		]);
	}
};

test('what people write for document numbers, e-mails, dates and codes', () => {
	same('^\\d{8}$', '12345678', '1234567', '123456789', '1234567a', '');
	same('^\\d?$', '', '1', '12');
	same('^[^\\s@]+@[^\\s@]+\\.[a-z]{2,}$', 'a@b.pe', 'a@b', 'a b@c.pe');
	same('^(0[1-9]|[12]\\d|3[01])/(0[1-9]|1[0-2])/\\d{4}$', '28/07/2026', '32/07/2026', '1/1/2026');
	same('^[A-Z]{3}-\\d{2,4}$', 'LIM-01', 'LIM-00001', 'lim-01');
	same('\\bS/ ?\\d+(\\.\\d{2})?\\b', 'S/ 6000.00', 'xS/1', 'total S/1.5');
	same('^[\\wáéíóúñ .-]*$', 'José Ñandú', 'Rosa', 'a_b-c.d', 'niño');
	same('^(?:a|b)*?c+?$', 'ababc', 'abab', 'c');
	same('^(?<year>\\d{4})$', '2026', '26');
});

test('corners of the syntax', () => {
	same('a{,3}', 'a{,3}', 'aaa');
	same('a{2', 'a{2', 'aa');
	same('^a{0}$', '', 'a');
	same('^(a?){3}$', '', 'aaa', 'aaaa');
	same('^(a*)*$', '', 'aaaa', 'ab');
	same('^(|a)+$', '', 'aa', 'b');
	same('[]', 'a', '');
	same('[^]', 'a', '', '\n');
	same('[\\]\\-a]', ']', '-', 'a', 'b');
	same('[a-]', '-', 'a', 'b');
	same('[\\w-z]', '-', 'z', '!');
	same('[a-z-9]', '-', '9', 'q', '5');
	same('^.$', '\n', 'x', '\u2028', '');
	same('\\x41\\u00f1\\t', 'Añ\t', 'Añ');
	same('a|', 'b', 'a');
	same('\\Bb', 'ab', 'b');
	same('x*', '', 'y');
	same('\\/\\$', '/$', '$/');
	same('^\\D\\W\\S$', 'a!x', '1!x', 'aax');
});

test('what cannot be told safely is not told', () => {
	for (const pattern of [
		'(a)\\1',
		'(?=a)',
		'(?!a)',
		'(?<=a)b',
		'(?<!a)b',
		'\\k',
		'(?<n>a)\\k<n>',
		'[',
		'(',
		'*',
		'a**',
	]) {
		expect([pattern, matchesPattern(pattern, 'aa')]).toEqual([pattern, undefined]);
	}
	expect(matchesPattern('a'.repeat(3000), 'a')).toBeUndefined();
	expect(matchesPattern('((a{1000}){1000}){1000}', 'a')).toBeUndefined();
	expect(matchesPattern('(?:){1,999999999}', 'a')).toBeUndefined();
	expect(matchesPattern('[a-c]{300}', 'a'.repeat(1_000_000))).toBeUndefined();
});

test('patterns that JavaScript would never come back from', () => {
	const cruel = [
		'^(a+)+$',
		'^(a|a)*$',
		'^(a|aa)+$',
		'^([a-zA-Z]+)*$',
		'(x+x+)+y',
		'^(\\w+\\s?)*$',
		'(.*)*=',
		'a*a*a*a*a*b',
	];
	for (const pattern of cruel) {
		const started = performance.now();
		for (const length of [30, 300, 3_000, 30_000, 300_000]) {
			const told = matchesPattern(pattern, `${'a'.repeat(length)}!`);
			expect(told === undefined || told === false || pattern.startsWith('(x')).toBe(true);
		}
		// Five texts, the longest of 300 kB: a backtracking matcher needs longer than the universe has existed.
		expect(performance.now() - started).toBeLessThan(10_000);
	}
});

const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', '\\d', '\\w', '\\b', '^', '$', '(?:ab)', '1');
const pattern = fc.letrec<{ node: string }>((tie) => ({
	node: fc.oneof(
		{ maxDepth: 4 },
		atom,
		fc.tuple(tie('node'), tie('node')).map(([one, other]) => one + other),
		fc.tuple(tie('node'), tie('node')).map(([one, other]) => `(${one}|${other})`),
		fc
			.tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,2}?', '{2,}'))
			.map(([one, quantifier]) => `(${one})${quantifier}`),
	),
})).node;

test('any pattern and text: the same answer as RegExp gives', () => {
	fc.assert(
		fc.property(
			pattern,
			fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '\n'), maxLength: 8 }),
			(source, text) => {
				expect(matchesPattern(source, text)).toBe(new RegExp(source).test(text));
			},
		),
		{ numRuns: 2000 },
	);
});

test('no text makes a pattern hang or throw', () => {
	fc.assert(
		fc.property(anyText({ maxLength: 60 }), anyText(), (source, text) => {
			expect([true, false, undefined]).toContain(matchesPattern(source, text));
		}),
		{ numRuns: 2000 },
	);
});
