import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ESLint as Scanning, Linter } from 'eslint';

interface Scanner {
	buildScanConfig(): Promise<Linter.Config[]>;
	SOURCE_FILE_PATTERNS: string[];
}

const PLUGIN = '@n8n/eslint-plugin-community-nodes';
const SCANNER = require.resolve('@n8n/scan-community-package/scanner/scanner.mjs');
const fromScanner = createRequire(SCANNER);
const { ESLint }: { ESLint: typeof Scanning } = fromScanner('eslint');
const glob: (patterns: string[], options: object) => Promise<string[]> = fromScanner('fast-glob');
const PACKED_FILES = ['**/*.js', 'package.json'];

/** What the rules of our newer plugin are called beside those that the scanner comes with. */
const NEWER = 'newer-community-nodes';

/**
 * n8n's scanner over the source and over the packed files, with the rules it comes with and with the newer ones that
 * n8n's own tool for authors has. Warnings count: what is a warning now tends to become an error.
 */
export async function checkRules(packageDir: string, unpacked: string) {
	const scanner: Scanner = await import(pathToFileURL(SCANNER).href);
	const bundled = versionOf(fromScanner.resolve(PLUGIN));
	const ours = versionOf(require.resolve(PLUGIN));
	const config = await scanner.buildScanConfig();
	if (ours !== bundled) config.push(...(await newerRules()));
	const rules = `n8n's rules ${[...new Set([bundled, ours])].join(' and ')}`;
	return [
		{
			name: `${rules} over the source`,
			complaints: await lint(config, packageDir, scanner.SOURCE_FILE_PATTERNS),
		},
		{ name: `${rules} over the packed files`, complaints: await lint(config, unpacked, PACKED_FILES) },
	];
}

const versionOf = (main: string): string => createRequire(main)('../package.json').version;

/** The rules of our plugin under a name of their own: each file is read once for both versions. */
async function newerRules(): Promise<Linter.Config[]> {
	const { n8nCommunityNodesPlugin: plugin } = await import(PLUGIN);
	const { recommended } = plugin.configs;
	const rules = Object.entries(recommended.rules as Linter.RulesRecord).map(([name, level]) => [
		name.replace('@n8n/community-nodes', NEWER),
		level,
	]);
	return [{ ...recommended, plugins: { [NEWER]: plugin }, rules: Object.fromEntries(rules) }];
}

async function lint(config: Linter.Config[], cwd: string, patterns: string[]): Promise<string[]> {
	const files = await glob(patterns, { cwd, absolute: true, ignore: ['node_modules/**'] });
	if (files.length < 2) return ['there is nothing to check'];
	const linter = new ESLint({
		cwd,
		// As in n8n's scanner: a comment cannot switch a rule off.
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: config,
	});
	const results = await linter.lintFiles(files);
	return results.flatMap(({ filePath, messages }) =>
		messages.map(({ line, ruleId, message }) => `${relative(cwd, filePath)}:${line} ${message} (${ruleId})`),
	);
}
