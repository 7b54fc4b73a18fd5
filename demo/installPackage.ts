import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from '../tools/build';
import { installTarball, packPackage } from '../tools/n8n/tarball';

const root = join(__dirname, '..');
/** Everything that a build is made from. */
const SOURCES = ['nodes', 'credentials', 'icons', 'package.json', 'index.js', 'tsconfig.json', 'gulpfile.js'];

/** Says from which sources the package in the folder was packed. */
export const stampOf = (userFolder: string) => join(userFolder, 'installed-sources');

/** Puts the very tarball that would be published where n8n's installer puts it, unless it is there already. */
export async function installPackage(userFolder: string, report: (line: string) => void): Promise<void> {
	mkdirSync(userFolder, { recursive: true });
	const stamp = stampOf(userFolder);
	const sources = hashOf(SOURCES);
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
	report('Building and packing n8n-nodes-esign-kyc …');
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-esign-kyc-'));
	try {
		await buildPackage(root);
		await installTarball(await packPackage(root, folder), userFolder);
		writeFileSync(stamp, sources);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function hashOf(paths: string[]): string {
	const hash = createHash('sha256');
	for (const path of paths.flatMap(filesIn)) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
	return hash.digest('hex');
}

function filesIn(path: string): string[] {
	if (statSync(join(root, path)).isFile()) return [path];
	const entries = readdirSync(join(root, path), { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
		.sort();
}
