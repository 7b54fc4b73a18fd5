import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnWithUs } from '../process/spawnWithUs';
import { PlainError } from './plainError';

export interface NpmOptions {
	/** The folder npm works in. */
	cwd: string;
	/** The Node that runs npm and, by way of PATH, every script npm starts. Default: the one running now. */
	node?: string;
	/** Added to the environment, e.g. `npm_config_nodedir`. */
	environment?: NodeJS.ProcessEnv;
}

interface NpmResult {
	code: number | null;
	stdout: string;
	stderr: string;
}

/** Where npm's own JavaScript is: named by the npm that started us, or beside the running Node. */
function npmCli(): string {
	const beside = dirname(process.execPath);
	const candidates = [
		process.env.npm_execpath,
		join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
	];
	// npm_execpath may name yarn or pnpm.
	const found = candidates.find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
	if (!found)
		throw new PlainError('npm was not found beside Node.js: install npm, or start this with "npm run".');
	return found;
}

/** npm hands its own settings to what it starts; handed on to another npm they would overrule the folder's. */
function withoutNpmSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const keep = ([name]: [string, unknown]) =>
		!/^npm_(?!config_registry|config_cache|config_userconfig)/i.test(name);
	return Object.fromEntries(Object.entries(environment).filter(keep));
}

/**
 * Runs npm and hands back what it wrote (text).
 * @throws PlainError when npm fails, with the reason where it is a known one and npm's last words where not
 */
export async function npm(args: string[], options: NpmOptions): Promise<string> {
	const { code, stdout, stderr } = await run(args, options);
	if (code === 0) return stdout;
	throw new PlainError(reasonFor(args[0], `${stdout}\n${stderr}`));
}

function run(args: string[], { cwd, node = process.execPath, environment }: NpmOptions): Promise<NpmResult> {
	const PATH = `${dirname(node)}:${process.env.PATH ?? ''}`;
	const env = { ...withoutNpmSettings(process.env), PATH, ...environment };
	const child = spawnWithUs(node, [npmCli(), ...args], { cwd, env }, ['pipe', 'pipe']);
	let stdout = '';
	let stderr = '';
	child.stdout?.on('data', (chunk) => (stdout += chunk));
	child.stderr?.on('data', (chunk) => (stderr += chunk));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve({ code, stdout, stderr }));
	});
}

// The compiler first: before SQLite is compiled its install script looks for a ready one on github.com, often in vain.
const KNOWN_REASONS: Array<[pattern: RegExp, sentence: string]> = [
	[
		/not found: make|g\+\+: (command )?not found|gyp ERR! find Python|No such file or directory: '?(make|g\+\+|cc)/i,
		'No C++ compiler was found to build SQLite: install one ("apt-get install -y build-essential python3").',
	],
	[
		/gyp ERR!/,
		'SQLite could not be compiled for Node.js 24: check that g++, make and python3 work ("apt-get install -y build-essential python3").',
	],
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/,
		'The npm registry cannot be reached: check the network, and the address that "npm config get registry" shows.',
	],
	[/ENOSPC/, 'The disk is full: n8n needs about 4 GB, free some and try again.'],
	[
		/EACCES|EPERM/,
		'npm may not write to its folders: check who owns the cache folder and "npm config get cache".',
	],
	[/E401|E403/, 'The npm registry refuses access: check the login in your .npmrc.'],
	[/E404|ETARGET/, 'The npm registry does not have a package that is needed: try another registry.'],
];

function reasonFor(command: string, output: string): string {
	const known = KNOWN_REASONS.find(([pattern]) => pattern.test(output));
	const lastWords = output.trim().split('\n').slice(-15).join('\n');
	return known ? known[1] : `"npm ${command}" failed, npm's last words were:\n${lastWords}`;
}
