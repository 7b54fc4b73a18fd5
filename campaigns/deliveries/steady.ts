import { startStage } from './n8n';
import { watchMemory, type MemoryReading } from './memory';
import { runDeliveries } from './run';
import { offences, table } from './table';

export interface Settings {
	count: number;
	seed: number;
	report(line: string): void;
}

/** All deliveries into an n8n that is left alone. */
export async function steady({ count, seed, report }: Settings): Promise<boolean> {
	report(`\n## ${count} deliveries\n`);
	const stage = await startStage(report);
	try {
		const { client, sandbox, server } = stage;
		let watching: ReturnType<typeof watchMemory> | undefined;
		let memory: MemoryReading | undefined;
		const outcome = await runDeliveries({
			n8n: client,
			webhookBase: client.url,
			sandbox,
			count,
			seed,
			report,
			whileSending: {
				begin: () => (watching = watchMemory(server().pid)),
				end: () => (memory = watching?.stop()),
			},
		});
		report(table(outcome));
		if (memory) report(`- n8n's memory (MB, highest in each tenth of the time): ${memory.tenths.join(' ')}`);
		const found = offences(outcome, { mayBeInterrupted: false, memory });
		found.forEach(report);
		return found.length === 0;
	} finally {
		await stage.close();
	}
}
