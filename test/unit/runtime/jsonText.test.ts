import fc from 'fast-check';
import { takeOut } from '../../../nodes/runtime/webhook/jsonText';
import { anyText } from '../arbitraries';

const topLevelValue = (json: string, key: string) => takeOut(json, key)?.value;

test('gives the exact text of a value, whatever the spacing', () => {
	expect(topLevelValue('{ "a" : 1 , "payload" :\n{ "x": [1, "}"] } , "b": null }', 'payload')).toBe(
		'{ "x": [1, "}"] }',
	);
	expect(topLevelValue('{"payload":"a\\"b"}', 'payload')).toBe('"a\\"b"');
	expect(topLevelValue('{"payload":-1.50e3}', 'payload')).toBe('-1.50e3');
});

test('a key further down does not count, and neither does one inside a text', () => {
	expect(topLevelValue('{"a":{"payload":1},"b":"\\"payload\\":2"}', 'payload')).toBeUndefined();
});

test('a text may end in backslashes, and hold quotes and brackets', () => {
	for (const text of ['\\', '\\\\', '\\"', '"}]', '\\\\"{', '"'.repeat(5)]) {
		const payload = { text, list: [text] };
		const json = JSON.stringify({ before: text, payload, after: text });
		expect(topLevelValue(json, 'payload')).toBe(JSON.stringify(payload));
	}
});

test('an escaped name is the same name', () => {
	expect(topLevelValue('{"p\\u0061yload":{"x":1}}', 'payload')).toBe('{"x":1}');
});

test('of a repeated key the last counts, as for JSON.parse', () => {
	const body = '{"payload":{"good":1},"payload":{"evil":1}}';
	expect(JSON.parse(topLevelValue(body, 'payload') ?? '')).toEqual(JSON.parse(body).payload);
});

test('no object, no value', () => {
	for (const json of ['[]', '"payload"', '1', 'null', '{}'])
		expect(topLevelValue(json, 'payload')).toBeUndefined();
});

test('for any JSON object, parsing the text gives what JSON.parse gives', () => {
	const spaced = fc.constantFrom(undefined, 1, 2, '\t', '\r\n ');
	fc.assert(
		fc.property(
			fc.dictionary(anyText(), fc.jsonValue()),
			fc.jsonValue(),
			spaced,
			(others, payload, space) => {
				const json = JSON.stringify({ ...others, payload }, null, space as string);
				expect(JSON.parse(topLevelValue(json, 'payload') ?? '')).toEqual(JSON.parse(json).payload);
			},
		),
	);
});

test('the rest is the object without the value', () => {
	fc.assert(
		fc.property(fc.dictionary(anyText(), fc.jsonValue()), fc.jsonValue(), (others, payload) => {
			const json = JSON.stringify({ ...others, payload });
			expect(JSON.parse(takeOut(json, 'payload')?.rest ?? '')).toEqual({
				...JSON.parse(json),
				payload: null,
			});
		}),
	);
});

test('what is not valid JSON does not become it by being cut', () => {
	const pieces = fc.constantFrom(
		'{',
		'}',
		'[',
		']',
		'"',
		':',
		',',
		'\\',
		' ',
		'null',
		'1',
		'"payload"',
		'"payload":',
		'{}',
	);
	const isJson = (text: string) => {
		try {
			return JSON.parse(text) !== undefined;
		} catch {
			return false;
		}
	};
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 12 }), (list) => {
			const text = `{${list.join('')}}`;
			const cut = takeOut(text, 'payload');
			if (cut) expect(isJson(cut.value) && isJson(cut.rest)).toBe(isJson(text));
		}),
		{ numRuns: 5000 },
	);
});
