import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * Forbids that a file imports, by whatever way round, itself. Imports of types count: whoever reads the one file needs the
 * other, and the published rules for circles leave them out.
 */
export const noCircles = {
	meta: { type: 'problem', schema: [], messages: { circle: 'A circle of imports: {{files}}' } },
	create: (context) => ({
		Program(node) {
			const circle = wayBack(context.filename);
			const files = circle?.map((file) => file.slice(context.cwd.length + 1)).join(' → ');
			if (circle) context.report({ node, messageId: 'circle', data: { files } });
		},
	}),
};

/** The shortest way from a file over its imports back to itself. */
function wayBack(file) {
	const ways = [[file]];
	const seen = new Set();
	for (const way of ways) {
		for (const next of importsOf(way.at(-1))) {
			if (next === file) return [...way, file];
			if (!seen.has(next)) ways.push([...way, next]);
			seen.add(next);
		}
	}
	return undefined;
}

const known = new Map();

function importsOf(file) {
	const { mtimeMs } = statSync(file);
	const earlier = known.get(file);
	if (earlier?.mtimeMs === mtimeMs) return earlier.files;
	const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
	const relative = importedFiles.filter(({ fileName }) => fileName.startsWith('.'));
	const files = relative.flatMap(({ fileName }) => fileOf(join(dirname(file), fileName)));
	known.set(file, { mtimeMs, files });
	return files;
}

function fileOf(path) {
	return [`${path}.ts`, join(path, 'index.ts'), path]
		.filter((file) => /\.ts$/.test(file) && existsSync(file))
		.slice(0, 1);
}
