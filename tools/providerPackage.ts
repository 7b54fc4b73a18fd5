import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from './n8n/plainError';

const root = join(__dirname, '..');

interface Manifest {
	name: string;
	description: string;
	keywords: string[];
	homepage: string;
	n8n: { nodes: string[]; credentials: string[] };
	scripts?: unknown;
	devDependencies?: unknown;
}

/**
 * Cuts one provider out as a package of its own (`n8n-nodes-keynua`), from the same source and without touching it:
 * n8n verifies only packages that integrate a single service.
 *
 * @param provider in any case, such as `keynua`
 * @returns the folder of the package, built and ready for `npm publish`
 */
export function cutPackage(provider: string, into = join(root, 'packages')): string {
	const folder = providerFolder(provider);
	const name = `n8n-nodes-${folder.toLowerCase()}`;
	const target = join(into, name);
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	copySources(folder, target);
	writeManifest(folder, name, target);
	writeReadme(folder, name, target);
	build(target);
	return target;
}

function providerFolder(provider: string): string {
	const folders = readdirSync(join(root, 'nodes')).filter((name) => name !== 'runtime');
	const folder = folders.find((name) => name.toLowerCase() === provider.toLowerCase());
	if (folder) return folder;
	throw new PlainError(
		`There is no provider "${provider}": name one of ${folders.join(', ')} with --provider.`,
	);
}

function copySources(folder: string, target: string): void {
	const copy = (path: string) => cpSync(join(root, path), join(target, path), { recursive: true });
	['nodes/runtime', `nodes/${folder}`, 'LICENSE', '.prettierrc.json'].forEach(copy);
	filesOf('credentials', folder).forEach(copy);
	filesOf('icons', folder).forEach(copy);
}

/** Credentials and icons bear their provider's name. */
function filesOf(place: string, folder: string): string[] {
	const belongs = (file: string) => file.toLowerCase().startsWith(folder.toLowerCase());
	return readdirSync(join(root, place))
		.filter(belongs)
		.map((file) => `${place}/${file}`);
}

const PROVIDERS = /^(keynua|dynamicore|mensatek|firmafy)$/;

function writeManifest(folder: string, name: string, target: string): void {
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
	const isOwn = (built: string) =>
		existsSync(join(target, built.replace(/^dist\//, '').replace(/\.js$/, '.ts')));
	manifest.name = name;
	manifest.description = `n8n nodes for ${folder}: ${descriptionOf(folder)}`;
	manifest.keywords = manifest.keywords.filter(
		(word) => !PROVIDERS.test(word) || word === folder.toLowerCase(),
	);
	manifest.n8n.nodes = manifest.n8n.nodes.filter(isOwn);
	manifest.n8n.credentials = manifest.n8n.credentials.filter(isOwn);
	delete manifest.devDependencies;
	delete manifest.scripts;
	writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
	writeIndex(manifest, target);
}

function writeIndex({ n8n }: Manifest, target: string): void {
	const built = [...n8n.credentials, ...n8n.nodes];
	const isForeign = (line: string) => line.includes("'./dist/") && !built.some((file) => line.includes(file));
	const lines = readFileSync(join(root, 'index.js'), 'utf8').split('\n');
	writeFileSync(join(target, 'index.js'), lines.filter((line) => !isForeign(line)).join('\n'));
}

/** What the node says of itself. */
function descriptionOf(folder: string): string {
	const source = readFileSync(join(root, 'nodes', folder, `${folder}.node.ts`), 'utf8');
	return /\n\t\tdescription:\s*'([^']+)'/.exec(source)?.[1] ?? '';
}

function writeReadme(folder: string, name: string, target: string): void {
	const guide = readFileSync(join(root, 'docs', `${folder.toLowerCase()}.md`), 'utf8');
	const install = `On a self-hosted n8n: _Settings → Community nodes → Install_, and enter \`${name}\`.`;
	const [title, ...body] = guide.split('\n');
	const text = `${title}\n\n${install}\n${body.join('\n')}`;
	writeFileSync(join(target, 'README.md'), withAbsoluteLinks(text));
}

/** A guide links to its neighbours in docs/, which the package does not have. */
function withAbsoluteLinks(guide: string): string {
	const { homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
	const repository = homepage.replace(/#.*$/, '');
	return guide.replace(/(!?)\[([^\]]*)\]\((?![a-z]+:|#)([^)]+)\)/g, (_link, image, text, path) => {
		const address = new URL(path, `${repository}/${image ? 'raw' : 'blob'}/main/docs/`);
		return `${image}[${text}](${address})`;
	});
}

/** As `gulp build` does. The codex files name the package that the node is in. */
function build(target: string): void {
	const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
	const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
	const include = ['nodes/**/*.ts', 'credentials/**/*.ts'];
	const typeRoots = [join(root, 'node_modules', '@types')];
	const paths = { '*': [join(root, 'node_modules', '*')] };
	const config = { compilerOptions: { ...compilerOptions, typeRoots, baseUrl: '.', paths }, include };
	const configFile = join(target, 'tsconfig.json');
	writeFileSync(configFile, JSON.stringify(config));
	execFileSync(process.execPath, [tsc, '-p', configFile], { cwd: target, stdio: 'inherit' });
	rmSync(configFile);
	cpSync(join(target, 'icons'), join(target, 'dist', 'icons'), { recursive: true });
	const codex = readdirSync(join(target, 'nodes'), { recursive: true }) as string[];
	for (const file of codex.filter((one) => /__schema__\/.+\.json$/.test(one)))
		cpSync(join(target, 'nodes', file), join(target, 'dist', 'nodes', file));
	const { name } = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) as Manifest;
	for (const file of codex.filter((one) => one.endsWith('.node.json'))) {
		const text = readFileSync(join(target, 'nodes', file), 'utf8').replace(
			'n8n-nodes-esign-kyc.',
			`${name}.`,
		);
		for (const place of ['nodes', 'dist/nodes']) writeFileSync(join(target, place, file), text);
	}
}

function main(): void {
	const at = process.argv.indexOf('--provider');
	process.stdout.write(`${cutPackage(process.argv[at + 1] ?? '')}\n`);
}

if (require.main === module) {
	try {
		main();
	} catch (error) {
		process.stderr.write(`${error instanceof PlainError ? error.message : (error as Error).stack}\n`);
		process.exitCode = 1;
	}
}
