import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Stands for the repository and the address of whoever publishes the package: nobody can own it (RFC 2606). */
const PLACEHOLDER = 'esign-kyc.example';
/** These speak of the placeholder. */
const SPEAKS_OF_IT = ['CONTRIBUTING.md', 'tools/placeholders.ts', 'test/unit/package.test.ts'];

/** The files of a checkout in which the placeholder still stands, by their paths in it. */
export function filesWithPlaceholder(root: string): string[] {
	const grep = ['grep', '-lF', PLACEHOLDER, '--', '.', ...SPEAKS_OF_IT.map((file) => `:!${file}`)];
	try {
		return execFileSync('git', grep, { cwd: root, encoding: 'utf8' }).trim().split('\n');
	} catch (error) {
		// git grep ends with 1 when it finds nothing.
		if ((error as { status?: number }).status === 1) return [];
		throw error;
	}
}

/** `npm run release:check`: the release workflow refuses while the package names an owner that nobody is. */
function main(): void {
	const files = filesWithPlaceholder(join(__dirname, '..'));
	if (files.length === 0) return;
	process.stderr.write(
		`Not ready for a release: ${files.length} files name ${PLACEHOLDER} in place of your own repository and address. See CONTRIBUTING.md, "Before the first release":\n${files.map((file) => `  ${file}`).join('\n')}\n`,
	);
	process.exitCode = 1;
}

if (require.main === module) main();
