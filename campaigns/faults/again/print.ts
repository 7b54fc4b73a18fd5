import type { Offence } from '../match';
import type { AgainResult } from './again';

const EXAMPLES = 5;

/** Prints the figures, and gives how many promises were broken. */
export function printAgain(by: string, result: AgainResult, print: (line: string) => void): number {
	print(`\n## ${by}: ${result.executions} executions at once, ${result.writes} writes\n`);
	const figures: Record<string, Offence[]> = {
		'Made twice': result.duplicates,
		'Lost from sight, or not done': result.lost,
		'Executions in which something was left behind': result.leftBehind,
	};
	return printFigures(figures, print);
}

export function printFigures(figures: Record<string, Offence[]>, print: (line: string) => void): number {
	for (const [name, offences] of Object.entries(figures)) {
		print(`- ${name}: ${offences.length}`);
		for (const { key, operation, what } of offences.slice(0, EXAMPLES))
			print(`  - ${key}, ${operation}: ${what}`);
	}
	return Object.values(figures).flat().length;
}
