import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { npm } from './n8n/npm';
import { packPackage, unpack } from './n8n/tarball';
import { PlainError } from './n8n/plainError';
import { checkContents, checkImports, checkRegistrations, checkSize } from './scan/tarball';
import { checkRules } from './scan/rules';

/** One line of the report. A check passes when it has nothing to say. */
interface Check {
	name: string;
	complaints: string[];
}

/**
 * Checks what would be published, without the network: n8n's scanner rules over the source and over the packed files,
 * the size, the contents, and that everything package.json and the nodes refer to is there.
 */
async function scan(packageDir: string): Promise<Check[]> {
	const work = mkdtempSync(join(tmpdir(), 'scan-'));
	try {
		const tarball = await packPackage(packageDir, work);
		const unpacked = join(work, 'package');
		await unpack(tarball, unpacked);
		return [
			...(await checkRules(packageDir, unpacked)),
			{ name: 'size', complaints: checkSize(tarball) },
			{ name: 'contents', complaints: checkContents(unpacked) },
			{ name: 'imports', complaints: checkImports(unpacked) },
			{ name: 'nodes, credentials and icons', complaints: checkRegistrations(unpacked) },
		];
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

/** An old build would pass for what is not there any more. */
async function buildIfOutdated(packageDir: string): Promise<void> {
	const newest = (folder: string) => {
		const path = join(packageDir, folder);
		if (!existsSync(path)) return 0;
		const entries = readdirSync(path, { recursive: true, encoding: 'utf8' });
		return Math.max(0, ...entries.map((entry) => statSync(join(path, entry)).mtimeMs));
	};
	const source = Math.max(...['nodes', 'credentials', 'icons'].map(newest));
	if (newest('dist') < source) await npm(['run', 'build'], { cwd: packageDir });
}

function report({ name, complaints }: Check): void {
	console.log(`${complaints.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
	for (const complaint of complaints) console.log(`     ${complaint}`);
}

/** Usage: tsx tools/scan.ts [package folder] */
async function main(): Promise<void> {
	const packageDir = resolve(process.argv[2] ?? join(__dirname, '..'));
	await buildIfOutdated(packageDir);
	const checks = await scan(packageDir);
	checks.forEach(report);
	if (checks.some(({ complaints }) => complaints.length > 0)) process.exitCode = 1;
}

main().catch((error: unknown) => {
	console.error(error instanceof PlainError ? error.message : error);
	process.exitCode = 1;
});
