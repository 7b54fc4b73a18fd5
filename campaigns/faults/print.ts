import { figureNames, type Figures, type Offence, type ReadCase, type WriteCase } from './match';
import { faultNames } from './mix';
import type { Told } from './told';
import type { Seen } from './trouble';

const MOST_SHOWN = 10;

/** A table in Markdown, whose columns a terminal shows under one another. */
function table(head: string[], rows: Array<Array<string | number>>): string {
	const all = [head, ...rows].map((cells) => cells.map(String));
	const widths = head.map((_, column) => Math.max(...all.map((cells) => cells[column].length)));
	const [top, ...rest] = all.map(
		(cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`,
	);
	return [top, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest].join('\n');
}

const OUTCOMES = ['done', 'unknown', 'turned away', 'refused or other', 'not started'] as const;

/** What people were told, by operation. */
export function outcomeTable(cases: WriteCase[], told: Map<string, Told>): string {
	return outcomes(cases.map((one) => ({ ...one, told: told.get(one.key) ?? { what: 'nothing' as const } })));
}

export function readTable(reads: ReadCase[]): string {
	return outcomes(reads);
}

function outcomes(told: Array<{ provider: string; operation: string; told: Told }>): string {
	const counts = new Map<string, Record<string, number>>();
	for (const { provider, operation, told: one } of told) {
		const name = `${provider}: ${operation}`;
		const row = counts.get(name) ?? {};
		const outcome = outcomeOf(one);
		counts.set(name, { ...row, [outcome]: (row[outcome] ?? 0) + 1, all: (row.all ?? 0) + 1 });
	}
	const rows = [...counts].map(([name, row]) => [name, row.all, ...OUTCOMES.map((one) => row[one] ?? 0)]);
	return table(['Operation', 'Items', ...OUTCOMES], rows);
}

function outcomeOf(told: Told): string {
	if (told.what !== 'failed') return told.what;
	if (told.fate === 'unknown') return 'unknown';
	return told.fate === 'notTaken' ? 'turned away' : 'refused or other';
}

/** Which faults struck, and how often. */
export function faultTable(seen: Seen[]): string {
	const count = (name: string) => seen.filter(({ struck }) => struck?.name === name).length;
	return table(
		['Fault', 'Requests'],
		faultNames.map((name) => [name, count(name)]),
	);
}

/** One line per promise, and the first cases that break it. */
export function figureLines(figures: Figures, others: Record<string, Offence[]> = {}): string[] {
	const names = Object.keys(figureNames) as Array<keyof Figures>;
	const all = [
		...names.map((name) => [figureNames[name], figures[name]] as const),
		...Object.entries(others),
	];
	return all.flatMap(([name, offences]) => [
		`${String(offences.length).padStart(6)}  ${name}`,
		...offences
			.slice(0, MOST_SHOWN)
			.map(({ key, operation, what }) => `          ${operation} ${key}: ${what}`),
	]);
}

export function offenceCount(figures: Figures, ...others: Offence[][]): number {
	return [...Object.values(figures), ...others].flat().length;
}
