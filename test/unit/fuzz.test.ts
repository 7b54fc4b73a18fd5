import { run } from '../../campaigns/fuzz/run';
import { targets } from '../../campaigns/fuzz/targets';

/** A taste of `npm run fuzz`, which tries a million. */
const CASES = 300;

test.each(targets.map((target) => [target.name, target] as const))('%s', async (_, target) => {
	const { finding, cases } = await run(target, CASES, 1);
	expect(finding).toBeUndefined();
	expect(cases).toBe(CASES);
});
