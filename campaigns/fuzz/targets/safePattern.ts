import fc from 'fast-check';
import { matchesPattern } from '../../../nodes/runtime/form/safePattern';
import { likely, mutated } from '../hostile';
import { assert } from '../outcome';
import { target } from '../target';

const atom = fc.constantFrom(
	'a',
	'b',
	'[ab]',
	'[^a]',
	'.',
	'\\d',
	'\\w',
	'\\s',
	'\\b',
	'^',
	'$',
	'(?:ab)',
	'1',
	'[a-z0-9._%+-]',
);
const few = ['*', '+', '?', '{2}', '{1,3}', '{0,2}?', '{2,}'];

const patternWith = (quantifiers: string[], maxDepth: number) =>
	fc.letrec<{ node: string }>((tie) => ({
		node: fc.oneof(
			{ maxDepth },
			atom,
			fc.tuple(tie('node'), tie('node')).map(([one, other]) => one + other),
			fc.tuple(tie('node'), tie('node')).map(([one, other]) => `(${one}|${other})`),
			fc.tuple(tie('node'), fc.constantFrom(...quantifiers)).map(([one, count]) => `(${one})${count}`),
		),
	})).node;

const short = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '\n', '@'), maxLength: 8 });

/** On texts so short that JavaScript's own matcher cannot hang on them for long, both say the same. */
export const patternsAgree = target({
	name: 'patterns-agree',
	cases: fc.tuple(patternWith(few, 3), short),
	check([source, text]) {
		const told = matchesPattern(source, text);
		assert(told === undefined || told === new RegExp(source).test(text), 'another answer than RegExp gives');
	},
});

/** The templates' own regular expressions, those that are known to be cruel, and what may become of them. */
const cruel = mutated(
	'^(a+)+$',
	'^(a|aa)+$',
	'^([a-zA-Z]+)*$',
	'(x+x+)+y',
	'^(\\w+\\s?)*$',
	'(.*)*=',
	'a*a*a*a*a*b',
	'^(([a-z])+.)+[A-Z]([a-z])+$',
	'(a{1,40}){1,40}b',
	'((a?){20}){20}a',
	'^[^\\s@]+@[^\\s@]+\\.[a-z]{2,}$',
	'^(0[1-9]|[12]\\d|3[01])/(0[1-9]|1[0-2])/\\d{4}$',
	'[' + 'a-zA-Z'.repeat(150) + ']+$',
	'a'.repeat(1_990),
	'(a|b|c|d|e|f|g|h|i|j)*'.repeat(80),
	'(?:'.repeat(600) + ')'.repeat(600),
);

/** No pattern and no text takes longer than 50 ms; what would is not told. */
export const patternsEnd = target({
	name: 'patterns-end',
	cases: fc.tuple(
		fc.oneof(cruel, patternWith([...few, '{1,50}', '{40}'], 5)),
		likely('a'.repeat(50), `${'a'.repeat(3_000)}!`, 'a'.repeat(200), 'x'.repeat(60_000), ''),
	),
	check([source, text]) {
		const told = matchesPattern(source, text);
		assert(told === undefined || typeof told === 'boolean', 'no answer');
	},
});
