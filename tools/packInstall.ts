import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackage } from './build';
import { PlainError } from './n8n/plainError';
import { installTarball, packPackage } from './n8n/tarball';

const root = join(__dirname, '..');

/**
 * Builds and packs the package, and puts it into an n8n on this machine, as n8n's own installer of community nodes would.
 *
 * @param n8nFolder n8n's folder, usually `~/.n8n`: the one that holds its database and its key
 * @returns the folder that the package now lies in
 * @throws PlainError when there is no such folder
 */
export async function packAndInstall(n8nFolder: string): Promise<string> {
	const folder = resolve(n8nFolder.replace(/^~(?=\/|$)/, homedir()));
	if (basename(folder) !== '.n8n' || !existsSync(folder)) {
		throw new PlainError(
			`There is no n8n in ${folder}. Give n8n’s own folder, which is called .n8n and is there once n8n has been started: npm run pack:install -- --n8n ~/.n8n`,
		);
	}
	await buildPackage(root);
	return await installTarball(await packPackage(root, join(root, 'packages')), dirname(folder));
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { n8n: { type: 'string', default: '~/.n8n' } } });
	const folder = await packAndInstall(values.n8n);
	process.stdout.write(`Installed in ${folder}. Restart n8n, and search for Keynua when you add a node.\n`);
}

if (require.main === module) {
	main().catch((error: Error) => {
		process.stderr.write(`${error instanceof PlainError ? error.message : error.stack}\n`);
		process.exitCode = 1;
	});
}
