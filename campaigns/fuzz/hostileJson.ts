import fc from 'fast-check';
import { LARGEST, text } from './hostile';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const deep = (open: string, close: string, depth: number) =>
	JSON.parse(open.repeat(depth) + '1' + close.repeat(depth)) as Json;

/** Values that pass JSON.parse and that no document has. A `__proto__` in JSON is a property like any other. */
const NASTY: Json[] = [
	...[null, true, false, 0, -1, 5001, 1e308, 0.1, '', ' ', '\u0000', '\ud800', 'true', 'FIRMADO'],
	...[[], {}, [null], [[]], [[[null]]], [1, 'a', null], { a: null }, { length: 5 }, { then: 1 }],
	...[
		'__proto__',
		'constructor',
		'toString',
		'{"__proto__":{"polluted":1}}',
		'[array]',
		'{',
		'[null]',
		'[1,[2]]',
	],
	JSON.parse('{"toString":1,"valueOf":null}'),
	JSON.parse('{"toString":null,"toJSON":"x","then":"y"}'),
	JSON.parse('{"__proto__":{"polluted":1,"csv":"X","state":"error"}}'),
	JSON.parse('{"constructor":{"prototype":{"polluted":1}}}'),
	deep('[', ']', 20),
	deep('{"message":', '}', 20),
	'a'.repeat(5_000),
	'@.'.repeat(5_000),
];

const NAMES = [
	'__proto__',
	'constructor',
	'toString',
	'length',
	'item',
	'message',
	'error',
	'data',
	'csv',
	'',
];

type Edit = [kind: number, at: number, value: Json, name: string];

const value: fc.Arbitrary<Json> = fc.oneof(
	{ arbitrary: fc.constantFrom(...NASTY), weight: 5 },
	{ arbitrary: text, weight: 1 },
);
const edit: fc.Arbitrary<Edit> = fc.tuple(fc.nat(9), fc.nat(100_000), value, fc.constantFrom(...NAMES));

/** Any value that may stand in JSON: something nasty, or one of the examples with up to four places changed. */
export function mutatedJson(...examples: unknown[]): fc.Arbitrary<unknown> {
	const changed = fc
		.tuple(fc.constantFrom(...examples), fc.array(edit, { maxLength: 4 }))
		.map(([example, edits]) => edits.reduce(edited, copyOf(example)));
	return fc.oneof({ arbitrary: changed, weight: 12 }, { arbitrary: value, weight: 1 });
}

/** The text of such a value. */
export function mutatedJsonText(...examples: unknown[]): fc.Arbitrary<string> {
	return mutatedJson(...examples).map((json) => JSON.stringify(json).slice(0, LARGEST));
}

const ABYSSES = ['['.repeat(20_000) + ']'.repeat(20_000), '{"data":'.repeat(7_000) + '1' + '}'.repeat(7_000)];

/**
 * Seldom something so deep that a function which calls itself for each level runs out of stack: for the doors, where it
 * has to be turned away. What lies behind them is tried without it.
 */
export function withAbyss(
	ordinary: fc.Arbitrary<string>,
	place = (abyss: string) => abyss,
): fc.Arbitrary<string> {
	return fc.oneof(
		{ arbitrary: ordinary, weight: 500 },
		{ arbitrary: fc.constantFrom(...ABYSSES).map(place), weight: 1 },
	);
}

interface Place {
	holder: Json[] | { [name: string]: Json };
	key: string;
}

const copyOf = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json;

function edited(root: Json, [kind, where, added, name]: Edit): Json {
	// Each case has its own: what is shared could come to hold itself.
	const nasty = copyOf(added);
	const all = places(root);
	const { holder, key } = all[where % (all.length || 1)] ?? {};
	if (holder === undefined) return nasty;
	const current = (holder as Record<string, Json>)[key];
	switch (kind) {
		case 0:
			if (Array.isArray(holder)) holder.splice(Number(key), 1);
			else delete holder[key];
			return root;
		case 1:
			return set(root, holder, key, [current]);
		case 2:
			return set(root, holder, name, nasty);
		case 3:
			return set(root, holder, key.toUpperCase(), nasty);
		case 4:
			return set(root, holder, key, { [name === '__proto__' ? 'x' : name]: current });
		case 5:
			return set(root, holder, key, JSON.stringify(current));
		default:
			return set(root, holder, key, nasty);
	}
}

/** As JSON.parse would: also `__proto__` becomes a property of the object itself. */
function set(root: Json, holder: object, key: string, value: Json): Json {
	if (Array.isArray(holder) && !/^\d+$/.test(key)) holder.push(value);
	else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
	return root;
}

/** Every place of a value where something stands, to a depth that the examples have. */
function places(json: Json, depth = 0): Place[] {
	if (json === null || typeof json !== 'object' || depth > 6) return [];
	return Object.keys(json).flatMap((key) => [
		{ holder: json, key },
		...places((json as Record<string, Json>)[key], depth + 1),
	]);
}
