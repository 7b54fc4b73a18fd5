import { runAgain } from './again/again';
import { printAgain, printFigures } from './again/print';
import { builtWorld } from './builtWorld';
import { runSecrets } from './secrets/secrets';

/**
 * What n8n does again, and secrets of every length.
 *
 * @param executions how many run at once
 * @returns how many promises were broken
 */
export async function runMore(executions: number, print: (line: string) => void): Promise<number> {
	let broken = 0;
	for (const by of ['Retry On Fail', 'Retry in the list'] as const) {
		broken += printAgain(by, await runAgain(builtWorld, executions, by), print);
	}
	const world = await builtWorld(() => undefined);
	try {
		const { runs, shown, undone, broken: wordless } = await runSecrets(world, print);
		print(`\n## Secrets of 1 to 200,000 signs, ${runs} writes\n`);
		const figures = {
			'Pieces of a secret shown': shown,
			'Writes that worked and are told as failures': undone,
			'Failures told in words of a program': wordless,
		};
		return broken + printFigures(figures, print);
	} finally {
		await world.close();
	}
}
