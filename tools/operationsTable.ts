import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { withFateTable } from './fateTable';
import { effectOf, type Endpoint, type Operation, type Resource } from '../nodes/runtime/operation';

const root = join(__dirname, '..');
const FILE = join(root, 'docs', 'operations.md');
const ARCHITECTURE = join(root, 'docs', 'architecture.md');

/** docs/operations.md, made from the operations themselves. `npm run docs` writes it; a test sees that it is up to date. */
export async function operationsTable(): Promise<string> {
	const nodes = readdirSync(join(root, 'nodes')).filter((name) =>
		existsSync(join(root, 'nodes', name, 'resources', 'index.ts')),
	);
	const sections = await Promise.all(nodes.sort().map(section));
	const text = `# Operations\n\nMade from the source by \`npm run docs\`. A *write* changes something, costs money or reaches a person: it is sent one item at a time, and never repeated when its fate is unknown.\n\n${sections.join('\n')}`;
	return await prettier.format(text, { parser: 'markdown' });
}

async function section(node: string): Promise<string> {
	const { resources } = (await import(`../nodes/${node}/resources`)) as { resources: Resource[] };
	const rows = resources.flatMap(({ name, operations }) =>
		Object.values(operations).map((operation) => row(name, operation)),
	);
	return `## ${node}\n\n| Resource | Operation | What it does | Endpoints | Effect |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

function row(resource: string, operation: Operation): string {
	const endpoints = operation.endpoints.map(endpointText).join('<br>');
	return `| ${[resource, operation.name, operation.description, endpoints, effectOf(operation)].join(' | ')} |`;
}

/** Where one address serves many functions, the endpoint also names its action. */
function endpointText(endpoint: Endpoint & { action?: string }): string {
	const action = endpoint.action ? ` \`action=${endpoint.action}\`` : '';
	return `\`${endpoint.method} ${endpoint.path}\`${action}`;
}

/** docs/architecture.md, with the table of fates from the data that the nodes go by. */
async function architecture(): Promise<string> {
	const config = await prettier.resolveConfig(ARCHITECTURE);
	return await prettier.format(withFateTable(readFileSync(ARCHITECTURE, 'utf8')), {
		...config,
		parser: 'markdown',
	});
}

async function main(): Promise<void> {
	const pages = { [FILE]: await operationsTable(), [ARCHITECTURE]: await architecture() };
	for (const [file, text] of Object.entries(pages)) {
		if (!process.argv.includes('--check')) writeFileSync(file, text);
		else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
			process.stderr.write(`${file} is out of date: run "npm run docs".\n`);
			process.exitCode = 1;
		}
	}
}

if (require.main === module) void main();
