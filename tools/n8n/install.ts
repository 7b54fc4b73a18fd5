import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { whileLocked } from './folderLock';
import { npm } from './npm';
import { PlainError } from './plainError';
import { CURRENT, NODE_VERSION, VERSIONS, type N8nVersion } from './versions';

const HEARTBEAT_MS = 15_000;
const NEEDED_BYTES = 4e9;
const PLATFORMS = ['linux-x64', 'linux-arm64'];

/** Where the two programs are: absolute paths of Node 24's binary and of n8n's bin file, which that Node runs. */
export interface InstalledN8n {
	node: string;
	n8n: string;
}

type Report = (line: string) => void;

/**
 * Fetches an n8n and the Node it needs from the npm registry into the user's cache, or finds them there at no cost.
 * @param report gets a line per step and, while a step takes long, one every 15 s
 * @throws PlainError when it cannot be done: no registry, no space, no compiler, unsupported platform
 */
export async function installN8n(report: Report, version = CURRENT): Promise<InstalledN8n> {
	const places = placesIn(cacheFolder(), version);
	if (!isReady(places)) {
		checkPlatform();
		mkdirSync(places.cache, { recursive: true });
		await checkSpace(places.cache);
		await whileLocked(
			`${places.n8nFolder}.lock`,
			(pid) => report(`waiting for process ${pid}, which is fetching n8n already (${places.n8nFolder}.lock)`),
			() => fetchUnlessReady(places, version, report),
		);
	}
	return { node: places.node, n8n: places.n8n };
}

function cacheFolder(): string {
	return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-esign-kyc');
}

type Places = ReturnType<typeof placesIn>;

function placesIn(cache: string, { version }: N8nVersion) {
	const nodeFolder = join(cache, `node-${NODE_VERSION}`);
	const nodePackage = join(nodeFolder, 'node_modules', nodePackageName());
	const n8nFolder = join(cache, `n8n-${version}`);
	return {
		cache,
		nodeFolder,
		nodePackage,
		node: join(nodePackage, 'bin', 'node'),
		n8nFolder,
		n8n: join(n8nFolder, 'node_modules', 'n8n', 'bin', 'n8n'),
		stamp: join(n8nFolder, '.ready'),
	};
}

/** npm carries Node itself, one package per platform. */
const nodePackageName = () => `node-${process.platform}-${process.arch}`;

const isReady = ({ node, n8n, stamp }: Places) => [node, n8n, stamp].every((path) => existsSync(path));

function checkPlatform(): void {
	const platform = `${process.platform}-${process.arch}`;
	if (PLATFORMS.includes(platform)) return;
	throw new PlainError(
		`n8n is fetched for ${PLATFORMS.join(' and ')} only, and this machine is ${platform}.`,
	);
}

async function checkSpace(folder: string): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	if (free >= NEEDED_BYTES) return;
	const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
	throw new PlainError(
		`n8n needs ${gigabytes(NEEDED_BYTES)} GB in ${folder}, where ${gigabytes(free)} GB are free: ` +
			'make room, or set XDG_CACHE_HOME to a folder on another disk.',
	);
}

async function fetchUnlessReady(places: Places, n8n: N8nVersion, report: Report): Promise<void> {
	if (isReady(places)) return;
	const { version } = n8n;
	report(`fetching n8n ${version} and Node ${NODE_VERSION} into ${places.cache}: about 10 minutes, once`);
	const step = (what: string, work: () => Promise<unknown>) => timed(report, what, work);
	await step('asking the npm registry', () => askRegistry(places, n8n));
	await step(`fetching Node ${NODE_VERSION}`, () =>
		whileLocked(
			`${places.nodeFolder}.lock`,
			() => {},
			() => fetchNode(places),
		),
	);
	await step(`fetching n8n ${version}, some 2,000 packages`, () => fetchN8n(places, n8n));
	if (!takeCompiledSqlite(places)) await step('compiling SQLite for n8n', () => compileSqlite(places));
	await step('starting n8n for its version', () => checkVersion(places, n8n));
	writeFileSync(places.stamp, '');
}

async function timed(report: Report, what: string, work: () => Promise<unknown>): Promise<void> {
	const began = Date.now();
	const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
	report(`${what} ...`);
	const heartbeat = setInterval(() => report(`${what} ... ${seconds()}`), HEARTBEAT_MS);
	try {
		await work();
		report(`${what}: done in ${seconds()}`);
	} finally {
		clearInterval(heartbeat);
	}
}

/** Without a registry, npm would try for minutes before it says so. */
async function askRegistry({ cache }: Places, { version }: N8nVersion): Promise<void> {
	await npm(['view', `n8n@${version}`, 'version', '--fetch-retries=0', '--fetch-timeout=20000'], {
		cwd: cache,
	});
}

async function fetchNode({ node, nodeFolder }: Places): Promise<void> {
	if (existsSync(node) && wasInstalled(nodeFolder)) return;
	startAfresh(nodeFolder);
	const manifest = { private: true, dependencies: { [nodePackageName()]: NODE_VERSION } };
	writeFileSync(join(nodeFolder, 'package.json'), JSON.stringify(manifest));
	await npm(['install', ...QUIET_INSTALL], { cwd: nodeFolder });
}

/** npm writes this file last. Without it packages may be there in part, which npm would take for whole. */
const wasInstalled = (folder: string) => existsSync(join(folder, 'node_modules', '.package-lock.json'));

function startAfresh(folder: string): void {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
}

/** Install scripts stay off: of those in the tree only SQLite's matters, and one (Kafka's) fails the whole install. */
const QUIET_INSTALL = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];

async function fetchN8n({ n8nFolder, node }: Places, { manifest, installFlags }: N8nVersion): Promise<void> {
	if (!wasInstalled(n8nFolder)) startAfresh(n8nFolder);
	for (const file of ['package.json', 'package-lock.json']) {
		copyFileSync(join(manifest, file), join(n8nFolder, file));
	}
	await npm(['install', ...QUIET_INSTALL, ...installFlags], { cwd: n8nFolder, node });
}

const sqliteOf = ({ n8nFolder }: Places) => join(n8nFolder, 'node_modules', 'sqlite3');

/** Another n8n in the cache has compiled the same SQLite for the same Node already: that saves two minutes. */
function takeCompiledSqlite(places: Places): boolean {
	const versionOf = (folder: string) =>
		JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
	const mine = sqliteOf(places);
	const source = VERSIONS.map((version) => placesIn(places.cache, version))
		.filter((others) => others.n8nFolder !== places.n8nFolder && isReady(others))
		.map(sqliteOf)
		.find((other) => versionOf(other) === versionOf(mine));
	if (source) cpSync(join(source, 'build'), join(mine, 'build'), { recursive: true });
	return source !== undefined;
}

/** Compiled against the headers that lie beside Node 24, because the compiler's own source for them is nodejs.org. */
async function compileSqlite({ n8nFolder, node, nodePackage }: Places): Promise<void> {
	const environment = { npm_config_nodedir: nodePackage, npm_config_ignore_scripts: 'false' };
	await npm(['rebuild', 'sqlite3'], { cwd: n8nFolder, node, environment });
}

async function checkVersion({ node, n8n }: Places, { version }: N8nVersion): Promise<void> {
	const { stdout } = await promisify(execFile)(node, [n8n, '--version']);
	const said = stdout.trim().split('\n').at(-1);
	if (said === version) return;
	throw new PlainError(
		`The fetched n8n says it is "${said}" instead of ${version}: delete its folder and try again.`,
	);
}
