import fc from 'fast-check';
import { textOf } from '../../../nodes/runtime/text';

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
