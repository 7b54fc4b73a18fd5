import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { exampleFiles } from '../../demo/examples';

/** What can be seen of an example without running it. That it runs to its end is for test/e2e/examples*.test.ts. */

const docs = join(__dirname, '../../docs');
const examples = exampleFiles().map(({ file, workflow }) => ({
	file,
	workflow,
	base: file.replace('.json', ''),
}));

/** How much room a node takes on the canvas with its name below, in the canvas's own pixels. */
const ROOM = { width: 170, height: 150 };

const isNote = ({ type }: INode) => type === 'n8n-nodes-base.stickyNote';
const isOurs = ({ type }: INode) => type.startsWith('n8n-nodes-esign-kyc.');

test('there are at least eight', () => {
	expect(examples.length).toBeGreaterThanOrEqual(8);
});

describe.each(examples)('$file', ({ workflow, base }) => {
	const nodes = workflow.nodes.filter((node) => !isNote(node));
	const notes = workflow.nodes.filter(isNote);

	test('has a note that says what it is, and names in plain words', () => {
		expect(String(notes[0].parameters.content)).toMatch(/^## .+\n\n/);
		expect(
			nodes.filter(({ name }) =>
				/^(Keynua|DynamiCore|Firmafy|Mensatek|Edit Fields|HTTP Request)\d*$/.test(name),
			),
		).toEqual([]);
	});

	test('holds no secret, no pinned data and no ID of anybody’s credential', () => {
		expect(workflow.pinData).toBeUndefined();
		const credentials = workflow.nodes.flatMap(({ credentials: given }) => Object.values(given ?? {}));
		expect(credentials.map(({ id }) => id)).toEqual(credentials.map(() => ''));
		expect(nodes.filter((node) => isOurs(node) && !node.credentials)).toEqual([]);
	});

	test('connects, and speaks of, nodes that are there', () => {
		const names = workflow.nodes.map(({ name }) => name);
		const linked = Object.entries(workflow.connections).flatMap(([from, kinds]) => [
			from,
			...Object.values(kinds).flatMap((outputs) =>
				outputs.flatMap((ends) => (ends ?? []).map(({ node }) => node)),
			),
		]);
		const mentioned = [...JSON.stringify(nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name);
		expect([...linked, ...mentioned].filter((name) => !names.includes(name))).toEqual([]);
		expect(nodes.map(({ name }) => name).filter((name) => !linked.includes(name))).toEqual([]);
	});

	test('no node lies on another', () => {
		const overlapping = nodes.flatMap((one, index) =>
			nodes
				.slice(index + 1)
				.filter((other) => {
					const [dx, dy] = [0, 1].map((axis) => Math.abs(one.position[axis] - other.position[axis]));
					return dx < ROOM.width && dy < ROOM.height;
				})
				.map((other) => `${one.name} and ${other.name}`),
		);
		expect(overlapping).toEqual([]);
	});

	test('has a page with its picture, and stands in the list', () => {
		expect(readFileSync(join(docs, 'examples/README.md'), 'utf8')).toContain(`(${base}.md)`);
		const page = readFileSync(join(docs, `examples/${base}.md`), 'utf8');
		expect(page).toContain(`(../images/examples/${base}.png)`);
		expect(page).toContain(`(../../examples/${base}.json)`);
		expect(existsSync(join(docs, `images/examples/${base}.png`))).toBe(true);
		for (const chapter of ['What you need', 'Set it up', 'What to change', 'When something goes wrong'])
			expect(page).toContain(`\n## ${chapter}\n`);
	});
});
