import { runCampaign } from '../../campaigns/faults/campaign';
import { noOffences } from '../../campaigns/faults/match';
import { startWorld } from './support/world';

/** A few hundredths of `npm run faults`: so that the campaign keeps working, and a broken promise shows at once. */
test('nothing is lost, made twice or told wrongly, whatever the network does', async () => {
	const plan = { batch: 5, lanes: 60 };
	const { writes, reads, seen } = await runCampaign(
		async (misbehave) => await startWorld('filesystem', misbehave),
		{
			seed: 20,
			writes: { ...plan, writes: 120, cancelled: 40, late: 0 },
			reads: { ...plan, reads: 120, late: false },
		},
	);
	expect(writes.figures).toEqual(noOffences());
	expect(reads.figures).toEqual(noOffences());
	expect(writes.afterCancel).toEqual([]);
	const struck = new Set(seen.map(({ struck }) => struck?.tells));
	expect([...struck]).toEqual(expect.arrayContaining(['unknown', 'turnedAway', 'refused', 'fine']));
	const told = new Set([...writes.told.values()].map(({ what }) => what));
	expect([...told]).toEqual(expect.arrayContaining(['done', 'failed', 'not started']));
});
