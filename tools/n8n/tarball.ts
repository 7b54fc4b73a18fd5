import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { npm } from './npm';

/**
 * Packs the package as `npm publish` would. What it ships must be built already.
 * @returns the path of the tarball
 */
export async function packPackage(packageDir: string, targetDir: string): Promise<string> {
	mkdirSync(targetDir, { recursive: true });
	const target = resolve(targetDir);
	const output = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', target], {
		cwd: packageDir,
	});
	return join(target, packedFile(output));
}

/** npm 11 answers a list of packages, npm 12 an object that names them. */
function packedFile(output: string): string {
	const answer: Record<string, { filename: string }> = JSON.parse(output);
	return Object.values(answer)[0].filename;
}

/** Unpacks a tarball of npm, whose files all lie in a folder `package`, straight into a folder. */
export async function unpack(tarball: string, folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	await promisify(execFile)('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
}

/** Where n8n's own installer of community nodes puts them. */
const modulesOf = (userFolder: string) => join(resolve(userFolder), '.n8n', 'nodes', 'node_modules');

/** The folder of a package that is installed in n8n. */
export const installedFolder = (userFolder: string, name: string) => join(modulesOf(userFolder), name);

/**
 * Puts a packed package where n8n's own installer of community nodes puts it, so that its nodes get the names they
 * have in production (`n8n-nodes-esign-kyc.keynua`). n8n finds it at its next start.
 * @returns the folder it now lies in
 */
export async function installTarball(tarball: string, userFolder: string): Promise<string> {
	const modules = modulesOf(userFolder);
	const incoming = join(modules, '.incoming');
	rmSync(incoming, { recursive: true, force: true });
	await unpack(tarball, incoming);
	const manifest = withoutForeignDependencies(incoming);
	const folder = join(modules, manifest.name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(join(folder, '..'), { recursive: true });
	renameSync(incoming, folder);
	if (Object.keys(manifest.dependencies ?? {}).length > 0) await installDependencies(folder);
	return folder;
}

interface Manifest {
	name: string;
	dependencies?: Record<string, string>;
}

/** n8n's installer leaves only `dependencies` in; n8n-workflow comes from n8n itself. */
function withoutForeignDependencies(folder: string): Manifest {
	const file = join(folder, 'package.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8'));
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[kind];
	writeFileSync(file, JSON.stringify(manifest, null, 2));
	return manifest;
}

async function installDependencies(cwd: string): Promise<void> {
	await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd });
}
