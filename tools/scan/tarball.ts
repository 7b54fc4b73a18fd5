import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Icon } from 'n8n-workflow';

const SIZE_LIMIT_BYTES = 300_000;

const MAY_BE_PACKED = [
	/^(package\.json|README\.md|LICENSE|index\.js)$/,
	/^dist\/(?!.*\.test\.js$).+\.js$/,
	/^dist\/.+\.svg$/,
	/^dist\/nodes\/.+\.node\.json$/,
	/^dist\/nodes\/.+\/__schema__\/.+\.json$/,
];
/** All that n8n hands to a node. Its scanner also lets pass what package.json names as a development dependency. */
const MAY_BE_IMPORTED = ['n8n-workflow', 'crypto', 'node:crypto'];
const MUST_BE_PACKED = ['package.json', 'README.md', 'LICENSE', 'index.js'];

export function checkSize(tarball: string): string[] {
	const { size } = statSync(tarball);
	return size < SIZE_LIMIT_BYTES ? [] : [`the tarball has ${size} bytes, ${SIZE_LIMIT_BYTES} are allowed`];
}

/** What is packed is what n8n needs, and nothing that only developers do. */
export function checkContents(unpacked: string): string[] {
	const files = filesIn(unpacked);
	const missing = MUST_BE_PACKED.filter((file) => !files.includes(file));
	const surplus = files.filter((file) => !MAY_BE_PACKED.some((pattern) => pattern.test(file)));
	return [
		...missing.map((file) => `${file} is missing`),
		...surplus.map((file) => `${file} should not be packed`),
	];
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => !entry.isDirectory())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** What is packed imports itself and what n8n provides. */
export function checkImports(unpacked: string): string[] {
	const scripts = filesIn(unpacked).filter((file) => file.endsWith('.js'));
	return scripts.flatMap((file) =>
		[...readFileSync(join(unpacked, file), 'utf8').matchAll(/\b(?:require|import)\(\s*['"`]([^'"`]+)['"`]/g)]
			.map(([, module]) => module)
			.filter((module) => !module.startsWith('.') && !MAY_BE_IMPORTED.includes(module))
			.map((module) => `${file} imports ${module}, which n8n does not provide`),
	);
}

/** What package.json registers is there, can be loaded with nothing but n8n-workflow, and has its icons. */
export function checkRegistrations(unpacked: string): string[] {
	giveN8nWorkflow(unpacked);
	const { n8n } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
	const registered: string[] = [...(n8n?.nodes ?? []), ...(n8n?.credentials ?? [])];
	return registered.flatMap((file) =>
		complaintsAbout(join(unpacked, file)).map((text) => `${file}: ${text}`),
	);
}

/** Beside the unpacked package, where n8n itself would provide it. */
function giveN8nWorkflow(unpacked: string): void {
	const modules = join(unpacked, '..', 'node_modules');
	mkdirSync(modules);
	symlinkSync(dirname(require.resolve('n8n-workflow/package.json')), join(modules, 'n8n-workflow'));
}

function complaintsAbout(file: string): string[] {
	if (!existsSync(file)) return ['does not exist'];
	try {
		const icons = iconsOf(instanceOf(file));
		if (icons.length === 0) return ['has no icon'];
		return icons.flatMap((icon) => complaintsAboutIcon(icon, dirname(file)));
	} catch (error) {
		return [`cannot be loaded: ${(error as Error).message.split('\n')[0]}`];
	}
}

interface WithIcon {
	/** A credential has its icon at the top, a node in its description. */
	icon?: Icon;
	description?: { icon?: Icon };
}

/** n8n takes the class from the file's name: `Keynua.node.js` exports `Keynua`. */
function instanceOf(file: string): WithIcon {
	const className = basename(file).split('.')[0];
	const Class = createRequire(file)(file)[className];
	if (!Class) throw new Error(`it does not export ${className}`);
	return new Class();
}

function iconsOf({ icon, description }: WithIcon): string[] {
	const found = icon ?? description?.icon ?? [];
	return typeof found === 'string' ? [found] : Object.values(found);
}

function complaintsAboutIcon(icon: string, folder: string): string[] {
	const [scheme, path] = icon.split(/:(.*)/s);
	if (scheme !== 'file') return [`the icon "${icon}" is not a file`];
	return existsSync(resolve(folder, path)) ? [] : [`the icon ${path} does not exist`];
}
