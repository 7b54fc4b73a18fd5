import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { PlainError } from '../../tools/n8n/plainError';
import { kills } from './kills';
import { steady } from './steady';

const print = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: {
			count: { type: 'string', default: '10000' },
			seed: { type: 'string', default: String(randomInt(1_000_000)) },
			only: { type: 'string' },
		},
	});
	const settings = { count: Number(values.count), seed: Number(values.seed), report: print };
	if (!(settings.count > 0) || !Number.isSafeInteger(settings.seed))
		throw new PlainError('--count and --seed have to be whole numbers.');
	print(`Seed ${settings.seed}: give it with --seed to send the same deliveries again.`);
	const parts = { steady, kills };
	const names = Object.keys(parts) as Array<keyof typeof parts>;
	const wanted = names.filter((name) => values.only === undefined || values.only === name);
	if (wanted.length === 0) throw new PlainError(`--only is one of ${names.join(', ')}.`);
	let allWell = true;
	for (const name of wanted) allWell = (await parts[name](settings)) && allWell;
	return allWell;
}

main().then(
	(allWell) => process.exit(allWell ? 0 : 1),
	(error: unknown) => {
		print(error instanceof PlainError ? error.message : String((error as Error).stack));
		process.exit(1);
	},
);
