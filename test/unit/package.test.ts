import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesWithPlaceholder } from '../../tools/placeholders';

const root = join(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

function sources(folder: string, ending: string): string[] {
	const names = readdirSync(join(root, folder), { recursive: true }) as string[];
	return names.filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);
}
const asBuilt = (source: string) => `dist/${source.replace(/\.ts$/, '.js')}`;

test('every node and credential on disk is registered in package.json', () => {
	expect(manifest.n8n.nodes.sort()).toEqual(sources('nodes', '.node.ts').map(asBuilt).sort());
	expect(manifest.n8n.credentials.sort()).toEqual(
		sources('credentials', '.credentials.ts').map(asBuilt).sort(),
	);
});

test('index.js exports the same', () => {
	const required = [...readFileSync(join(root, 'index.js'), 'utf8').matchAll(/'\.\/(dist[^']+)'/g)].map(
		([, path]) => path,
	);
	expect(required.sort()).toEqual([...manifest.n8n.nodes, ...manifest.n8n.credentials].sort());
});

test('what ships depends on nothing but n8n-workflow', () => {
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

test('every node has a codex file that bears its name', () => {
	for (const source of sources('nodes', '.node.ts')) {
		const codex = join(root, source.replace(/\.ts$/, '.json'));
		expect(existsSync(codex)).toBe(true);
		const className = source.split('/').at(-1)?.replace('.node.ts', '') ?? '';
		const name = className[0].toLowerCase() + className.slice(1);
		expect(JSON.parse(readFileSync(codex, 'utf8')).node).toBe(`${manifest.name}.${name}`);
	}
});

test('all four providers have an icon for light and for dark', () => {
	const icons = readdirSync(join(root, 'icons')).sort();
	const expected = ['dynamicore', 'firmafy', 'keynua', 'mensatek'].flatMap((name) => [
		`${name}.dark.svg`,
		`${name}.svg`,
	]);
	expect(icons).toEqual(expected);
});

test('workflows use actions by their commit, and publish with provenance after an audit', () => {
	const folder = join(root, '.github', 'workflows');
	const workflows = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
	const actions = workflows.flatMap((text) =>
		[...text.matchAll(/uses: *(\S+)/g)].map(([, action]) => action),
	);
	expect(actions.length).toBeGreaterThan(0);
	for (const action of actions) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40}$/);
	const publishing = workflows.filter((text) => text.includes('npm publish'));
	expect(publishing).toHaveLength(1);
	expect(publishing[0]).toContain('id-token: write');
	expect(publishing[0]).not.toContain('NODE_AUTH_TOKEN');
	expect(publishing[0].match(/npm publish(?! --provenance)/g)).toBeNull();
	expect(publishing[0].indexOf('npm audit --omit=dev')).toBeLessThan(publishing[0].indexOf('npm publish'));
	expect(publishing[0]).toMatch(/tools\/placeholders\.ts\n[^]*npm publish/);
});

test('a release is refused while a file names the owner that nobody is', () => {
	const checkout = mkdtempSync(join(tmpdir(), 'esign-kyc-placeholders-'));
	try {
		execFileSync('git', ['init', '-q'], { cwd: checkout });
		writeFileSync(join(checkout, 'package.json'), '{ "homepage": "https://esign-kyc.example#readme" }');
		writeFileSync(join(checkout, 'CONTRIBUTING.md'), 'esign-kyc.example is a placeholder.');
		writeFileSync(join(checkout, 'README.md'), 'https://github.com/you/n8n-nodes-esign-kyc');
		execFileSync('git', ['add', '.'], { cwd: checkout });
		expect(filesWithPlaceholder(checkout)).toEqual(['package.json']);
		writeFileSync(join(checkout, 'package.json'), '{ "homepage": "https://github.com/you/nodes" }');
		expect(filesWithPlaceholder(checkout)).toEqual([]);
	} finally {
		rmSync(checkout, { recursive: true });
	}
});

const OURS = /https:\/\/[^'"#\s]+\/blob\/main\/([^'"#\s]+)(?:#([^'"\s]+))?/g;

/** As GitHub makes the anchor of a heading. */
const anchor = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');

test('every page of the documentation that a node or credential leads to is there, and so is its heading', () => {
	const files = [...sources('nodes', '.ts'), ...sources('nodes', '.json'), ...sources('credentials', '.ts')];
	const links = files.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(OURS)]);
	expect(links.length).toBeGreaterThan(manifest.n8n.nodes.length);
	for (const [link, path, heading] of links) {
		const page = readFileSync(join(root, path), 'utf8');
		const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, text]) => anchor(text));
		if (heading && !anchors.includes(heading)) throw new Error(`No such heading: ${link}`);
	}
});
