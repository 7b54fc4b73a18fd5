import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DocumentedCase } from '../schemas/cases';
import { dynamiCore } from '../schemas/dynamicore';
import { firmafy } from '../schemas/firmafy';
import { keynua } from '../schemas/keynua';
import { mensatek } from '../schemas/mensatek';
import { schemaFile, schemaOf, shippedSchema, shippedSchemas } from '../support/outputSchema';
import { startRecorder, type Recorder } from '../support/recorder';
import { startWorld, type World } from '../support/world';

/**
 * What n8n shows of an operation's output before the first run has to be what the operation makes of the answer in the
 * provider's document. `UPDATE_SCHEMAS=1` writes it anew. What comes from the sandbox is held against it at every run
 * of every other test (see world.ts).
 */
let world: World;
let recorder: Recorder;
let answers: unknown[] = [];

beforeAll(async () => {
	world = await startWorld();
	recorder = await startRecorder(({ body }) => {
		const isLogin = body.includes('action=login') || body.includes('"login"');
		const answer = isLogin
			? { error: false, data: 'xxxxxxxxxxxxxxxxTOKENxxxxxxxxxxxxxxxx' }
			: answers.shift();
		return { body: answer };
	});
});
afterAll(async () => {
	await recorder.close();
	await world.close();
});

const nodes = { dynamiCore, firmafy, keynua, mensatek };
type Node = keyof typeof nodes;
const cases = Object.entries(nodes).flatMap(([node, documented]) =>
	documented.map((one) => [`${node} ${one.operation}`, node as Node, one] as const),
);

test('every schema has a documented answer that it is made from', () => {
	const folders = Object.keys(nodes) as Node[];
	const shipped = folders.flatMap((node) => shippedSchemas(node).map((operation) => `${node} ${operation}`));
	expect(shipped.sort()).toEqual(cases.map(([name]) => name).sort());
});

test.each(cases)('%s', async (_, node, documented) => {
	const { operation } = documented;
	const schema = schemaOf(...(await outputs(node, documented)));
	if (process.env.UPDATE_SCHEMAS === '1') write(schemaFile(node, operation), schema);
	expect(shippedSchema(node, operation)).toEqual(schema);
	expect(answers).toEqual([]);
});

async function outputs(node: Node, { operation, parameters, ...documented }: DocumentedCase) {
	const [resource, name] = operation.split('.');
	answers = documented.answers(recorder.url);
	const facts = { fileName: 'some_file.pdf', mimeType: 'application/pdf' };
	const file = documented.withFile && (await world.engine.file(Buffer.from('%PDF-1.4 a file'), facts));
	const credentialType = `${node}Api`;
	const { items, error } = await world[node](
		{ resource, operation: name, ...parameters },
		{
			input: [{ json: {}, ...(file && { binary: { data: file } }) }],
			credentials: { [credentialType]: { ...world.credentials[credentialType], baseUrl: recorder.url } },
		},
	);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
}

function write(file: string, schema: object): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(schema, null, '\t')}\n`);
}
