import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { spawnWithUs } from '../tools/process/spawnWithUs';
import { installedFolder } from '../tools/n8n/tarball';
import { name } from '../package.json';
import { stampOf } from './installPackage';

const root = join(__dirname, '..');
const tsc = require.resolve('typescript/bin/tsc');

/** What makes n8n load a package again when one of its files changes, and tell the open editors. */
export const hotReload = { N8N_DEV_RELOAD: 'true' };

/**
 * Compiles each changed source straight into the package that is installed in n8n, until this process ends. What the
 * compiler says goes to this process's output.
 */
export function watchSources(userFolder: string): void {
	// What is installed is no longer what was packed: the next start packs anew.
	rmSync(stampOf(userFolder), { force: true });
	const outDir = join(installedFolder(userFolder, name), 'dist');
	const options = ['--watch', '--preserveWatchOutput', '--outDir', outDir];
	const compiler = spawnWithUs(
		process.execPath,
		[tsc, '-p', 'tsconfig.json', ...options],
		{ cwd: root },
		[1, 2],
	);
	compiler.unref();
}
