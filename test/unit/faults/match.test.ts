import { matchReads, matchWrites, type Figures, type Thing } from '../../../campaigns/faults/match';
import type { Told } from '../../../campaigns/faults/told';
import type { Seen } from '../../../campaigns/faults/trouble';
import type { Tells } from '../../../campaigns/faults/mix';

const KEY = 'case-000001';
const done: Told = { what: 'done', ids: ['A'] };
const unknown: Told = { what: 'failed', fate: 'unknown', message: 'may have been carried out' };
const refused: Told = { what: 'failed', fate: 'refused', message: 'no' };

const thing = (id: string): Thing => ({ key: KEY, id });
const request = (tells?: Tells): Seen => ({
	provider: 'keynua',
	about: KEY,
	struck: tells && { name: `fault: ${tells}`, tells, fault: { kind: 'status' } },
});

function broken(things: Thing[], told: Told | undefined, requests: Seen[] = [request()]): string[] {
	const cases = [{ key: KEY, provider: 'keynua', operation: 'Create' }];
	const toldByKey = new Map(told ? [[KEY, told]] : []);
	return names(matchWrites(cases, things, toldByKey, () => requests));
}

const names = (figures: Figures) =>
	Object.entries(figures).flatMap(([name, offences]) => offences.map(() => name));

describe('a write that is matched', () => {
	test.each<[string, Thing[], Told, Seen[]]>([
		['done, made and told', [thing('A')], done, [request()]],
		['turned away, then done', [thing('A')], done, [request('turnedAway'), request()]],
		['turned away, and told so', [], { ...refused, fate: 'notTaken' }, [request('turnedAway')]],
		['unknown and made', [thing('A')], unknown, [request('unknown')]],
		['unknown and not made', [], unknown, [request('unknown')]],
		['not started', [], { what: 'not started' }, []],
	])('is in order: %s', (_, things, told, requests) => {
		expect(broken(things, told, requests)).toEqual([]);
	});

	test('a planted duplicate is found', () => {
		expect(broken([thing('A'), thing('B')], done)).toEqual(['duplicates']);
	});

	test.each<[string, Told | undefined]>([
		['as refused', refused],
		['as turned away', { ...refused, fate: 'notTaken' }],
		['as not started', { what: 'not started' }],
		['with another id', { what: 'done', ids: ['B'] }],
		['without an id', { what: 'done', ids: [] }],
		['with no word', { what: 'nothing' }],
		['not at all', undefined],
	])('a result told %s is found to be lost', (_, told) => {
		expect(broken([thing('A')], told)).toEqual(['lost']);
	});

	test('an item about which nothing was told is lost even when nothing was made', () => {
		expect(broken([], { what: 'nothing' })).toEqual(['lost']);
	});

	test('a failure told as success is found', () => {
		expect(broken([], done)).toEqual(['falseSuccesses']);
	});

	test('an unknown fate told as anything else is found', () => {
		expect(broken([], refused, [request('unknown')])).toEqual(['unknownNotTold']);
		expect(broken([thing('A')], done, [request('unknown')])).toEqual(['unknownNotTold']);
	});

	test('a write that was sent again after an unknown fate is found, though nothing was made twice', () => {
		expect(broken([thing('A')], unknown, [request('unknown'), request()])).toEqual(['sentAgain']);
	});

	test('an alarm without a cause is found', () => {
		expect(broken([thing('A')], unknown, [request('turnedAway'), request('fine')])).toEqual(['falseAlarms']);
	});
});

test('things of other cases are not mixed up', () => {
	const cases = [
		{ key: 'case-000001', provider: 'keynua', operation: 'Create' },
		{ key: 'case-000002', provider: 'keynua', operation: 'Create' },
	];
	const told = new Map<string, Told>([
		['case-000001', done],
		['case-000002', done],
	]);
	const figures = matchWrites(cases, [thing('A')], told, () => [request()]);
	expect(figures.falseSuccesses.map(({ key }) => key)).toEqual(['case-000002']);
});

test('a read has to give what is there, and to be told', () => {
	const read = (told: Told, wrong?: string) =>
		names(matchReads([{ key: KEY, provider: 'keynua', operation: 'Get', told, wrong }]));
	expect(read(done)).toEqual([]);
	expect(read(unknown)).toEqual([]);
	expect(read(done, 'half of the file came')).toEqual(['falseSuccesses']);
	expect(read({ what: 'nothing' })).toEqual(['lost']);
});
