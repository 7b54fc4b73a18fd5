import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { PlainError } from '../../tools/n8n/plainError';
import { chainThroughQueue } from './chain';
import { deliveriesThroughQueue } from './deliveries';
import { openStage } from './stage';

const print = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: {
			count: { type: 'string', default: '10000' },
			seed: { type: 'string', default: String(randomInt(1_000_000)) },
		},
	});
	const [count, seed] = [Number(values.count), Number(values.seed)];
	if (!(count > 0) || !Number.isSafeInteger(seed))
		throw new PlainError('--count and --seed have to be whole numbers.');
	const { stage: starting, close } = openStage(print);
	stopOnSignal(close);
	try {
		const stage = await starting;
		const chainIsWell = await chainThroughQueue(stage, print);
		return (await deliveriesThroughQueue(stage, { count, seed, report: print })) && chainIsWell;
	} finally {
		await close();
	}
}

/** Ctrl-C stops everything. What is only just starting ends with this process. */
function stopOnSignal(close: () => Promise<void>): void {
	const stop = async (code: number) => {
		print('Stopping …');
		await close();
		process.exit(code);
	};
	process.once('SIGINT', () => void stop(130));
	process.once('SIGTERM', () => void stop(143));
}

main().then(
	(isWell) => process.exit(isWell ? 0 : 1),
	(error: unknown) => {
		print(error instanceof PlainError ? error.message : String((error as Error).stack));
		process.exit(1);
	},
);
