import { setTimeout as sleep } from 'node:timers/promises';
import { retriedInVain } from './executions';
import { startStage } from './n8n';
import { seeded } from './random';
import { runDeliveries } from './run';
import type { Settings } from './steady';
import { offences, table } from './table';

const KILLS = 3;
/** A kill comes at an unlike moment of the work each time. */
const AFTER_UP_TO_MS = 400;

/** The same with n8n killed and restarted in between. */
export async function kills({ count, seed, report }: Settings): Promise<boolean> {
	report(`\n## ${count} deliveries, n8n killed and restarted ${KILLS} times in between\n`);
	const stage = await startStage(report);
	try {
		const { client, sandbox } = stage;
		const random = seeded(seed);
		const kill = async () => {
			await sleep(random.below(AFTER_UP_TO_MS));
			await stage.crash();
			report('  killed and restarted');
		};
		const outcome = await runDeliveries({
			n8n: client,
			webhookBase: client.url,
			sandbox,
			count,
			seed: seed + 1,
			report,
			interruptions: Array.from({ length: KILLS }, () => kill),
		});
		report(table(outcome));
		const found = offences(outcome, { mayBeInterrupted: true });
		const { notDone } = outcome.verdict;
		const inVain = await retriedInVain(client, notDone);
		report(`- Executions that were cut off, and run again: ${notDone.length - inVain.length}.`);
		found.push(...inVain.map(({ key, status }) => `Run again, and did not end well: ${key}, ${status}`));
		found.forEach(report);
		return found.length === 0;
	} finally {
		await stage.close();
	}
}
