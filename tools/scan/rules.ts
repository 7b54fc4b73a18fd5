import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ESLint, Linter } from 'eslint';

/** Which version of n8n's rules, and a linter that applies them as n8n's scanner does. */
interface RuleSet {
	name: string;
	eslint: typeof ESLint;
	config: Linter.Config[];
}

interface Scanner {
	buildScanConfig(): Promise<Linter.Config[]>;
	SOURCE_FILE_PATTERNS: string[];
}

const PLUGIN = '@n8n/eslint-plugin-community-nodes';
const SCANNER = require.resolve('@n8n/scan-community-package/scanner/scanner.mjs');
const fromScanner = createRequire(SCANNER);
const glob: (patterns: string[], options: object) => Promise<string[]> = fromScanner('fast-glob');
const PACKED_FILES = ['**/*.js', 'package.json'];

/**
 * n8n's scanner over the source and over the packed files, once with the rules it comes with and once with the newer
 * ones that n8n's own tool for authors has. Warnings count: what is a warning now tends to become an error.
 */
export async function checkRules(packageDir: string, unpacked: string) {
	const scanner: Scanner = await import(pathToFileURL(SCANNER).href);
	const checks: Array<{ name: string; complaints: string[] }> = [];
	for (const rules of await ruleSets(scanner)) {
		const overSource = await lint(rules, packageDir, scanner.SOURCE_FILE_PATTERNS);
		const overPacked = await lint(rules, unpacked, PACKED_FILES);
		checks.push({ name: `${rules.name} over the source`, complaints: overSource });
		checks.push({ name: `${rules.name} over the packed files`, complaints: overPacked });
	}
	return checks;
}

async function ruleSets(scanner: Scanner): Promise<RuleSet[]> {
	const config = await scanner.buildScanConfig();
	const { ESLint: eslint } = fromScanner('eslint');
	const bundled = versionOf(fromScanner.resolve(PLUGIN));
	const ours = versionOf(require.resolve(PLUGIN));
	const sets = [{ name: `rules ${bundled}`, eslint, config }];
	if (ours !== bundled) sets.push({ name: `rules ${ours}`, eslint, config: await withOurPlugin(config) });
	return sets;
}

const versionOf = (main: string): string => createRequire(main)('../package.json').version;

async function withOurPlugin(config: Linter.Config[]): Promise<Linter.Config[]> {
	const { n8nCommunityNodesPlugin } = await import(PLUGIN);
	const isPlugin = ({ plugins = {} }: Linter.Config) => '@n8n/community-nodes' in plugins;
	if (!config.some(isPlugin))
		throw new Error('n8n changed how its scanner names its rules: bring scan/rules.ts up to date.');
	return config.map((block) => (isPlugin(block) ? n8nCommunityNodesPlugin.configs.recommended : block));
}

async function lint({ eslint, config }: RuleSet, cwd: string, patterns: string[]): Promise<string[]> {
	const files = await glob(patterns, { cwd, absolute: true, ignore: ['node_modules/**'] });
	if (files.length < 2) return ['there is nothing to check'];
	const linter = new eslint({
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
