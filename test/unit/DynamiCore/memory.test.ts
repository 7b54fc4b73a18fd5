import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { compare, type Habits, type Memory } from '../../../nodes/DynamiCore/trigger/memory';

const identity: Habits = { changes: false };
const content: Habits = { changes: true };

/** A trigger that looks again and again. */
function watcher(habits: Habits) {
	let memory: Memory | undefined;
	return {
		look(records: IDataObject[]) {
			const result = compare(memory, records, habits);
			memory = result.memory;
			return result.news;
		},
		ids(records: IDataObject[]) {
			return this.look(records).map(({ record }) => record.id);
		},
		size: () => memory?.length ?? 0,
	};
}
const withIds = (...ids: Array<number | string>) => ids.map((id) => ({ id }));

test('new ids are news once, in whatever order they come', () => {
	const watch = watcher(identity);
	expect(watch.ids(withIds(5, 3, 9))).toEqual([5, 3, 9]);
	expect(watch.ids(withIds(9, 5, 3))).toEqual([]);
	expect(watch.ids(withIds(9, 4, 5, 3, 1))).toEqual([4, 1]);
	expect(watch.ids(withIds(1, 3, 4, 5, 9))).toEqual([]);
});

test('an id is the same as a number and as a text', () => {
	const watch = watcher(identity);
	watch.look(withIds(7));
	expect(watch.ids(withIds('7', '07'))).toEqual(['07']);
});

test('what is left out for once is not new when it is back', () => {
	const watch = watcher(identity);
	watch.look(withIds(1, 2, 3));
	expect(watch.ids([])).toEqual([]);
	expect(watch.ids(withIds(3, 4))).toEqual([4]);
	expect(watch.ids(withIds(1, 2, 3, 4))).toEqual([]);
});

test('without news the memory is the same text, so that nothing has to be saved', () => {
	const { memory } = compare(undefined, withIds(1, 2, 3), identity);
	expect(compare(memory, withIds(2, 1), identity).memory).toBe(memory);
	expect(compare('', [], identity).memory).toBe('');
});

test('a change is news where changes matter, and only there', () => {
	const before = [{ id: 1, pii: { lastname: 'Lopez', tags: ['a', 'b'] } }];
	const reordered = [{ pii: { tags: ['a', 'b'], lastname: 'Lopez' }, id: 1 }];
	const after = [{ id: 1, pii: { lastname: 'Peña', tags: ['a', 'b'] } }];
	const [strict, lax] = [watcher(content), watcher(identity)];
	expect(strict.look(before)).toEqual([{ record: before[0], isNew: true }]);
	expect(strict.look(reordered)).toEqual([]);
	expect(strict.look(after)).toEqual([{ record: after[0], isNew: false }]);
	expect(strict.look(after)).toEqual([]);
	expect(strict.look(before)).toHaveLength(1);
	expect([lax.look(before).length, lax.look(after).length]).toEqual([1, 0]);
});

test('a change of ignored fields is none', () => {
	const watch = watcher({ changes: true, ignored: ['updated_at'] });
	watch.look([{ id: 1, updated_at: 'monday', name: 'A' }]);
	expect(watch.look([{ id: 1, updated_at: 'tuesday', name: 'A' }])).toEqual([]);
	expect(watch.look([{ id: 1, updated_at: 'tuesday', name: 'B' }])).toHaveLength(1);
});

test('the field that identifies: uuid, _id, or the one that the person names', () => {
	expect(watcher(identity).look([{ uuid: 'a' }, { uuid: 'a' }, { _id: 'b' }])).toHaveLength(2);
	const watch = watcher({ changes: false, idField: 'folio' });
	expect(
		watch.look([
			{ id: 1, folio: 'A' },
			{ id: 1, folio: 'B' },
		]),
	).toHaveLength(2);
	expect(watch.look([{ id: 2, folio: 'B' }])).toEqual([]);
});

test('records without an id: each is known by its content, and equal ones by their number', () => {
	const payment = { amount: 100, date: '2026-01-05' };
	const watch = watcher(identity);
	expect(watch.look([payment])).toHaveLength(1);
	expect(watch.look([payment, { ...payment }])).toHaveLength(1);
	expect(watch.look([{ ...payment }, payment])).toHaveLength(0);
	expect(watch.look([payment, { amount: 50, date: '2026-01-05' }, payment])).toHaveLength(1);
});

test('whatever the provider lists, in any order and with gaps: each version of a record is news exactly once', () => {
	// A list that grows, whose records change, and of which each answer may leave some out.
	const step = fc.record({
		added: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 5 }),
		changed: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }),
		hidden: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 10 }),
		order: fc.infiniteStream(fc.nat()),
	});
	fc.assert(
		fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
			const watch = watcher(content);
			const versions = new Map<number, number>();
			const toldVersion = new Map<number, number>();
			for (const { added, changed, hidden, order } of steps) {
				added.forEach((id) => versions.set(id, versions.get(id) ?? 1));
				changed.forEach((id) => versions.has(id) && versions.set(id, (versions.get(id) ?? 0) + 1));
				const answer = [...versions]
					.filter(([id]) => !hidden.includes(id))
					.map(([id, version]) => ({ record: { id, version }, key: order.next().value as number }))
					.sort((a, b) => a.key - b.key)
					.map(({ record }) => record);
				const expected = answer.filter(({ id, version }) => toldVersion.get(id) !== version);
				const news = watch.look(answer);
				expect(news.map(({ record }) => record)).toEqual(expected);
				expect(news.map(({ isNew }) => isNew)).toEqual(expected.map(({ id }) => !toldVersion.has(id)));
				expected.forEach(({ id, version }) => toldVersion.set(id, version));
			}
		}),
	);
});

describe('with 100,000 records', () => {
	const many = Array.from({ length: 100_000 }, () => ({ id: randomUUID(), amount: 1 }));

	test('the memory has a fixed size, far below a list of the ids, and finds the one that is new', () => {
		const [ids, all] = [watcher(identity), watcher(content)];
		expect(ids.look(many)).toHaveLength(100_000);
		expect(all.look(many)).toHaveLength(100_000);
		expect(ids.size()).toBe(1_000_000);
		expect(all.size()).toBe(1_600_000);
		expect(ids.size()).toBeLessThan(JSON.stringify(many.map(({ id }) => id)).length / 3);
		expect(ids.look(many)).toEqual([]);
		const late = { id: 'late', amount: 1 };
		expect(ids.look([...many.slice(0, 50_000), late, ...many.slice(50_000)])).toEqual([
			{ record: late, isNew: true },
		]);
		const changed = { ...many[77_777], amount: 2 };
		expect(all.look([...many.slice(0, 77_777), changed])).toEqual([{ record: changed, isNew: false }]);
	});

	test('a list that moves on for ever, 100 at a time, is remembered within bounds', () => {
		const watch = watcher(identity);
		const sizes: number[] = [];
		for (let start = 0; start < 100_000; start += 100) {
			const window = Array.from({ length: 100 }, (_, index) => ({ id: start + index }));
			expect(watch.look(window)).toHaveLength(100);
			sizes.push(watch.size());
		}
		expect(Math.max(...sizes)).toBe(10_000 * 10);
	});

	test('an empty answer, and one that has lost half of it, forget nothing', () => {
		const watch = watcher(identity);
		watch.look(many);
		expect(watch.look([])).toEqual([]);
		const half = many.slice(0, 50_000);
		expect(watch.look([...half, { id: 'new' }])).toHaveLength(1);
		expect(watch.look(many)).toEqual([]);
	});
});
