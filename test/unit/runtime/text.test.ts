import fc from 'fast-check';
import { isTooDeep, recordsIn, textOf, withoutEndSlashes, wordsOf } from '../../../nodes/runtime/text';

test('single values are written out, anything else is empty', () => {
	expect([textOf('a'), textOf(7), textOf(false), textOf(null), textOf(undefined), textOf(['a'])]).toEqual([
		'a',
		'7',
		'false',
		'',
		'',
		'',
	]);
});

test('nothing makes it throw', () => {
	fc.assert(fc.property(fc.anything(), (value) => expect(typeof textOf(value)).toBe('string')));
	expect(textOf({ toString: false })).toBe('');
});

test('only the objects of a list are records', () => {
	expect(recordsIn([{ a: 1 }, null, 'x', [2], {}])).toEqual([{ a: 1 }, {}]);
	expect([recordsIn(null), recordsIn('x'), recordsIn({ length: 2 })]).toEqual([[], [], []]);
});

test('100 levels are deep enough for every document, and 20,000 are found out without running out of stack', () => {
	const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;
	expect(isTooDeep({ a: nested(98) })).toBe(false);
	expect(isTooDeep(nested(102))).toBe(true);
	expect(isTooDeep(nested(20_000))).toBe(true);
	expect(isTooDeep('text')).toBe(false);
});

test('slashes at the end go, those before stay', () => {
	expect(withoutEndSlashes('https://a.example.com//b///')).toBe('https://a.example.com//b');
	expect(withoutEndSlashes('///')).toBe('');
});

test("a provider's words are a text of bounded length, and no gateway's page", () => {
	expect(wordsOf('  No existe el campo ')).toBe('No existe el campo');
	expect(wordsOf('<html><p>Bad Gateway</p></html>')).toBeUndefined();
	expect(wordsOf('x'.repeat(5_000))).toHaveLength(1_000);
	expect([wordsOf(' '), wordsOf({ message: 'no' }), wordsOf(undefined)]).toEqual([
		undefined,
		undefined,
		undefined,
	]);
});
