import type { Line } from './line';

export interface Section {
	title: string;
	lines: Line[];
	seconds: number;
}

const HEADINGS = ['What', 'Ours', 'Compared with', 'Ratio', 'Goal', 'Met'];

const met = ({ met }: Line) => (met === undefined ? '' : met ? 'yes' : '**no**');

const cells = (line: Line) => [line.what, line.ours, line.against, line.ratio, line.goal, met(line)];

/** As Markdown, which a terminal shows well enough when its columns are padded. */
export function table(lines: Line[]): string {
	const all = [HEADINGS, ...lines.map(cells)];
	const widths = HEADINGS.map((_, column) => Math.max(...all.map((row) => row[column].length)));
	const written = all.map(
		(row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`,
	);
	const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
	return [written[0], rule, ...written.slice(1)].join('\n');
}
