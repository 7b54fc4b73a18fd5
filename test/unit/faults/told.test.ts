import { toldBy } from '../../../campaigns/faults/told';

test('what a run gives: done with its ids, failed with its fate, not started, or nothing', () => {
	const items = [
		{ json: { id: 'A' }, pairedItem: { item: 0 } },
		{ json: { error: 'lost', details: { fate: 'unknown' } }, pairedItem: { item: 1 } },
		{ json: { error: 'Not started', details: { notStarted: true } }, pairedItem: 2 },
	];
	expect(toldBy({ items }, 4, 'id')).toEqual([
		{ what: 'done', ids: ['A'], items: [items[0]] },
		{ what: 'failed', fate: 'unknown', message: 'lost' },
		{ what: 'not started' },
		{ what: 'nothing' },
	]);
});

test('what the error of a run tells of every item', () => {
	const context = {
		itemIndex: 1,
		fate: 'refused',
		alreadyDone: [{ item: 0, ids: ['A'] }],
		alsoFailed: [{ item: 2, message: 'lost', fate: 'unknown' }],
		notStarted: [3],
	};
	// n8n shows the node's input as its output when it failed: that tells nothing.
	const items = [{ json: {}, pairedItem: { item: 4 } }];
	expect(toldBy({ items, error: { message: 'no', context } }, 5, 'id')).toEqual([
		{ what: 'done', ids: ['A'] },
		{ what: 'failed', fate: 'refused', message: 'no' },
		{ what: 'failed', fate: 'unknown', message: 'lost' },
		{ what: 'not started' },
		{ what: 'nothing' },
	]);
});
