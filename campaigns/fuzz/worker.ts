import { run } from './run';
import { targets } from './targets';

/** Tries one target after another, as it is told, and ends with the process that started it. */
process.on('message', (message) => {
	const { name, cases, seed } = message as { name: string; cases: number; seed: number };
	const found = targets.find((target) => target.name === name);
	if (!found) throw new Error(`There is no target "${name}".`);
	void run(found, cases, seed).then((report) => process.send?.(report));
});
process.once('disconnect', () => process.exit(0));
