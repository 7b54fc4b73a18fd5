import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildPackage } from '../tools/build';
import { PlainError } from '../tools/n8n/plainError';
import type { Bench } from './bench';
import { compareBuilds } from './compare';
import { machine } from './machine';
import { N8nSessions } from './n8n/session';
import { rows } from './rows';
import { table, type Section } from './table';

const root = join(__dirname, '..');
const print = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
	const args = process.argv.slice(2);
	print('Building …');
	await buildPackage(root);
	if (args.includes('--compare')) return await compareBuilds(print);
	const at = args.indexOf('--only');
	await measureAll(at < 0 ? undefined : (args[at + 1] ?? ''), args.includes('--quick'));
}

async function measureAll(only: string | undefined, quick: boolean): Promise<void> {
	const wanted = rows.filter(({ name }) => only === undefined || name === only);
	if (wanted.length === 0) {
		throw new PlainError(`There is no row "${only}". There are: ${rows.map(({ name }) => name).join(', ')}.`);
	}
	const started = Date.now();
	const facts = machine();
	const sessions = new N8nSessions(print);
	const notes: string[] = [];
	const bench: Bench = {
		quick,
		report: print,
		n8n: async (engine) => await sessions.get(engine),
		note: (title, text) => void notes.push(`## ${title}\n\n${text}\n`),
	};
	const sections: Section[] = [];
	try {
		for (const row of wanted) {
			const began = Date.now();
			print(`\n${row.title}`);
			const lines = await row.run(bench);
			sections.push({ title: row.title, lines, seconds: (Date.now() - began) / 1000 });
			print(`${table(lines)}\n(${Math.round((Date.now() - began) / 1000)} s)`);
		}
	} finally {
		await sessions.stop();
	}
	if (notes.length > 0) print(`\n${notes.join('\n')}`);
	if (only === undefined && !quick) await write(facts, sections, notes, (Date.now() - started) / 1000);
}

async function write(facts: string, sections: Section[], notes: string[], seconds: number): Promise<void> {
	const parts = [
		'# What the nodes cost',
		`Written by \`npm run bench\`, which took ${Math.round(seconds / 60)} minutes. A figure is the median of several runs, with the lowest and the highest in brackets; a ratio is the median of the ratios of the single rounds, in each of which both sides ran. Both sides did the same work: same requests, same bodies, same answers, which the benchmark checks. \`bench/README.md\` says what each row means.`,
		facts,
		...sections.map(
			({ title, lines, seconds }) =>
				`## ${title}\n\n${table(lines)}\n\nMeasured in ${Math.round(seconds)} seconds.`,
		),
		...notes,
	];
	const file = join(__dirname, 'results.md');
	const style = { ...(await resolveConfig(file)), parser: 'markdown' };
	writeFileSync(file, await format(parts.join('\n\n'), style));
	print('\nWritten to bench/results.md.');
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		process.stderr.write(`${error instanceof PlainError ? error.message : error.stack}\n`);
		process.exit(1);
	},
);
